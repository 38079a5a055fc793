"""The shell people see: dashboard, command map, wall map, search."""
