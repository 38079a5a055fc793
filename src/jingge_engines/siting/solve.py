"""The one entrance: a problem, a stopping rule, dice and parameters in; the best plan and its proof out."""

import math
from dataclasses import replace

import numpy as np

from jingge_engines.core.observe import Observer, quiet
from jingge_engines.core.result import Status, gap_between
from jingge_engines.core.rng import dice, seed_of
from jingge_engines.core.stop import StopRule
from jingge_engines.siting.board import Board
from jingge_engines.siting.clash import clash, clash_violation
from jingge_engines.siting.diagnose import diagnose
from jingge_engines.siting.effort import Effort, Found
from jingge_engines.siting.exact import find
from jingge_engines.siting.greedy import greedy
from jingge_engines.siting.naming import plan_of
from jingge_engines.siting.objective import evaluate
from jingge_engines.siting.params import Params
from jingge_engines.siting.problem import Problem
from jingge_engines.siting.rescue import rescue
from jingge_engines.siting.solution import Result, Violation
from jingge_engines.siting.terms import GREATEST

VERSION = "1"


def solve(
    problem: Problem,
    *,
    stop: StopRule,
    rng: np.random.Generator | int,
    params: Params | None = None,
    cutoff: float | None = None,
    observe: Observer = quiet,
) -> Result:
    """Choose the offices; anytime: whatever stops it, the best plan so far comes back.

    `rng` is a generator or a seed. With `cutoff` only plans at least as good as that value matter (of a cover:
    of at least that weight); where there is none, the plan handed back is worse than it and not proven.
    """
    stop.begin()
    generator = dice(rng) if isinstance(rng, int) else rng
    seed = seed_of(generator)
    effort = Effort(stop, params or Params(), generator, observe)
    sign = -1.0 if problem.model in GREATEST else 1.0
    board, reasons = Board(problem), diagnose(Board(problem))
    limit = math.inf if cutoff is None else sign * cutoff
    found = Found(None, math.inf) if reasons else find(board, effort, limit)
    if found.opened is None:
        if found.impossible and not reasons and cutoff is None:
            clashing = clash(problem, effort) if effort.params.clash else ()
            reasons = (clash_violation(clashing),)
        if effort.over() or not (reasons or found.impossible):
            found = replace(greedy(board), bound=-math.inf if reasons else found.bound, method=found.method)
        else:
            board, found = rescue(problem, effort)
            found = replace(found, bound=-math.inf, method="")  # of another question
        return _result(problem, board, found, effort, seed, reasons)
    return _result(problem, board, found, effort, seed, ())


def _result(
    problem: Problem,
    board: Board,
    found: Found,
    effort: Effort,
    seed: int | None,
    reasons: tuple[Violation, ...],
) -> Result:
    """Weigh the plan anew from the question alone; a bound that the plan contradicts is not reported."""
    plan = plan_of(board, found)
    weighed = evaluate(problem, plan)
    sign = -1.0 if problem.model in GREATEST else 1.0
    value = sign * weighed.value
    bound: float | None = found.bound if weighed.feasible and math.isfinite(found.bound) else None
    if bound is not None:
        slack = 1e-6 * max(1.0, abs(value))
        bound = None if bound > value + slack else value if bound >= value - slack else bound
    gap = _gap(value, bound)
    status = Status.NO_BOUND if gap is None else Status.PROVEN if gap == 0 else Status.WITHIN
    effort.note("exact", value, -math.inf if bound is None else bound)
    names = ["" if place < 0 else plan.sites[place] for place in weighed.first.tolist()]
    return Result(
        plan=plan,
        site_of_point=tuple(names),
        feasible=weighed.feasible,
        violations=() if weighed.feasible else reasons + weighed.violations,
        terms=weighed.terms,
        objective=weighed.value,
        bound=None if bound is None else sign * bound,
        gap=gap,
        status=status,
        bound_method=found.method if bound is not None else "",
        offices=weighed.offices,
        history=tuple(effort.history),
        rounds=effort.rounds,
        seed=seed,
        params=effort.params.as_dict(),
        version=VERSION,
        input_hash=problem.input_hash,
    )


def _gap(value: float, bound: float | None) -> float | None:
    if bound is not None and value == 0:
        return 0.0 if bound >= -1e-9 else 1.0
    return gap_between(value, bound)
