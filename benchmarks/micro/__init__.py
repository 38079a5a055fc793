"""Time: one thing each."""
