"""Steps of the search, one idea a file: what may move, what it costs, and whether areas stay in one piece."""
