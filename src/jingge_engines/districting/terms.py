"""Names of everything that can be weighed, capped and put in order; the definitions are in `objective`."""

from typing import Literal, get_args

Term = Literal[
    "cut_edges",
    "moment_of_inertia",
    "travel",
    "imbalance",
    "people_changed",
    "units_changed",
    "officers_changed",
]
TERMS: tuple[Term, ...] = get_args(Term)
CHANGES: tuple[Term, ...] = ("people_changed", "units_changed", "officers_changed")
