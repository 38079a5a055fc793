"""Entries of the demonstration: load it, serve it, give its accounts new passwords."""
