"""Plans that are nearly as good and really differ: the optimum of a map is flat, and a person should choose.

The question is asked again with the weights of the units shaken (each time harder), which gives plans that
are best for almost the same people; those that are within a share of the best by the true question, and
differ from all kept ones in a share of the people, are kept.
"""

import math

import numpy as np

from jingge_engines.core.observe import Observer, Progress, quiet
from jingge_engines.core.result import Status, gap_between
from jingge_engines.core.rng import dice
from jingge_engines.core.stop import StopRule
from jingge_engines.districting.objective import evaluate
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import Floats, Ints, Problem
from jingge_engines.districting.solution import Result
from jingge_engines.districting.solve import solve
from jingge_engines.districting.vary import share_of, varied
from jingge_engines.districting.weighing import Weighing
from jingge_engines.districting.weights import weights_of

SHAKES = (0.15, 0.3, 0.45, 0.6, 0.8, 1.0)
"""Spread of the shaken weights, as standard deviation of their logarithm."""
TRIES = 3
"""Shaken questions for each spread and each plan that is wanted, at most."""
ROUND = 0.2
"""With cut edges: share of the objective that shaken roundness may have, so that there is something to shake."""


def alternatives(
    problem: Problem,
    *,
    count: int = 3,
    within: float = 0.05,
    differ: float = 0.1,
    stop: StopRule,
    rng: np.random.Generator | int,
    params: Params | None = None,
    observe: Observer = quiet,
) -> tuple[Result, ...]:
    """The best plan found, then up to `count` others at most `within` worse that move `differ` of the people.

    Fewer come back where the map has no more. Every result is weighed, and its gap told, by the true question.
    """
    stop.begin()
    generator, chosen = dice(rng) if isinstance(rng, int) else rng, params or Params()
    asked = count * TRIES
    best = solve(problem, stop=share_of(stop, 1 + asked // 3), rng=generator, params=chosen, observe=observe)
    kept = [best]
    for turn in range(asked):
        if len(kept) > count or stop.seconds_left() <= 0 or observe.cancelled():
            break
        shake = SHAKES[turn * len(SHAKES) // asked]
        question, weighed = _shaken(problem, chosen, best, shake, generator)
        part = share_of(stop, asked - turn)
        part.begin()
        found = solve(question, stop=part, rng=generator, params=weighed)
        if found.feasible:
            again = _as_answer_to(problem, chosen, found, best)
            limit = best.objective + within * abs(best.objective) + 1e-9
            far = min(difference(problem, again.plan.assignment, one.plan.assignment) for one in kept)
            if again.objective <= limit and far >= differ:
                kept.append(again)
        observe.report(Progress("alternatives", (turn + 1) / asked, best.objective))
    return (best, *sorted(kept[1:], key=lambda one: one.objective))


def difference(problem: Problem, first: Ints, second: Ints) -> float:
    """Share of the people whose area differs, areas matched so that this is least; 0 to 1."""
    labels = tuple(str(area) for area in second)
    like = varied(problem, today=labels, locked=())
    total = float(problem.people.sum())
    plan = Weighing(like, np.asarray(first), tuple(str(d) for d in range(int(first.max()) + 1)), Params())
    changed = plan.terms_in(None)
    share = changed["people_changed"] / total if total > 0 else changed["units_changed"] / len(problem.units)
    return float(share)


def _shaken(
    problem: Problem, params: Params, best: Result, shake: float, rng: np.random.Generator
) -> tuple[Problem, Params]:
    """The question with other weights of the units; with cut edges, roundness is made to count a little."""
    noise: Floats = np.exp(rng.normal(0.0, shake, len(problem.units)))
    weights = {name: weight for name, weight in weights_of(problem, params).items() if weight > 0}
    if not {"moment_of_inertia", "travel"} & set(weights):
        scale = ROUND * shake * abs(best.objective) / max(best.terms.moment_of_inertia, 1e-12)
        weights["moment_of_inertia"] = scale if math.isfinite(scale) and scale > 0 else 1.0
    plain = {"objective": "blend", "weights": weights, "change_weight": 0.0, "priority": ()}
    shaken = Params.from_mapping(params.as_dict() | plain)
    return varied(problem, inertia_weight=problem.inertia * noise + 1e-9), shaken


def _as_answer_to(problem: Problem, params: Params, found: Result, best: Result) -> Result:
    """A plan of a shaken question, weighed by the true one."""
    evaluation = evaluate(problem, found.plan.label_of_unit(), params)
    gap = gap_between(evaluation.objective, best.lower_bound)
    status = Status.NO_BOUND if gap is None else Status.PROVEN if gap == 0 else Status.WITHIN
    return Result(
        plan=found.plan,
        feasible=evaluation.feasible,
        violations=evaluation.violations,
        terms=evaluation.terms,
        objective=evaluation.objective,
        lower_bound=best.lower_bound,
        gap=gap,
        bound_method=best.bound_method,
        status=status,
        evaluation=evaluation,
        by_region=best.by_region,
        history=found.history,
        rounds=found.rounds,
        seed=best.seed,
        params=params.as_dict(),
        version=best.version,
        input_hash=problem.input_hash,
    )
