"""Find every area's best unit again, and price all atoms from it."""

import numpy as np

from jingge_engines.core.jit import jit
from jingge_engines.districting.problem import Floats, Ints


@jit
def recentre(area: Ints, owner: Ints, spread: Floats, stay: Floats, cost: Floats) -> float:
    """Set `cost[atom, area]` from the best centres; returns the sum over all atoms in their areas.

    `owner[c]` is the atom that holds centre `c`; only an area's own units can be its centre. `stay` is the
    part of the cost that does not depend on centres (what changes hands). Without centres there is only that.
    """
    atoms, districts = cost.shape
    if len(owner) == 0:
        whole = 0.0
        for atom in range(atoms):
            for district in range(districts):
                cost[atom, district] = stay[atom, district]
            whole += cost[atom, area[atom]]
        return whole
    start = np.zeros(districts + 1, dtype=np.int64)
    for atom in range(atoms):
        start[area[atom] + 1] += 1
    for district in range(districts):
        start[district + 1] += start[district]
    fill = start.copy()
    listed = np.empty(atoms, dtype=np.int64)
    for atom in range(atoms):
        listed[fill[area[atom]]] = atom
        fill[area[atom]] += 1
    best = np.full(districts, np.inf)
    centre = np.zeros(districts, dtype=np.int64)
    for place in range(len(owner)):
        district = area[owner[place]]
        total = 0.0
        for entry in range(start[district], start[district + 1]):
            total += spread[listed[entry], place]
            if total >= best[district]:
                break
        if total < best[district]:
            best[district] = total
            centre[district] = place
    whole = 0.0
    for atom in range(atoms):
        for district in range(districts):
            cost[atom, district] = spread[atom, centre[district]] + stay[atom, district]
        whole += cost[atom, area[atom]]
    return whole
