"""A roster after somebody falls ill: cover first, then as few changes as can be."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jingge_engines.core.observe import Observer, quiet
from jingge_engines.core.stop import StopRule
from jingge_engines.rostering.params import Params
from jingge_engines.rostering.problem import Problem, Wish
from jingge_engines.rostering.solution import Result
from jingge_engines.rostering.solve import solve
from jingge_engines.rostering.terms import ProblemError

CHANGE = 30
"""Price of a day that changes for somebody: less than somebody missing, more than any wish."""
GONE = 100_000
"""Price of changing a day that has gone by."""


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
) -> Result:
    """The roster with the least change in which those in `away` (days by number) do not work.

    Days before `from_day` have gone by and stay. The result's wishes hold the price of changes, `change` a day.
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
    asked = replace(
        problem,
        wishes=(*problem.wishes, *keep),
        members=tuple(
            replace(member, away=member.away | frozenset(away.get(member.number, ())))
            for member in problem.members
        ),
    )
    return solve(asked, stop=stop, params=params, observe=observe)
