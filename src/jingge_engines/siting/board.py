"""The question as arrays: a candidate is a site with a class it can take."""

from functools import cached_property

import numpy as np

from jingge_engines.siting.checks import Flags, Floats, Ints
from jingge_engines.siting.problem import Problem
from jingge_engines.siting.terms import Model

GRAINS = 1000
"""Values are looked at in thousandths for a common step."""


class Board:
    """Candidates without the forbidden sites, in the order of sites and classes."""

    def __init__(self, problem: Problem) -> None:
        """Expand sites into candidates."""
        self.problem = problem
        names = [one.name for one in problem.classes]
        pairs = [
            (place, names.index(name))
            for place, site in enumerate(problem.sites)
            if site not in problem.forbidden
            for name in problem.classes_of.get(site, tuple(names))
        ]
        table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        self.site: Ints = table[:, 0]
        self.kind: Ints = table[:, 1]
        self.travel: Floats = problem.travel[:, self.site]
        radius = np.array([problem.radius if c.radius is None else c.radius for c in problem.classes])
        self.reach: Flags = (self.travel <= radius[self.kind] + 1e-9) & np.isfinite(self.travel)
        own = np.array([one.capacity for one in problem.classes])
        self.capacity: Floats = np.minimum(problem.capacities[self.site], own[self.kind])
        self.cost: Floats = np.array([one.cost for one in problem.classes])[self.kind]
        kept = np.zeros(len(problem.sites), dtype=np.bool_)
        kept[[problem.index[site] for site in problem.kept]] = True
        self.kept: Flags = kept[self.site]

    def __len__(self) -> int:
        """Number of candidates."""
        return len(self.site)

    @cached_property
    def free_sites(self) -> int:
        """Sites where an office may be."""
        return len(np.unique(self.site))

    @cached_property
    def capped(self) -> Flags:
        """Candidates that could be asked for more than they can serve."""
        return np.asarray((self.reach * self.problem.loads[:, None]).sum(axis=0) > self.capacity + 1e-9)

    @cached_property
    def plain(self) -> bool:
        """Whether nothing but the number of offices and the kept ones limits the choice of sites."""
        problem = self.problem
        return not (
            self.capped.any()
            or len(self) > self.free_sites
            or problem.budget is not None
            or any(one.least or one.most is not None for one in problem.classes)
        )

    @cached_property
    def grain(self) -> float:
        """Every value of the question is a multiple of this; 0 where no such step is seen."""
        problem = self.problem
        if problem.model is Model.EXPECTED_COVER:
            return 0.0
        if problem.model is Model.P_MEDIAN:
            values = (problem.weight[:, None] * np.where(np.isfinite(self.travel), self.travel, 0.0)).ravel()
        else:
            values = self.cost if problem.model is Model.SET_COVER else problem.weight
        steps = values * GRAINS
        whole = np.rint(steps)
        if steps.max(initial=0.0) > 1e12 or (np.abs(steps - whole) > 1e-5).any():
            return 0.0
        step = int(np.gcd.reduce(whole.astype(np.int64), initial=0))
        return step / GRAINS
