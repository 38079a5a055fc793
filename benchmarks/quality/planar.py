"""Maps like those of census tracts: points strewn at random, neighbours by Delaunay, people by the dice."""

import numpy as np
from scipy.spatial import Delaunay

from jingge_engines.districting import Problem

TOLERANCE = 0.005
SPREAD = 0.4
"""Of the logarithm of people: about that of tracts, which hold 1,200 to 8,000."""


def planar(units: int, areas: int, seed: int) -> Problem:
    """`units` points in a square, to be divided into `areas` of as many people, give or take half a per cent."""
    if units < 3 or not 1 <= areas <= units:
        raise ValueError(f"{units} units, {areas} areas: at least 3 units, and no more areas than units")
    rng = np.random.default_rng(seed)
    points = rng.uniform(0.0, np.sqrt(units), (units, 2))
    people = np.round(rng.lognormal(np.log(4000.0), SPREAD, units)) + 1.0
    corners = Delaunay(points).simplices
    sides = np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]])
    mean = people.sum() / areas
    return Problem(
        units=tuple(map(str, range(units))),
        edges=np.unique(np.sort(sides, axis=1), axis=0).astype(np.int64),
        load=people,
        points=points,
        metric="plane",
        districts=areas,
        lower=mean * (1 - TOLERANCE),
        upper=mean * (1 + TOLERANCE),
    )
