"""What the engine finds, as plain data: the plan with its proof, the clash, the curve, one more officer."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from jingge.redeployment.bridge.asking import NEWCOMER, newcomer, problem_of
from jingge.redeployment.bridge.watching import Observer, Watch
from jingge.redeployment.terms import (
    ROLE_CHANGES,
    TRANSFERS,
    Answer,
    GoalSaid,
    MoveSaid,
    PointSaid,
    Situation,
    Wish,
)
from jingge_engines.core.result import Status
from jingge_engines.core.stop import MaxTime
from jingge_engines.staffing import Problem, Result, certify, clash, curve, marginal, solve

PLAN_S, CLASH_S, CURVE_S, ONE_MORE_S = 20.0, 20.0, 30.0, 10.0
POINTS = 10
CURVE_GOALS = (TRANSFERS, ROLE_CHANGES)  # what decides between equal balance; more only costs time
Said = Mapping[str, dict[str, Any]]


def draw(situation: Situation, wish: Wish, watch: Watch) -> Answer:
    """Everything a plan's page shows of the engine; each part has its own time."""
    problem, said = problem_of(situation, wish)
    result = solve(problem, stop=MaxTime(PLAN_S), observe=Observer(watch, "plan", 0.0, 0.3))
    broken = certify(problem, [person.posts for person in problem.persons])
    broken_today = [said[one] for one in broken]
    clashing, clash_status = _clash(problem, result, said, watch)
    watch(0.9, "one_more")
    _without, more = marginal(
        problem, newcomer(), stop=MaxTime(ONE_MORE_S), observe=Observer(watch, "one_more", 0.9, 0.99)
    )
    return Answer(
        feasible=result.feasible,
        status=str(result.status),
        goals=[
            GoalSaid(goal=one.goal, value=one.value, bound=one.lower_bound, status=str(one.status))
            for one in result.goals
        ],
        terms=asdict(result.terms) if result.terms else None,  # type: ignore[typeddict-item]
        plan=moves_of(result, broken_today),
        broken_today=broken_today,
        clash=clashing,
        clash_status=clash_status,
        curve=_curve(problem, wish, result, broken_today, watch),
        one_more=asdict(more.terms) if more.terms else None,  # type: ignore[typeddict-item]
        one_more_feasible=more.feasible,
    )


def _clash(problem: Problem, result: Result, said: Said, watch: Watch) -> tuple[list[dict[str, Any]], str]:
    if result.feasible:
        return [], ""
    found = clash(problem, stop=MaxTime(CLASH_S), observe=Observer(watch, "clash", 0.3, 0.6))
    return [said[rule.id] for rule in found.rules], str(found.status)


def _curve(
    problem: Problem, wish: Wish, result: Result, broken_today: list[dict[str, Any]], watch: Watch
) -> list[PointSaid]:
    """The best balance with 0, 1, 2 … moves, up to ten or as many as may be."""
    if result.terms is None:
        return []
    most = POINTS if wish.most_moves is None else min(POINTS, wish.most_moves)
    observer = Observer(watch, "curve", 0.3, 0.9)
    asked = replace(problem, goals=("imbalance", *(one for one in problem.goals if one in CURVE_GOALS)))
    points = curve(asked, most=most, goal="imbalance", stop=MaxTime(CURVE_S), observe=observer)
    said = [
        PointSaid(
            moves=point.transfers_at_most,
            value=point.value,
            status=str(point.status),
            plan=moves_of(point.result, broken_today),
        )
        for point in points
    ]
    return never_worse(said)


def never_worse(points: list[PointSaid]) -> list[PointSaid]:
    """More moves allow whatever fewer do: a point cut off by the clock takes the plan of the one before."""
    found: list[PointSaid] = []
    for point in points:
        before = found[-1]["value"] if found else None
        value = point["value"]
        if before is not None and (value is None or value > before):
            point = PointSaid(
                moves=point["moves"], value=before, status=str(Status.WITHIN), plan=found[-1]["plan"]
            )
        found.append(point)
    return found


def moves_of(result: Result, broken_today: list[dict[str, Any]]) -> list[MoveSaid]:
    """Who goes where; with the rules broken today that concern that station or the whole bureau."""
    return [
        MoveSaid(
            number=move.number,
            station=move.to_station,
            post=move.to_role,
            grounds=[one for one in broken_today if one.get("station", move.to_station) == move.to_station],
        )
        for move in result.moves
        if move.number != NEWCOMER and (move.transfer or move.role_change)
    ]
