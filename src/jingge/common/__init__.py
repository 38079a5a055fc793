"""Small and boring: clock, calendar, ids, errors, viewer, tables, exports."""
