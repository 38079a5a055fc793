"""Decisions on a hand-over: what its tables are, whether they may be taken, what they change."""
