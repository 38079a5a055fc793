"""What an area breaks by itself, in loads: limits of every measure, and pairs split or thrown together."""

import numpy as np

from jingge_engines.core.jit import jit
from jingge_engines.districting.areas import Areas
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.region import Region


def excess(region: Region, areas: Areas) -> Floats:
    """For every area; a pair that should be together and is split counts half in each of its two areas."""
    above = np.maximum(0.0, np.maximum(areas.loads - region.highs, region.lows - areas.loads))
    total = above.sum(axis=1)
    ties = region.ties
    if len(ties.sign):
        sets = areas.sets
        total += ties.price * _broken(region.order, sets.starts, sets.members, ties.pairs, ties.sign)
    return np.asarray(total, dtype=np.float64)


@jit
def _broken(order: int, starts: Ints, members: Ints, pairs: Ints, sign: Ints) -> Floats:
    """Broken pairs of every set."""
    count = len(starts) - 1
    broken = np.zeros(count)
    inside = np.full(order, -1, dtype=np.int64)
    for index in range(count):
        for entry in range(starts[index], starts[index + 1]):
            inside[members[entry]] = index
        for pair in range(len(sign)):
            first = inside[pairs[pair, 0]] == index
            second = inside[pairs[pair, 1]] == index
            if sign[pair] > 0:
                if first != second:
                    broken[index] += 0.5
            elif first and second:
                broken[index] += 1.0
    return broken
