"""Service areas from open sites: every unit goes to an area that touches it, the shortest way first."""

import heapq

from jingge_engines.core.graph import Floats, Ints
from jingge_engines.core.jit import jit


@jit
def fill(offsets: Ints, targets: Ints, way: Floats, area: Ints) -> bool:
    """Give every free unit (-1) to an area that touches it, the least `way` (units x sites) first.

    Returns whether all found one.
    """
    heap = [(0.0, 0, 0)]
    heap.pop()
    free = 0
    for unit in range(len(area)):
        if area[unit] < 0:
            free += 1
            for place in range(offsets[unit], offsets[unit + 1]):
                site = area[targets[place]]
                if site >= 0:
                    heapq.heappush(heap, (way[unit, site], unit, site))
    while len(heap) > 0 and free > 0:
        _, unit, site = heapq.heappop(heap)
        if area[unit] >= 0:
            continue
        area[unit] = site
        free -= 1
        for place in range(offsets[unit], offsets[unit + 1]):
            other = targets[place]
            if area[other] < 0:
                heapq.heappush(heap, (way[other, site], other, site))
    return free == 0
