"""Joint work with bodies outside the police (五联): who the partners are, what was done together."""
