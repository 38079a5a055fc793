"""Posts, postings, the two ratios, auxiliaries, helpers, police offices."""
