"""What moves buy, and what one more officer buys."""

from dataclasses import dataclass, replace

from jingge_engines.core.observe import Observer, quiet
from jingge_engines.core.result import Status
from jingge_engines.core.stop import AnyOf, MaxTime, StopRule
from jingge_engines.staffing.problem import Person, Problem
from jingge_engines.staffing.rules import TransfersAtMost
from jingge_engines.staffing.solution import Result
from jingge_engines.staffing.solve import solve, solve_welded
from jingge_engines.staffing.strengths import Fairest, People, fixed_at
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
    """The best value of `goal` with at most 0, 1, ... `most` transfers, each proven on its own.

    Of equal plans one with the fewest transfers comes back: where one more buys nothing, the plan stays. Imbalance
    is searched by the strengths of the stations (`strengths`); its further goals are at their least for the
    strengths chosen.
    """
    stop.begin()
    rest = tuple(one for one in problem.goals if one != goal)
    points: list[Point] = []
    people = People(problem)
    for moves in range(most + 1):
        cap = TransfersAtMost(id="curve", most=moves)
        asked = replace(problem, rules=(*problem.rules, cap), goals=(goal, *rest))
        share = MaxTime(max(0.0, stop.seconds_left()) / (most + 1 - moves))
        within = AnyOf(stop, share)
        below = not points or points[-1].value is None
        if goal == "imbalance" and rest and not below:
            found = _by_strengths(replace(asked, goals=rest), moves, people, within, observe)
        else:
            found = _outright(asked, moves, within, observe)
        same = not below and found.value == points[-1].value
        points.append(replace(points[-1], transfers_at_most=moves, status=found.status) if same else found)
    return tuple(points)


def _outright(asked: Problem, moves: int, stop: StopRule, observe: Observer) -> Point:
    """The whole question at once; also where it is not known yet whether any plan keeps the rules."""
    found = solve(asked, stop=stop, observe=observe)
    first = found.goals[0] if found.goals else None
    value = first.value if first else None
    return Point(moves, value, first.status if first else found.status, found)


def _by_strengths(asked: Problem, moves: int, people: People, stop: StopRule, observe: Observer) -> Point:
    """Strengths of the stations first, the fairest first; then the people for them."""
    stop.begin()
    fairest = Fairest(asked, moves)
    for faults in people.always:
        fairest.rule_out(faults)
    while (strengths := fairest.next(stop, observe)) is not None:
        fixed = replace(asked, rules=(*asked.rules, *fixed_at(asked, strengths)))
        found = solve_welded(fixed, stop=stop, observe=observe)
        if found.terms is not None:
            return Point(moves, found.terms.imbalance, Status.PROVEN, found)
        blamed = people.faults(strengths, moves, stop, observe)
        if blamed is None:
            break
        fairest.rule_out(blamed)
    return Point(moves, None, Status.NO_BOUND, solve(asked, stop=MaxTime(0.0), observe=observe))


def marginal(
    problem: Problem, person: Person, *, stop: StopRule, observe: Observer = quiet
) -> tuple[Result, Result]:
    """The plan without and with one more person: what one more officer buys."""
    stop.begin()
    with_one = replace(problem, persons=(*problem.persons, replace(person, new=True)))
    half = AnyOf(stop, MaxTime(max(0.0, stop.seconds_left()) / 2))
    without = solve(problem, stop=half, observe=observe)
    return without, solve(with_one, stop=stop, observe=observe)
