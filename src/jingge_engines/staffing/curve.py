"""What moves buy, and what one more officer buys."""

from dataclasses import dataclass, replace

from jingge_engines.core.observe import Observer, quiet
from jingge_engines.core.result import Status
from jingge_engines.core.stop import AnyOf, MaxTime, StopRule
from jingge_engines.staffing.problem import Person, Problem
from jingge_engines.staffing.rules import TransfersAtMost
from jingge_engines.staffing.solution import Result
from jingge_engines.staffing.solve import solve
from jingge_engines.staffing.terms import Goal


@dataclass(frozen=True)
class Point:
    """A point of the curve: the best of a goal with at most so many transfers."""

    transfers_at_most: int
    value: float | None
    """None: no plan with so few transfers keeps the rules."""
    status: Status
    result: Result


def curve(
    problem: Problem,
    *,
    most: int,
    goal: Goal = "imbalance",
    stop: StopRule,
    observe: Observer = quiet,
) -> tuple[Point, ...]:
    """The best value of `goal` with at most 0, 1, ... `most` transfers, each proven on its own."""
    stop.begin()
    goals: tuple[Goal, ...] = (goal, *(one for one in problem.goals if one != goal))
    points = []
    for moves in range(most + 1):
        cap = TransfersAtMost(id="curve", most=moves)
        asked = replace(problem, rules=(*problem.rules, cap), goals=goals)
        share = MaxTime(max(0.0, stop.seconds_left()) / (most + 1 - moves))
        found = solve(asked, stop=AnyOf(stop, share), observe=observe)
        first = found.goals[0] if found.goals else None
        value = first.value if first else None
        points.append(Point(moves, value, first.status if first else found.status, found))
    return tuple(points)


def marginal(
    problem: Problem, person: Person, *, stop: StopRule, observe: Observer = quiet
) -> tuple[Result, Result]:
    """The plan without and with one more person: what one more officer buys."""
    stop.begin()
    with_one = replace(problem, persons=(*problem.persons, replace(person, new=True)))
    half = AnyOf(stop, MaxTime(max(0.0, stop.seconds_left()) / 2))
    without = solve(problem, stop=half, observe=observe)
    return without, solve(with_one, stop=stop, observe=observe)
