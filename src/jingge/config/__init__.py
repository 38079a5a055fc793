"""Settings, root URLs, the server's and the command line's entry."""
