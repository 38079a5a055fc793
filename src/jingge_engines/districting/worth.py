"""What a whole plan of a region is worth, from the plan alone: load outside the limits, and the objective."""

import numpy as np
from scipy.optimize import linear_sum_assignment

from jingge_engines.districting.areas import weigh
from jingge_engines.districting.enumeration import Sets
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.region import Region


def plan_worth(region: Region, area: Ints) -> tuple[float, float] | None:
    """Violation and objective; None where an area is in pieces or their number is not what is wanted."""
    order = np.argsort(area, kind="stable")
    sizes = np.bincount(area, minlength=region.districts)
    if len(sizes) != region.districts or sizes.min() == 0:
        return None
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    areas = weigh(region, Sets(starts, order.astype(np.int64)))
    if len(areas.load) < region.districts:
        return None
    outside = np.maximum(0.0, np.maximum(areas.load - region.upper, region.lower - areas.load))
    return float(outside.sum()), float(areas.cost.sum()) + _change(region, area)


def _change(region: Region, area: Ints) -> float:
    """Cost of what changes hands, areas matched one to one to today's."""
    stakes = region.stakes
    if stakes.shape[1] == 0:
        return 0.0
    kept = np.zeros((region.districts, stakes.shape[1]))
    np.add.at(kept, area, stakes)
    rows, columns = linear_sum_assignment(kept, maximize=True)
    return float(stakes.sum() - kept[rows, columns].sum())
