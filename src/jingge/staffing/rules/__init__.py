"""Decisions on values: the ratios, cover, pairing, modes, and why a posting may not be made."""
