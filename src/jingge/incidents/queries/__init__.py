"""Reads of incidents, beginning with who asks."""
