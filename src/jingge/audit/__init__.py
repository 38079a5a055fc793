"""Append-only events: who did what and when. No foreign keys."""
