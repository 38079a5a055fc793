"""Distances between points where no table of travel is given."""

from typing import Literal, get_args

import numpy as np

from jingge_engines.core.distance import haversine_km, plane
from jingge_engines.siting.checks import Floats, ProblemError

Metric = Literal["manhattan", "plane", "haversine_km"]


def travel_between(points: Floats, sites: Floats, metric: Metric, decimals: int | None = None) -> Floats:
    """points x sites, in the unit of the coordinates, kilometres with haversine; rounded where wanted."""
    if metric not in get_args(Metric):
        raise ProblemError(f"metric: {metric!r} is unknown; use one of {', '.join(get_args(Metric))}")
    if metric == "manhattan":
        travel = np.abs(points[:, None, :] - sites[None, :, :]).sum(axis=2)
    else:
        travel = plane(points, sites) if metric == "plane" else haversine_km(points, sites)
    return np.asarray(travel if decimals is None else np.round(travel, decimals), dtype=np.float64)
