"""What one term costs in another: a curve of plans, none of which is better in both.

The epsilon-constraint method (Haimes, Lasdon & Wismer 1971): the term is capped at steps between its least
value and its value in the best plan, region by region, and the objective is minimised under each cap.
"""

import numpy as np

from jingge_engines.core.observe import Observer, Progress, quiet
from jingge_engines.core.rng import dice
from jingge_engines.core.stop import StopRule
from jingge_engines.districting.objective import evaluate, terms_by_region
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import Ints, Problem
from jingge_engines.districting.solution import Result
from jingge_engines.districting.solve import solve
from jingge_engines.districting.vary import capped, share_of


def tradeoff(
    problem: Problem,
    *,
    over: str = "people_changed",
    points: int = 7,
    stop: StopRule,
    rng: np.random.Generator | int,
    params: Params | None = None,
    observe: Observer = quiet,
) -> tuple[Result, ...]:
    """Plans from the least of `over` to the best objective, by rising `over`; at most `points`, at least one.

    Each is an answer under its own cap, and its bound holds under that cap. Plans that another one beats in
    both are left out. `params` must not weigh `over` itself, or the curve is flat.
    """
    if points < 2:
        raise ValueError(f"points: {points!r}; a curve has at least 2")
    stop.begin()
    generator, chosen = dice(rng) if isinstance(rng, int) else rng, params or Params()
    left = points + 1
    start = _today(problem)
    free = solve(problem, stop=share_of(stop, left), rng=generator, params=chosen, start=start)
    alone = Params.from_mapping(
        chosen.as_dict()
        | {"objective": "blend", "weights": {over: 1.0}, "change_weight": 0.0, "priority": ()}
    )
    start = free.plan.assignment if free.feasible else start
    least = solve(problem, stop=share_of(stop, left - 1), rng=generator, params=alone, start=start)
    if least.feasible and not free.feasible:
        free = solve(
            problem, stop=share_of(stop, left - 1), rng=generator, params=chosen, start=least.plan.assignment
        )
    low = terms_by_region(problem, least.plan.assignment, alone)
    high = terms_by_region(problem, free.plan.assignment, chosen)
    found = [free]
    for step in range(points - 1):
        if stop.seconds_left() <= 0 or observe.cancelled():
            break
        share = step / (points - 1)
        caps = {
            region: low[region][over] + share * max(0.0, high[region][over] - low[region][over])
            for region in problem.regions
        }
        question = capped(problem, {over: caps})
        start = (least if step == 0 else found[-1]).plan.assignment
        part = share_of(stop, points - 1 - step)
        answer = solve(question, stop=part, rng=generator, params=chosen, start=start)
        if evaluate(question, answer.plan.label_of_unit(), chosen).feasible == free.feasible:
            found.append(answer)
        observe.report(Progress("curve", (step + 1) / (points - 1), answer.objective))
    return _undominated(found, over)


def _today(problem: Problem) -> Ints | None:
    """Today's plan, where every unit has an area: whatever else is found, a curve may begin from it."""
    if not problem.today or "" in problem.today:
        return None
    return np.unique(problem.today, return_inverse=True)[1].astype(np.int64)


def _undominated(found: list[Result], over: str) -> tuple[Result, ...]:
    """Sorted by `over`; a plan stays only if its objective is below that of every plan before it."""
    kept: list[Result] = []
    for one in sorted(found, key=lambda result: (result.terms.of(over), result.objective)):
        if not kept or one.objective < kept[-1].objective - 1e-9 * abs(kept[-1].objective):
            kept.append(one)
    return tuple(kept)
