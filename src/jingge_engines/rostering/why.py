"""Why a person has no row at all: the smallest set of this person's rules that leaves none."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np

from jingge_engines.rostering.kernel import NEVER
from jingge_engines.rostering.problem import Member, Problem
from jingge_engines.rostering.solution import Broken
from jingge_engines.rostering.ways import Ways

LOOSE: Mapping[str, tuple[str, object]] = {
    "away": ("days away", frozenset()),
    "least_minutes": ("the least working time", 0),
    "most_minutes": ("the most working time", None),
    "most_run": ("the most days in a row", None),
    "least_run": ("the fewest days of work in a row", 1),
    "least_off": ("the fewest days off in a row", 1),
    "most_weekends": ("the most weekends", None),
    "most_of": ("the most shifts of a kind", {}),
    "community_days_a_week": ("days in the own area", 0),
    "community_minutes_a_week": ("hours in the own area", 0),
    "before": ("what was worked before", ()),
}
"""Rules of a person: in words, and what it is without the rule."""


def why_no_row(problem: Problem, member: Member) -> tuple[Broken, ...]:
    """The smallest set of rules that cannot be kept together, each by name; what shifts themselves ask for stands."""
    bare = {rule: loose for rule, (_words, loose) in LOOSE.items()}
    mine = [rule for rule, loose in bare.items() if getattr(member, rule) != loose]
    for size in range(1, len(mine) + 1):
        for some in combinations(mine, size):
            kept = replace(member, **{rule: bare[rule] for rule in mine if rule not in some})  # type: ignore[arg-type]
            if not has_row(problem, kept):
                words = " and ".join(f"{LOOSE[rule][0]} ({_told(getattr(member, rule))})" for rule in some)
                message = f"{member.number}: {words} leave no roster; change one of them"
                return tuple(Broken(member.number, rule, message) for rule in some)
    return (Broken(member.number, "", f"{member.number}: the shifts themselves leave no roster"),)


def has_row(problem: Problem, member: Member) -> bool:
    """Whether a person could do anything at all."""
    ways = Ways(problem, member, {})
    return ways.cheapest(np.zeros((problem.days, len(problem.shifts) + 1))) < NEVER


def _told(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(map(str, sorted(value)))
    if isinstance(value, Mapping):
        return ", ".join(f"{one} {most}" for one, most in sorted(value.items()))
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
