"""The state of work on one region: the best plan, what it breaks, and what is proven about it."""

import math
from dataclasses import dataclass, field

import numpy as np

from jingge_engines.core.result import Status, gap_between
from jingge_engines.core.stop import AnyOf, MaxTime, StopRule
from jingge_engines.districting.archipelago import Archipelago, archipelago_of
from jingge_engines.districting.board import group_board, tied_board
from jingge_engines.districting.bridging import bridged
from jingge_engines.districting.crew import Crew
from jingge_engines.districting.cutting import MOST_UNITS
from jingge_engines.districting.diagnose import violation_floor
from jingge_engines.districting.polish import polished
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.proof import prove_by_model
from jingge_engines.districting.region import Region
from jingge_engines.districting.search import ranked
from jingge_engines.districting.solution import RegionResult
from jingge_engines.districting.start import grow
from jingge_engines.districting.worth import plan_worth

POLISH_SHARE = 0.5
"""Share of the time for a bound that goes to its plan first."""
NO_BOUND = "none: no useful bound is known for this objective at this size"


@dataclass
class Attempt:
    """Work on one region; `area` is the area of every unit, local."""

    region: Region
    rng: np.random.Generator
    area: Ints
    violation: float = math.inf
    objective: float = math.inf
    bound: float = -math.inf
    bound_method: str = NO_BOUND
    done: bool = False
    """Nothing is left to find."""
    least_violation_proven: bool = False
    rounds: int = 0
    climbed: bool = False
    late: bool = False
    """The search has had its share: what takes long and says little may begin."""
    listable: bool = False
    """All its areas could be listed; what is missing for a proof is a better plan, or time."""
    crew: Crew = field(default_factory=lambda: Crew(1, 1))
    search: Archipelago | None = None

    def offer(self, area: Ints, violation: float, objective: float) -> bool:
        """Keep a plan if it is better: first by load outside the limits, then by objective."""
        if ranked(violation, objective) >= ranked(self.violation, self.objective):
            return False
        self.area, self.violation, self.objective = area.copy(), violation, objective
        return True

    def begin_from(self, area: Ints) -> None:
        """Take a plan from outside as one to search around."""
        self.searching().adopt(area)
        self.collect()

    def searching(self) -> Archipelago:
        """The searches of this region, made when first needed."""
        if self.search is None:
            self.search = archipelago_of(self.region, self.rng, self.crew)
        return self.search

    def rough_out(self) -> None:
        """A first plan and no search, where there is no time for more."""
        region, whole = self.region, np.unique(self.region.groups)
        nests = region.nested and len(whole) >= region.districts
        board = group_board(region, whole, region.districts) if nests else tied_board(region)
        area = board.by_unit(grow(board, bridged(board), self.rng))
        sound = plan_worth(region, area) if nests or not region.nested else None
        self.offer(area, *(sound or (float(region.load.sum()), math.inf)))

    @property
    def boundable(self) -> bool:
        """Whether a bound is still to be had for this objective, this size and this plan."""
        region = self.region
        near = region.measures_inertia and region.order <= region.params.bound_units
        cut = self.late and not region.layers and region.counts_edges > 0 and region.order <= MOST_UNITS
        return (near or cut) and self.violation == 0 and not self.climbed

    def climb(self, stop: StopRule) -> None:
        """Raise the bound, and search around the plans met on the way."""
        self.climbed = True
        self.polish(stop)
        found = prove_by_model(self.region, self.area, self.objective, stop)
        if found.bound > self.bound:
            self.bound, self.bound_method = found.bound, found.method
        if not self.region.nested:
            for plan in found.plans:
                self.begin_from(plan)
        self.done = self.violation == 0 and gap_between(self.objective, self.bound) == 0

    def polish(self, stop: StopRule) -> None:
        """Redraw areas exactly around their centres, in a share of the time, and go on from what is better."""
        part: StopRule = stop
        if math.isfinite(stop.seconds_left()):
            part = AnyOf(stop, MaxTime(max(0.0, POLISH_SHARE * stop.seconds_left())))
            part.begin()
        plan = polished(self.region, self.area, self.violation, self.objective, part)
        if plan is not None:
            self.begin_from(plan)

    def play(self, proposals: int) -> bool:
        """One round of search; whether the best plan became better."""
        fresh = self.search is None
        better = self.searching().round(proposals)
        self.rounds += 1
        return (better or fresh) and self.collect()

    def collect(self) -> bool:
        """Take over the best plan that the search has found."""
        best = self.searching().best
        return self.offer(best.plan(), best.violation, best.objective)

    def report(self) -> RegionResult:
        """What is known about this region."""
        feasible = self.violation == 0
        least = (
            feasible
            or self.least_violation_proven
            or self.violation * (1 - 1e-8) <= violation_floor(self.region)
        )
        comparable = feasible or self.least_violation_proven
        bound = self.bound if comparable and math.isfinite(self.bound) else None
        gap = gap_between(self.objective, bound)
        status = Status.NO_BOUND if gap is None else Status.PROVEN if gap == 0 else Status.WITHIN
        return RegionResult(
            self.region.name,
            self.objective,
            bound,
            gap,
            status,
            self.bound_method,
            feasible,
            self.violation,
            least,
        )
