"""What is known while a problem is being solved, and what to do next."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from jingge_engines.core.graph import Ints
from jingge_engines.core.rng import throw
from jingge_engines.districting.facilities.dual import Dual, Lagrangian
from jingge_engines.districting.facilities.first import first_sites, settled
from jingge_engines.districting.facilities.hunt import fits, hunt
from jingge_engines.districting.facilities.model import EXACT, Model
from jingge_engines.districting.facilities.openset import OpenSet
from jingge_engines.districting.facilities.rest import Rest, bound_rest

KEPT = 60
"""Sets that one hunt remembers."""
HUNT_WORK = 3e9
"""Elementary steps of weighing in one hunt, about a second."""
HEATS = (5e-3, 2e-3, 5e-3, 1e-2, 5e-3, 2e-3)
"""Temperature of hunt after hunt, as a share of the value."""
HUNTED_A_SECOND = 500
"""Sets weighed at most, per second left: a hunt does not look at the clock."""
PROPOSED = 1_000_000
DUAL_STEPS = 500
Deed = Callable[[], Callable[[], None]]
"""Work to do beside other work; what it hands back is called when nothing else runs, and takes the result in."""


@dataclass(eq=False)
class Search:
    """Everything known so far. Deeds read it while they run and change it only when they are taken in."""

    model: Model
    rng: np.random.Generator
    left: Callable[[], float]
    """Seconds left; infinite without a clock."""
    stopped: Callable[[], bool]
    slice_s: float
    """Longest that one integer program over one set may take; infinite without a clock."""
    area: Ints | None = None
    violation: float = math.inf
    value: float = math.inf
    """Objective of the best plan; infinite while it breaks a capacity."""
    dual: Dual | None = None
    sets: dict[tuple[int, ...], OpenSet] = field(default_factory=dict)
    rest_bound: float = -math.inf
    """No plan costs less whose open sites are not one of `sets`."""
    resting: bool = False
    hunts: int = 0

    @property
    def bound(self) -> float:
        """No plan costs less."""
        return min([self.rest_bound] + [one.bound for one in self.sets.values()])

    def open_sets(self) -> list[OpenSet]:
        """Sets that may still hold a better plan, most promising first."""
        goal = self.value * (1 - EXACT)
        hoped = [one for one in self.sets.values() if not one.done and one.bound < goal]
        return sorted(
            hoped,
            key=lambda one: (one.bound * (1 + 3e-4 * (one.attempts + one.polishes)), one.sites.tolist()),
        )

    def offer(self, area: Ints) -> bool:
        """Take a plan in one piece each if it is the best so far."""
        model = self.model
        violation = model.excess(area)
        opened = np.zeros(model.sites, dtype=np.int64)
        opened[area[model.seat[np.unique(area)]]] = 1
        value = model.opening(opened) + model.travel(area)
        known = math.inf if self.area is None else self.total(self.area)
        better = violation < self.violation - model.slack
        if not better and (violation > self.violation or value >= known - 1e-9):
            return False
        self.area, self.violation = area, violation
        self.value = value if violation <= 0 else math.inf
        return True

    def total(self, area: Ints) -> float:
        """Objective, whatever is broken."""
        opened = np.zeros(self.model.sites, dtype=np.int64)
        opened[np.unique(area)] = 1
        return self.model.opening(opened) + self.model.travel(area)

    def add(self, opened: Ints, bound: float) -> None:
        """Remember a set of open sites."""
        key = tuple(np.flatnonzero(opened).tolist())
        if key not in self.sets:
            self.sets[key] = OpenSet(np.array(key, dtype=np.int64), bound, self.model.opening(opened), bound)

    def climb(self) -> Deed:
        """The dual over all sites."""
        model = self.model
        target = self.total(self.area) if self.area is not None else float(model.cost.max(axis=1).sum())

        def work() -> Callable[[], None]:
            over = Lagrangian(model, np.arange(model.sites), model.pinned, (model.fewest, model.most))
            dual = over.climb(target, DUAL_STEPS, lambda: self.left() <= 0 or self.stopped())
            return lambda: self.take_dual(dual)

        return work

    def take_dual(self, dual: Dual) -> None:
        """Use the dual from now on."""
        self.dual = dual
        self.rest_bound = max(self.rest_bound, dual.value)

    def chase(self) -> Deed:
        """Look for sets of open sites."""
        model, seed = self.model, throw(self.rng)
        name = self.rng.integers(1, 2**62, model.sites)
        best = min(self.sets.values(), key=lambda one: (one.bound, one.sites.tolist()), default=None)
        worth = model.fixed if self.dual is None else self.dual.worth
        opened = first_sites(model, worth)
        if best and self.hunts % 3 == 1:
            opened[:] = 0
            opened[best.sites] = 1
        elif self.dual is not None and self.can(self.dual.opened):
            opened = self.dual.opened.copy()
        self.hunts += 1
        most = min(10_000.0, HUNTED_A_SECOND * max(0.0, self.left()))
        weighed = int(min(max(50.0, most), max(200, HUNT_WORK / (model.order * max(1, opened.sum()) * 60))))
        heat = HEATS[self.hunts % len(HEATS)]
        scale = self.total(self.area) if self.area is not None else model.opening(opened)
        base = -math.inf if self.dual is None else float(self.dual.prices.sum())
        levels = np.array([heat * scale + 1e-9, 5e-4 * scale + 1e-9, model.step, model.slack, base])

        def work() -> Callable[[], None]:
            found = np.zeros((KEPT, model.sites), dtype=np.int64)
            values = np.full(KEPT, np.inf)
            hunt(
                model.cost, model.load, model.capacity, model.fixed, model.seat, model.piece[model.seat],
                model.piece_demand, model.pinned, np.array([model.fewest, model.most]), worth, opened, name,
                found, values, levels, np.array([PROPOSED, weighed]), seed,
            )  # fmt: skip

            def take() -> None:
                for row in np.flatnonzero(np.isfinite(values)).tolist():
                    self.add(found[row], max(float(values[row]), self.rest_bound))

            return take

        return work

    def can(self, opened: Ints) -> bool:
        """Whether the open sites can carry every piece of the map."""
        model = self.model
        return fits(opened, model.capacity, model.piece[model.seat], model.piece_demand, model.slack)

    def settle(self, one: OpenSet, tight: bool) -> Deed:
        """Anneal the areas of one set."""
        model, seed = self.model, throw(self.rng)

        def work() -> Callable[[], None]:
            area = settled(model, one.sites, one.start(model), seed, tight)
            return lambda: (self.offer(area), None)[1]

        return work

    def weigh(self, one: OpenSet) -> Deed:
        """The dual over one set."""
        target = min(self.value, 1.006 * one.bound)

        def work() -> Callable[[], None]:
            one.weigh(self.model, target, lambda: self.left() <= 0 or self.stopped())
            return lambda: None

        return work

    def attempt(self, one: OpenSet) -> Deed:
        """The integer program over one set."""
        best = self.value

        def work() -> Callable[[], None]:
            end = self.left() - self.slice_s
            left = self.left if math.isinf(self.slice_s) else lambda: min(self.left(), self.left() - end)
            area = one.attempt(self.model, best, left, self.stopped)
            return lambda: None if area is None else (self.offer(area), None)[1]

        return work

    def draft(self, one: OpenSet) -> Deed:
        """A plan with these sites by annealing."""
        seed = throw(self.rng)
        one.drafts += 1

        def work() -> Callable[[], None]:
            area = one.draft(self.model, seed, self.left, self.stopped)
            return lambda: (self.offer(area), None)[1]

        return work

    def polish(self, one: OpenSet) -> Deed:
        """A plan with these sites, made better area by area."""
        seed = throw(self.rng)
        one.polishes += 1

        def work() -> Callable[[], None]:
            area = one.polish(self.model, seed, self.left, self.stopped)
            return lambda: (self.offer(area), None)[1]

        return work

    def wants_rest(self) -> bool:
        """Whether the sets not looked into are what holds the bound down."""
        weakest = min([one.bound for one in self.sets.values()], default=math.inf)
        least = min(weakest, self.value * (1 - EXACT))
        return self.dual is not None and not self.resting and self.rest_bound < least

    def rest(self) -> Deed:
        """The bound over all other sets, as far as it is the weakest one."""
        assert self.dual is not None
        self.resting = True
        least = min([one.bound for one in self.sets.values()], default=self.value)
        ceiling = self.value
        if math.isfinite(ceiling) and least < self.value * (1 - 4e-4):
            ceiling = 0.5 * (max(least, self.rest_bound) + self.value)
        known = []
        for one in (one for one in self.sets.values() if one.transport < ceiling):
            opened = np.zeros(self.model.sites, dtype=np.int64)
            opened[one.sites] = 1
            known.append(opened)
        dual = self.dual

        def work() -> Callable[[], None]:
            found = bound_rest(self.model, dual, known, ceiling, self.left(), self.stopped)
            return lambda: self.take_rest(found)

        return work

    def take_rest(self, found: Rest) -> None:
        """Use the bound; a set met on the way is looked into like the others."""
        self.resting = False
        if found.opened is not None:
            self.add(found.opened, max(found.bound, self.rest_bound))
            # Met once, it must not be met again, whatever its bound is made of.
            self.sets[tuple(np.flatnonzero(found.opened).tolist())].transport = -math.inf
        self.rest_bound = max(self.rest_bound, found.bound)
