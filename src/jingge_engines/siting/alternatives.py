"""The optimum is flat: plans nearly as good that really differ, and what one more office adds."""

import math
from dataclasses import dataclass

import numpy as np

from jingge_engines.core.observe import Observer, quiet
from jingge_engines.core.result import Status
from jingge_engines.core.rng import dice
from jingge_engines.core.stop import AnyOf, MaxTime, StopRule
from jingge_engines.siting.params import Params
from jingge_engines.siting.problem import Problem, ProblemError
from jingge_engines.siting.solution import Result
from jingge_engines.siting.solve import solve
from jingge_engines.siting.terms import GREATEST, Model
from jingge_engines.siting.vary import varied


def alternatives(
    problem: Problem,
    *,
    count: int = 3,
    within: float = 0.02,
    differ_by: int | None = None,
    stop: StopRule,
    rng: np.random.Generator | int,
    params: Params | None = None,
    observe: Observer = quiet,
) -> tuple[Result, ...]:
    """The best plan, then up to `count` others of at most `within` (a share) worse, each the best of its kind.

    Each leaves out at least `differ_by` sites of every plan before it; an eighth of the offices by default.
    """
    if count < 1 or not within >= 0:
        raise ProblemError(f"count and within: {count!r}, {within!r}; give at least 1 and at least 0")
    generator = dice(rng) if isinstance(rng, int) else rng
    stop.begin()
    best = solve(problem, stop=_part(stop, count + 1), rng=generator, params=params, observe=observe)
    plans = [best]
    if not best.feasible:
        return tuple(plans)
    least = differ_by or max(1, math.ceil(len(best.opened) / 8))
    worse = 1 - within if problem.model in GREATEST else 1 + within
    limit = best.objective * worse
    for left in range(count, 0, -1):
        earlier = problem.differ_from + tuple(one.opened for one in plans)
        question = varied(problem, differ_from=earlier, differ_by=least)
        found = solve(
            question, stop=_part(stop, left), rng=generator, params=params, cutoff=limit, observe=observe
        )
        slack = 1e-6 * max(1.0, abs(limit))
        beyond = (
            found.objective < limit - slack if problem.model in GREATEST else found.objective > limit + slack
        )
        if not found.feasible or beyond or observe.cancelled():
            break
        plans.append(found)
    return tuple(plans)


@dataclass(frozen=True, eq=False)
class Addition:
    """A number of offices and what the last of them brought."""

    count: int
    result: Result
    gain: float | None
    """How much better than with one office fewer; None for the first number, or where a plan is missing."""
    proven: bool
    """Whether this plan and the one before are proven, so that the gain is exact."""


def adds(
    problem: Problem,
    upto: int,
    *,
    stop: StopRule,
    rng: np.random.Generator | int,
    params: Params | None = None,
    observe: Observer = quiet,
) -> tuple[Addition, ...]:
    """The best plans of the problem's number of offices and each more up to `upto`."""
    if problem.count is None or problem.model is Model.SET_COVER:
        raise ProblemError("adds: set_cover finds the number of offices itself; ask another model")
    if upto < problem.count:
        raise ProblemError(
            f"upto: {upto!r} is below the number of offices, {problem.count}; give at least that"
        )
    generator = dice(rng) if isinstance(rng, int) else rng
    stop.begin()
    sign = 1.0 if problem.model in GREATEST else -1.0
    curve: list[Addition] = []
    for number in range(problem.count, upto + 1):
        part = _part(stop, upto + 1 - number)
        result = solve(
            varied(problem, count=number), stop=part, rng=generator, params=params, observe=observe
        )
        last = curve[-1] if curve else None
        gain = None
        if last is not None and last.result.feasible and result.feasible:
            gain = sign * (result.objective - last.result.objective)
        fine = result.status is Status.PROVEN and (last is None or last.result.status is Status.PROVEN)
        curve.append(Addition(number, result, gain, fine))
        if observe.cancelled():
            break
    return tuple(curve)


def _part(stop: StopRule, shares: int) -> StopRule:
    """A fair share of the time that is left."""
    seconds = stop.seconds_left()
    if not math.isfinite(seconds):
        return stop
    part = AnyOf(stop, MaxTime(max(0.0, seconds / shares)))
    part.begin()
    return part
