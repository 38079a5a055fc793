"""The slow twin: every set of offices, every way to count on them. Only tests call it."""

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np

from jingge_engines.siting.checks import Flags
from jingge_engines.siting.objective import evaluate
from jingge_engines.siting.problem import Problem
from jingge_engines.siting.solution import Plan
from jingge_engines.siting.terms import GREATEST, Model


def best_value(problem: Problem) -> float | None:
    """The best value of any plan that keeps every rule; None where there is none."""
    values = [weighed.value for plan in _plans(problem) if (weighed := evaluate(problem, plan)).feasible]
    if not values:
        return None
    return max(values) if problem.model in GREATEST else min(values)


def _plans(problem: Problem) -> Iterator[Plan]:
    sizes = range(1, len(problem.sites) + 1) if problem.count is None else [problem.count]
    free = [site for site in problem.sites if site not in problem.forbidden]
    every = tuple(one.name for one in problem.classes)
    for size in sizes:
        for sites in combinations(free, size):
            for classes in product(*(problem.classes_of.get(site, every) for site in sites)):
                for links in _links(problem, sites, classes):
                    yield Plan(sites, classes, links)


def _links(problem: Problem, sites: tuple[str, ...], classes: tuple[str, ...]) -> Iterator[Flags]:
    """Ways to count on the offices; where no load can be too much, all of them at once is the best."""
    places = [problem.index[site] for site in sites]
    kinds = {one.name: one for one in problem.classes}
    radius = [problem.radius if (own := kinds[name].radius) is None else own for name in classes]
    travel = problem.travel[:, places]
    reach = np.isfinite(travel) & (travel <= np.array(radius) + 1e-9)
    room = np.minimum(problem.capacities[places], [kinds[name].capacity for name in classes])
    if ((reach * problem.loads[:, None]).sum(axis=0) <= room).all():
        yield reach
        return
    single = problem.model in (Model.P_MEDIAN, Model.P_CENTRE, Model.SET_COVER, Model.MAX_COVER)
    most = 1 if single else len(sites)
    choices = []
    for row in reach:
        near = np.flatnonzero(row)
        choices.append([one for size in range(most + 1) for one in combinations(near.tolist(), size)])
    for chosen in product(*choices):
        links = np.zeros(reach.shape, dtype=np.bool_)
        for point, offices in enumerate(chosen):
            links[point, list(offices)] = True
        if ((links * problem.loads[:, None]).sum(axis=0) <= room + 1e-9).all():
            yield links
