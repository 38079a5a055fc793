"""Decisions on plans of moves, without a database."""
