"""What a plan costs and what it breaks; reasons why none can keep the rules."""

import numpy as np

from jingge_engines.core.graph import Ints, components
from jingge_engines.districting.facilities.problem import FacilityProblem
from jingge_engines.districting.facilities.solution import FacilityBroken, FacilityViolation, ServiceArea


def areas_of(problem: FacilityProblem, area: Ints) -> tuple[ServiceArea, ...]:
    """Figures of every service area; `area` is the index of the site of every unit."""
    model = problem.model
    _, piece = components(model.graph, area)
    found = []
    for site in np.unique(area).tolist():
        units = np.flatnonzero(area == site)
        reach, load = model.reach[units, site], model.load[units]
        joined = bool((piece[units] == piece[model.seat[site]]).all()) and area[model.seat[site]] == site
        found.append(
            ServiceArea(
                site=problem.sites[site],
                units=len(units),
                load=float(load.sum()),
                capacity=float(model.capacity[site]),
                fixed_cost=float(model.fixed[site]),
                travel=float((load * reach).sum()),
                farthest=float(reach[load > 0].max(initial=0.0)),
                contiguous=bool(joined),
            )
        )
    return tuple(found)


def violations_of(problem: FacilityProblem, areas: tuple[ServiceArea, ...]) -> tuple[FacilityViolation, ...]:
    """What the areas break."""
    found = []
    for one in areas:
        excess = one.load - one.capacity
        if excess > problem.model.slack:
            text = f"the area of site {one.site!r} carries {one.load:g}, above its capacity {one.capacity:g}"
            found.append(FacilityViolation(FacilityBroken.LOAD_ABOVE, text, one.site, amount=excess))
        if not one.contiguous:
            text = f"the area of site {one.site!r} is not in one piece with its own unit"
            found.append(FacilityViolation(FacilityBroken.NOT_CONTIGUOUS, text, one.site))
    return tuple(found)


def reasons(problem: FacilityProblem) -> tuple[FacilityViolation, ...]:
    """Why no plan can keep the capacities, as far as the question alone shows."""
    model = problem.model
    fits = (model.joined & (model.pinned >= 0)[None, :]).any(axis=1)
    found = []
    for unit in np.flatnonzero(~fits).tolist():
        name, load = problem.units[unit], float(model.load[unit])
        text = f"unit {name!r} alone carries {load:g}, above the capacity of every site it can reach"
        found.append(FacilityViolation(FacilityBroken.UNIT_TOO_HEAVY, text, unit=name, amount=load))
    return tuple(found)
