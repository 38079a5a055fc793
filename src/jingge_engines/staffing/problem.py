"""The question: people and posts, the rules that must hold, the goals in order."""

from dataclasses import dataclass
from functools import cached_property

from jingge_engines.core.result import digest
from jingge_engines.staffing.rules import Rule, standing_rules
from jingge_engines.staffing.staff import BUREAU, Person, Place, Post, Staff, Station, once
from jingge_engines.staffing.terms import GOALS, Goal, Kind, ProblemError

__all__ = ["BUREAU", "Goal", "Kind", "Person", "Place", "Post", "Problem", "ProblemError", "Station"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Problem(Staff):
    """Give every person a post so that all rules hold; checked when made."""

    rules: tuple[Rule, ...] = ()
    goals: tuple[Goal, ...] = GOALS
    """What is made least, in this order: each is held at its least before the next is looked at."""

    def __post_init__(self) -> None:
        """Refuse what no plan could answer, naming field, place, value and mend."""
        super().__post_init__()
        for goal in self.goals:
            if goal not in GOALS:
                raise ProblemError(f"goals: {goal!r} is unknown; choose from {', '.join(GOALS)}")
        once("rules", [rule.id for rule in self.all_rules])
        for rule in self.all_rules:
            rule.check(self)

    @cached_property
    def all_rules(self) -> tuple[Rule, ...]:
        """Those given, and those that posts and persons bring with them."""
        return (*standing_rules(self), *self.rules)

    @cached_property
    def input_hash(self) -> str:
        """SHA-256 of the whole question."""
        parts = (*self.persons, *self.stations, *self.posts, *self.rules)
        return digest(
            *(f"{type(one).__name__}{_plain(vars(one))}" for one in parts),
            *self.goals,
            *(f"{pair}{metres}" for pair, metres in sorted(self.distance_m.items())),
        )


def _plain(value: object) -> object:
    """The same text for the same value in every process: sets have no order of their own."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return sorted(map(str, value)) if isinstance(value, frozenset) else value
