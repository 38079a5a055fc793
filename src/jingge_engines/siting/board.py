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
        self._expand(table[:, 0], table[:, 1])
        needed = ~self._outdone()
        if not needed.all():
            self._expand(self.site[needed], self.kind[needed])

    def _expand(self, sites: Ints, kinds: Ints) -> None:
        problem = self.problem
        self.site: Ints = sites
        self.kind: Ints = kinds
        self.travel: Floats = problem.travel[:, self.site]
        radius = np.array([problem.radius if c.radius is None else c.radius for c in problem.classes])
        self.reach: Flags = (self.travel <= radius[self.kind] + 1e-9) & np.isfinite(self.travel)
        own = np.array([one.capacity for one in problem.classes])
        self.capacity: Floats = np.minimum(problem.capacities[self.site], own[self.kind])
        self.cost: Floats = np.array([one.cost for one in problem.classes])[self.kind]
        kept = np.zeros(len(problem.sites), dtype=np.bool_)
        kept[[problem.index[site] for site in problem.kept]] = True
        self.kept: Flags = kept[self.site]

    def _outdone(self) -> Flags:
        """Candidates beside which another class at the same site reaches and holds no less and costs no more.

        Only where no limit on numbers speaks for the one or against the other.
        """
        classes, outdone = self.problem.classes, np.zeros(len(self.site), dtype=np.bool_)
        for site in np.unique(self.site) if len(classes) > 1 else ():
            here = np.flatnonzero(self.site == site)
            for one in here:
                for other in here:
                    if other == one or outdone[other] or outdone[one]:
                        continue
                    free = not classes[self.kind[one]].least and classes[self.kind[other]].most is None
                    outdone[one] = (
                        free
                        and self.cost[other] <= self.cost[one]
                        and self.capacity[other] >= self.capacity[one]
                        and bool((self.reach[:, other] >= self.reach[:, one]).all())
                    )
        return outdone

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
        return not (self.capped.any() or len(self) > self.free_sites or self._dear or self._numbers_matter)

    @cached_property
    def must(self) -> Flags:
        """Candidates that every plan opens: those of a kept site that may be of one class only."""
        alone = np.bincount(self.site, minlength=len(self.problem.sites))[self.site] == 1
        return np.asarray(self.kept & alone)

    @cached_property
    def _left(self) -> int:
        """Offices to open besides those at kept sites, at most."""
        free = self.free_sites if self.problem.count is None else self.problem.count
        return max(0, free - len(self.problem.kept))

    @cached_property
    def _dear(self) -> bool:
        """Whether some choice of sites costs more than the budget."""
        if self.problem.budget is None:
            return False
        most = np.zeros(len(self.problem.sites))
        np.maximum.at(most, self.site, self.cost)
        kept = [self.problem.index[site] for site in self.problem.kept]
        others = np.sort(np.delete(most, kept))[::-1]
        return float(most[kept].sum() + others[: self._left].sum()) > self.problem.budget

    @cached_property
    def _numbers_matter(self) -> bool:
        """Whether some choice of sites has too few or too many offices of a class."""
        for place, one in enumerate(self.problem.classes):
            sure = int(self.must[self.kind == place].sum())
            could = min(len(np.unique(self.site[self.kind == place])), sure + self._left)
            if one.least > sure or (one.most is not None and one.most < could):
                return True
        return False

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
