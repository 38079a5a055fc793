"""Reads of norms."""
