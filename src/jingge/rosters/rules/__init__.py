"""Rules of rosters: decisions on values, each a reason why not, or None."""
