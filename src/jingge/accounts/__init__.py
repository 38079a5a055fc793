"""People who log in, their roles, and who may see where."""
