"""Effort, in numbers that do not change what a roster is worth."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, kw_only=True)
class Params:
    """Defaults do for a station's month."""

    rows_a_person: int = 20_000
    """Rows of one person that are listed at most at a time."""
    rows: int = 120_000
    """Rows of all people together."""
    nodes: int = 20_000
    """Branches of one choice among rows."""
    tries: int = 4000
    """Tries of one search."""
    turns: int = 0
    """Times that search and choice may go on in a row without a gain; 0: until it is stopped.

    With a number here the work decides and not the clock: the same roster on every machine that is given the time.
    """
    choice: int = 1_000_000
    """Rows among which one choice is made at most: among more it takes longer than it is worth."""
    first_width: float = 1.0
    """How far above the bound rows are listed first, in units of the objective."""

    def as_dict(self) -> Mapping[str, object]:
        """For the record."""
        return asdict(self)
