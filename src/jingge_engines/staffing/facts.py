"""What rules speak of: facts about a plan, and lines that add them up."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class At:
    """Person `person` serves at `station`."""

    person: int
    station: str


@dataclass(frozen=True)
class InRole:
    """Person `person` holds a post of `role` at `station`."""

    person: int
    station: str
    role: str


@dataclass(frozen=True)
class Holds:
    """Person `person` holds post `post`; both by index."""

    person: int
    post: int


Fact = At | InRole | Holds


@dataclass(frozen=True)
class Line:
    """lower <= sum of weight x fact <= upper, whole numbers only; None: no limit."""

    weights: Mapping[Fact, int]
    lower: int | None = None
    upper: int | None = None
