"""Small random questions, of every model and with every rule."""

from typing import Any

import numpy as np

from jingge_engines.core.stop import AnyOf, MaxIterations, MaxTime
from jingge_engines.siting import Model, OfficeClass, Params, Problem, Result, solve

FEW = AnyOf(MaxIterations(10_000), MaxTime(60))


def answer(problem: Problem, **more: Any) -> Result:
    """Solve to the end."""
    return solve(problem, stop=AnyOf(MaxIterations(10_000), MaxTime(60)), rng=1, **more)


def random_problem(seed: int, model: Model) -> Problem:
    """Four or five points, as many sites, and some rules by chance."""
    dice = np.random.default_rng(seed)
    points, sites = int(dice.integers(3, 6)), int(dice.integers(3, 6))
    capped = bool(dice.random() < 0.4)
    points = min(points, 4) if capped else points
    travel = dice.integers(0, 9, (points, sites)).astype(float)
    if dice.random() < 0.2:
        travel[dice.integers(points), dice.integers(sites)] = np.inf
    names = tuple(f"s{place}" for place in range(sites))
    count = int(dice.integers(1, 4))
    more: dict[str, Any] = {}
    if dice.random() < 0.4:
        more["kept"] = (names[0],)
    if dice.random() < 0.3:
        more["forbidden"] = (names[1],)
    if capped:
        more["capacity"] = dice.integers(2, 15, sites).astype(float)
    if dice.random() < 0.3:
        more["load"] = dice.integers(0, 5, points).astype(float)
    if dice.random() < 0.3 and not capped:
        more["classes"] = (
            OfficeClass(name="small", radius=2.0, cost=1.0),
            OfficeClass(
                name="large", radius=6.0, cost=2.0, capacity=9.0, most=2, least=int(dice.integers(2))
            ),
        )
        if dice.random() < 0.4:
            more["budget"] = float(dice.integers(1, 6))
        points = min(points, 4)
        travel = travel[:points]
        more["load"] = more["load"][:points] if "load" in more else None
    if dice.random() < 0.2:
        more |= {"differ_from": (names[:count],), "differ_by": 1}
    needs = model not in (Model.P_MEDIAN, Model.P_CENTRE)
    return Problem(
        model=model,
        points=tuple(f"p{place}" for place in range(points)),
        weight=dice.integers(0, 6, points).astype(float),
        sites=names,
        travel=travel,
        count=None if model is Model.SET_COVER and dice.random() < 0.7 else count,
        radius=float(dice.integers(2, 6)) if needs or dice.random() < 0.3 else np.inf,
        busy=0.3,
        **more,
    )


QUICK = Params(clash=False)
