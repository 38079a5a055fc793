"""One set of open sites: what its plans cost at least, and the search for its best plan."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jingge_engines.core.graph import Floats, Ints
from jingge_engines.core.rng import throw
from jingge_engines.districting.facilities.assign import Assignment
from jingge_engines.districting.facilities.dual import Lagrangian
from jingge_engines.districting.facilities.first import settled
from jingge_engines.districting.facilities.grow import fill
from jingge_engines.districting.facilities.model import EXACT, Model
from jingge_engines.districting.facilities.polish import polished

WIDTHS = (0.001, 0.0015, 0.0025, 0.005, math.inf)
"""Attempt by attempt: how far above the bound a plan may be for its pairs to be considered."""
GAPS = (3e-4, 1e-4, 0.0, 0.0, 0.0)
"""Attempt by attempt: share of the value that the integer program may leave open."""
POLISH = 0.006
"""Pairs considered when a plan is made better: share of the bound by which the pair may raise it."""
ANNEALINGS = 3
THOROUGH = 60_000
"""Proposals of a thorough annealing, per unit."""
LONGEST = 2e7
"""Proposals of one annealing at most, about a second, unless the map asks for more."""
A_SECOND = 1e6
"""The same per second left: an annealing does not look at the clock."""
FORGIVEN = 0.002
"""Share of the load above capacities that programs are trusted to put right."""
WORN = 4e-4
"""Share of its cost by which a set falls behind the others with each polishing."""
STEPS = 600
NODES = 4000
"""Branching of one integer program, so that runs without a clock end too."""


@dataclass(eq=False)
class OpenSet:
    """A set of open sites; no plan with exactly these costs less than `bound`."""

    sites: Ints
    bound: float
    opening: float
    transport: float
    """The bound that sharing out units and areas in pieces would allow."""
    penalties: Floats | None = None
    """Units x these sites: by how much the bound rises when the pair is forced."""
    base: float = -math.inf
    """The bound that the penalties add to."""
    attempts: int = 0
    drafts: int = 0
    polishes: int = 0
    spent: bool = False
    """Whether the last polishing found nothing better."""
    plan: Ints | None = None
    """Best plan found with these sites."""
    done: bool = False

    def weigh(self, model: Model, target: float, ended: Callable[[], bool]) -> None:
        """Raise the bound by the dual over these sites, and learn which pairs matter."""
        ones = np.ones(len(self.sites), dtype=np.int64)
        dual_of = Lagrangian(model, self.sites, ones, (len(self.sites), len(self.sites)))
        dual = dual_of.climb(target, STEPS, ended)
        self.base, self.penalties = dual.value, dual_of.penalties(dual)
        self.bound = max(self.bound, dual.value)

    def attempt(
        self, model: Model, best: float, left: Callable[[], float], stopped: Callable[[], bool]
    ) -> Ints | None:
        """Look for a plan below `best` with the next wider choice of pairs; the bound rises with what is ruled out."""
        assert self.penalties is not None
        width = WIDTHS[min(self.attempts, len(WIDTHS) - 1)]
        gap = GAPS[min(self.attempts, len(GAPS) - 1)]
        ceiling = min(best, self.base * (1 + width)) if math.isfinite(width) else best
        allowed = np.zeros((model.order, model.sites), dtype=bool)
        near = np.isfinite(self.penalties) & (self.base + self.penalties <= ceiling)
        allowed[:, self.sites] = model.joined[:, self.sites] & near
        program = Assignment(model, self.start(model), self.sites, allowed, gap)
        answer = program.solve(below=ceiling - self.opening, nodes=NODES, left=left, stopped=stopped)
        self.attempts += 1
        self.bound = max(self.bound, min(ceiling, answer.bound + self.opening))
        last = self.attempts >= len(WIDTHS)
        self.done = self.bound >= best * (1 - EXACT) or (last and (answer.proven or math.isinf(left())))
        if answer.area is not None and answer.value + self.opening <= self.bound * (1 + EXACT):
            self.done = True
        return answer.area

    def draft(self, model: Model, seed: int, left: Callable[[], float], stopped: Callable[[], bool]) -> Ints:
        """A plan by thorough annealing: a second says which sets deserve programs."""
        rng = np.random.Generator(np.random.PCG64(seed))
        proposals = int(min(THOROUGH * model.order, LONGEST, A_SECOND * max(0.0, left())))
        plan = self.plan
        for turn in range(ANNEALINGS):
            found = settled(model, self.sites, self.start(model), throw(rng), turn > 0, proposals)
            plan = found if plan is None or worth_of(model, found) < worth_of(model, plan) else plan
            if worth_of(model, plan)[0] <= 0 or left() <= 0 or stopped():
                break
        assert plan is not None
        self.plan = plan
        return plan

    def polish(self, model: Model, seed: int, left: Callable[[], float], stopped: Callable[[], bool]) -> Ints:
        """The plan made better some areas at a time."""
        assert self.penalties is not None
        assert self.plan is not None
        rng = np.random.Generator(np.random.PCG64(seed))
        above = POLISH * self.base
        if model.excess(self.plan) <= 0:
            # A pair whose penalty exceeds what the plan costs above the bound is in no better plan.
            above = min(above, self.opening + model.travel(self.plan) - self.base)
        allowed = np.zeros((model.order, model.sites), dtype=bool)
        allowed[:, self.sites] = model.joined[:, self.sites] & (self.penalties <= above)
        rounds = max(2, len(self.sites) // 2)
        before = self.plan
        self.plan = polished(model, before, allowed, rng, rounds, left, stopped)
        self.spent = worth_of(model, self.plan) >= worth_of(model, before)
        return self.plan

    def promise(self, model: Model) -> tuple[float, float]:
        """Rank among drafted sets, least first: load above capacities, then cost; polishing wears a set out."""
        assert self.plan is not None
        excess, travel = worth_of(model, self.plan)
        return excess, (self.opening + travel) * (1 + WORN * self.polishes)

    def start(self, model: Model) -> Ints:
        """Areas grown from the open sites; capacities are not looked at."""
        area = np.full(model.order, -1, dtype=np.int64)
        area[model.seat[self.sites]] = self.sites
        fill(model.graph.offsets, model.graph.targets, model.reach, area)
        return area


def worth_of(model: Model, plan: Ints) -> tuple[float, float]:
    """Load above capacities that programs cannot be trusted to put right, then cost of travel."""
    return max(0.0, model.excess(plan) - FORGIVEN * model.demand), model.travel(plan)
