"""Make a plan better a few neighbouring areas at a time: the integer program, small enough to end in a blink."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.graph import Ints
from jingge_engines.districting.facilities.assign import Assignment
from jingge_engines.districting.facilities.model import Model

TOGETHER = 70
"""Units given out anew at a time, about."""
NODES = 200
DEAR = 20.0
"""Price of load above a capacity, in mean ways."""
LONGEST_S = 2.0


def neighbours_of(model: Model, area: Ints) -> NDArray[np.bool_]:
    """Sites x sites: whether the areas touch."""
    heads = np.repeat(np.arange(model.order), np.diff(model.graph.offsets))
    touch = np.zeros((model.sites, model.sites), dtype=bool)
    touch[area[heads], area[model.graph.targets]] = True
    np.fill_diagonal(touch, False)
    return touch


def group(model: Model, area: Ints, rng: np.random.Generator) -> Ints:
    """Some open sites whose areas touch, with about `TOGETHER` units; around one above its capacity, if any."""
    touch = neighbours_of(model, area)
    sizes = np.bincount(area, minlength=model.sites)
    above = np.flatnonzero(model.loads(area) > model.capacity + model.slack)
    chosen = [int(rng.choice(above if len(above) else np.flatnonzero(sizes)))]
    while sizes[chosen].sum() < TOGETHER or len(chosen) < 2:
        near = np.flatnonzero(touch[chosen].any(axis=0))
        near = near[~np.isin(near, chosen)]
        if len(near) == 0:
            break
        chosen.append(int(rng.choice(near)))
    return np.array(sorted(chosen), dtype=np.int64)


def polished(
    model: Model,
    area: Ints,
    allowed: NDArray[np.bool_],
    rng: np.random.Generator,
    rounds: int,
    left: Callable[[], float],
    stopped: Callable[[], bool],
) -> Ints:
    """Solve group after group; load above capacities is removed first."""
    allowed = allowed.copy()
    allowed[np.arange(model.order), area] = True
    for _ in range(rounds):
        if left() <= 0 or stopped():
            break
        sites = group(model, area, rng)
        excess = model.excess(area)
        dear = DEAR * model.travel(area) / model.demand if excess > 0 else math.inf
        program = Assignment(model, area, sites, allowed, 1e-5, dear)
        program.begin_from(area)
        seconds = left()
        end = seconds - LONGEST_S if math.isfinite(seconds) else -math.inf

        def still(end: float = end) -> float:
            return left() if math.isinf(end) else min(left(), left() - end)

        answer = program.solve(below=math.inf, nodes=NODES, left=still, stopped=stopped)
        if answer.area is not None:
            before, after = (
                (excess, model.travel(area)),
                (model.excess(answer.area), model.travel(answer.area)),
            )
            if after < before:
                area = answer.area
    return area
