"""A roster after somebody falls ill: cover first, then as few changes as can be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jingge_engines.core.observe import Observer, quiet
from jingge_engines.core.stop import StopRule
from jingge_engines.rostering.objective import terms_of
from jingge_engines.rostering.params import Params
from jingge_engines.rostering.problem import Member, Problem, Wish
from jingge_engines.rostering.solution import Result, Terms
from jingge_engines.rostering.solve import solve
from jingge_engines.rostering.terms import ProblemError

CHANGE = 30
"""Price of a day that changes for somebody: more than any wish."""
GONE = 100_000
"""Price of changing a day that has gone by."""


@dataclass(frozen=True, eq=False)
class Repair:
    """A roster that is changed as little as can be."""

    result: Result
    """Of the question that was asked for it, in which changes have a price."""
    roster: tuple[tuple[str, ...], ...]
    terms: Terms | None
    """Of the roster in the question as it was."""
    changed: int
    """Days of people that are not as before."""


def repair(
    problem: Problem,
    roster: Sequence[Sequence[str]],
    away: Mapping[str, Sequence[int]],
    *,
    from_day: int = 0,
    change: int = CHANGE,
    stop: StopRule,
    params: Params | None = None,
    observe: Observer = quiet,
) -> Repair:
    """The roster in which those in `away` (days by number) do not work: fewest missing, then fewest changes.

    Days before `from_day` have gone by and stay. Whoever is away is asked for no least: neither runs nor working time
    nor days in the own area.
    """
    numbers = [member.number for member in problem.members]
    if len(roster) != len(numbers) or any(len(row) != problem.days for row in roster):
        raise ProblemError(f"roster: give {problem.days} days for each of {len(numbers)} people")
    for number, days in away.items():
        if number not in numbers:
            raise ProblemError(f"away: nobody has the number {number!r}")
        for day in days:
            if not from_day <= day < problem.days:
                raise ProblemError(f"away: {number!r}, day {day}; give {from_day} to {problem.days - 1}")
    keep = [
        Wish(
            number=number,
            day=day,
            shift=shift.id,
            weight=GONE if day < from_day else change,
            wanted=row[day] != "",
        )
        for number, row in zip(numbers, roster, strict=True)
        for day in range(problem.days)
        for shift in problem.shifts
        if day not in away.get(number, ()) and row[day] in ("", shift.id)
    ]
    first = 1 + change * problem.days * len(numbers)  # so that no number of changes outweighs one missing
    asked = replace(
        problem,
        covers=tuple(replace(cover, under=first * cover.under) for cover in problem.covers),
        wishes=(*problem.wishes, *keep),
        members=tuple(_without(member, away.get(member.number, ())) for member in problem.members),
    )
    result = solve(asked, stop=stop, params=params, observe=observe)
    found = result.roster
    pairs = [
        (new, old)
        for row, then in zip(found, roster, strict=False)
        for new, old in zip(row, then, strict=True)
    ]
    return Repair(
        result=result,
        roster=found,
        terms=terms_of(problem, found) if found else None,
        changed=sum(new != old for new, old in pairs),
    )


def _without(member: Member, days: Sequence[int]) -> Member:
    if not days:
        return member
    return replace(
        member, away=member.away | frozenset(days), least_run=1, least_off=1, least_minutes=0,
        community_days_a_week=0, community_minutes_a_week=0,
    )  # fmt: skip
