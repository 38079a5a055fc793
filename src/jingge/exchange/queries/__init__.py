"""Reading hand-overs, the bureau's present tables, and what a file would change."""
