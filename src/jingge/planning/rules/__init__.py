"""Decisions on plain values: states, workload, who takes over what."""
