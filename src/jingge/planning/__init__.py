"""Scenarios: drawn by the engine, compared, approved, adopted from a date."""
