"""The one entrance: a problem, a stopping rule and dice in; open sites, service areas and a proof out."""

import math
from collections.abc import Callable
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

import numpy as np

from jingge_engines.core.observe import Observer, Progress, quiet
from jingge_engines.core.result import Moment, Status, gap_between
from jingge_engines.core.rng import dice, seed_of
from jingge_engines.core.stop import State, StopRule
from jingge_engines.districting.facilities.model import EXACT
from jingge_engines.districting.facilities.openset import OpenSet
from jingge_engines.districting.facilities.problem import FacilityProblem
from jingge_engines.districting.facilities.search import Deed, Search
from jingge_engines.districting.facilities.solution import (
    FacilityBroken,
    FacilityResult,
    FacilityTerms,
    FacilityViolation,
)
from jingge_engines.districting.facilities.weigh import areas_of, reasons, violations_of

VERSION = "1"
BOUND_METHOD = (
    "Lagrangian dual with knapsacks per set of open sites, integer programs over pairs the dual cannot rule out, "
    "and an integer program over all other sets of open sites"
)
HUNTS = 8
"""Pairs of hunts at most; no more once a pair has met no new set."""
HUNTED = 0.4
"""Share of the time after which no further pair begins."""
SETTLED = 12
"""Sets annealed at most before there is a plan within the capacities."""
DRAFTED = 12
"""Sets whose areas are annealed before any is polished, at most."""
BREADTH = 12
"""Polishings of the best of them before the integer programs over whole sets begin."""
POLISHED = 2
"""Polishings for every such program."""
NEAR = 0.01
"""Only sets with a bound so near the least one are drawn as early."""
MANY = 48
"""How many are drafted at most while no plan keeps the capacities."""
SLICE = 0.3
"""Share of the time that one integer program may take."""
LOOK_S = 0.2
"""How often a waiting run looks whether it is cancelled."""


def solve_facilities(
    problem: FacilityProblem,
    *,
    stop: StopRule,
    rng: np.random.Generator | int,
    observe: Observer = quiet,
    threads: int = 0,
) -> FacilityResult:
    """Open sites and give out all units; anytime: whatever stops it, the best plan so far comes back.

    `rng` is a generator or a seed. A round is one deed: a hunt for sets of open sites, a dual, an integer
    program. Without a clock the plan follows from problem, seed and number of rounds, whatever `threads` (0: both
    cores).
    """
    stop.begin()
    generator = dice(rng) if isinstance(rng, int) else rng
    seed = seed_of(generator)
    run = _Run(problem, stop, generator, observe, threads or 2)
    run.play()
    return run.result(seed)


class _Run:
    """Two deeds at a time, until the plan is proven or the rule says stop."""

    def __init__(
        self,
        problem: FacilityProblem,
        stop: StopRule,
        rng: np.random.Generator,
        observe: Observer,
        threads: int,
    ) -> None:
        self.problem, self.stop, self.observe, self.threads = problem, stop, observe, threads
        self.over_now = False
        self.clocked = math.isfinite(stop.seconds_left())
        self.search = Search(
            problem.model, rng, stop.seconds_left, lambda: self.over_now, SLICE * stop.seconds_left()
        )
        self.hunted_until = (1 - HUNTED) * stop.seconds_left() if self.clocked else -math.inf
        self.history: list[Moment] = []
        self.rounds = 0
        self.programs, self.late = 0, 0  # over whole sets; polishings between them

    def over(self) -> bool:
        """Whether to hand back what there is."""
        search = self.search
        state = State(self.rounds, search.value, search.bound)
        self.over_now = self.over_now or self.observe.cancelled() or self.stop.reached(state)
        return self.over_now or search.bound >= search.value * (1 - EXACT)

    def play(self) -> None:
        """A first plan, sets of open sites, then programs and bounds until the end."""
        with ThreadPoolExecutor(self.threads) as pool:
            search = self.search
            self.together(pool, "start", [search.chase()])
            self.together(pool, "start", [search.settle(one, tight=True) for one in search.open_sets()[:2]])
            self.together(pool, "bound", [search.climb(), search.chase()])
            for _ in range(HUNTS):
                known = len(search.sets)
                self.together(pool, "search", [search.chase(), search.chase()])
                if len(search.sets) == known or self.stop.seconds_left() < self.hunted_until:
                    break
            for first in range(0, SETTLED, 2):
                if search.violation > 0 or first == 0:
                    best = search.open_sets()[first : first + 2]
                    self.together(pool, "search", [search.settle(one, tight=True) for one in best])
            self.loop(pool)

    def together(self, pool: ThreadPoolExecutor, phase: str, deeds: list[Deed]) -> None:
        """Some deeds side by side, taken in in their order; the first plan is awaited whatever the clock says."""
        if self.search.area is None or not self.over():
            for done in [pool.submit(deed) for deed in deeds]:
                done.result()()
                self.rounds += 1
            self.note(phase)

    def loop(self, pool: ThreadPoolExecutor) -> None:
        """Two deeds at a time; without a clock both are awaited, so that the plan does not hang on speed."""
        pending: dict[Future[Callable[[], None]], tuple[str, OpenSet | None]] = {}
        while not self.over():
            busy = [one for _, one in pending.values()]
            chosen = []
            # Both are chosen before either begins, so that the choice does not hang on speed.
            while len(busy) < 2 and (choice := self.next_deed(busy)) is not None:
                chosen.append(choice)
                busy.append(choice[1])
            for phase, one, deed in chosen:
                pending[pool.submit(deed)] = (phase, one)
            if not pending:
                break
            when = FIRST_COMPLETED if self.clocked else ALL_COMPLETED
            done, _ = wait(pending, timeout=LOOK_S if self.clocked else None, return_when=when)
            for future in [future for future in pending if future in done]:
                phase, _ = pending.pop(future)
                future.result()()
                self.rounds += 1
                self.note(phase)
        self.over_now = True
        for future in pending:
            future.result()()
        self.note("end")

    def next_deed(self, busy: list[OpenSet | None]) -> tuple[str, OpenSet | None, Deed] | None:
        """Best first: the set with the least bound is weighed by its dual, then searched for its best plan."""
        search = self.search
        hoped = [one for one in search.open_sets() if all(one is not other for other in busy)]
        if not hoped:
            return ("bound", None, search.rest()) if search.wants_rest() else None
        if hoped[0].penalties is None:
            return "bound", hoped[0], search.weigh(hoped[0])
        if (early := self.early_deed(hoped)) is not None:
            return early
        if search.wants_rest() and math.isfinite(search.value):
            return "bound", None, search.rest()
        if hoped[0].plan is None:
            return "search", hoped[0], search.draft(hoped[0])
        if self.programs * POLISHED <= self.late:
            self.programs += 1
            return "search", hoped[0], search.attempt(hoped[0])
        self.late += 1
        return "search", *self.polished(hoped)  # hoped[0] is weighed and drafted by now

    def early_deed(self, hoped: list[OpenSet]) -> tuple[str, OpenSet | None, Deed] | None:
        """Many sets annealed, the best of them polished: which set is best shows in its areas, not in its bound."""
        search = self.search
        found = math.isfinite(search.value)  # until a plan keeps the capacities, more sets are worth a look
        near = hoped[0].bound * (1 + NEAR)
        fresh = [one for one in hoped if one.drafts == 0 and one.bound <= near]
        if fresh and sum(one.drafts > 0 for one in search.sets.values()) < (DRAFTED if found else MANY):
            if fresh[0].penalties is None:
                return "bound", fresh[0], search.weigh(fresh[0])
            return "search", fresh[0], search.draft(fresh[0])
        ready = [one for one in hoped if one.plan is not None and one.penalties is not None and not one.spent]
        if ready and sum(one.polishes for one in search.sets.values()) < BREADTH:
            return "search", *self.polished(ready)
        return None

    def polished(self, hoped: list[OpenSet]) -> tuple[OpenSet, Deed]:
        """The set that promises most, its plan made better."""
        ready = [one for one in hoped if one.plan is not None and one.penalties is not None]
        best = min(ready, key=lambda one: (one.promise(self.search.model), one.sites.tolist()))
        return best, self.search.polish(best)

    def note(self, phase: str) -> None:
        """Write the state down and tell whoever watches."""
        search = self.search
        if search.area is None:
            return
        bound = search.bound if math.isfinite(search.bound) else None
        total = search.total(search.area)
        last = self.history[-1] if self.history else None
        if last and (last.objective, last.violation, last.bound) == (total, search.violation, bound):
            return
        self.history.append(Moment(self.rounds, phase, total, search.violation, bound))
        left = self.stop.rounds_left(State(self.rounds, search.value, search.bound))
        share = self.rounds / (self.rounds + left) if math.isfinite(left) and self.rounds else 0.0
        self.observe.report(Progress(phase, share, total, bound, search.violation))

    def result(self, seed: int | None) -> FacilityResult:
        """Weigh the plan anew from the question alone."""
        problem, search = self.problem, self.search
        assert search.area is not None
        areas = areas_of(problem, search.area)
        violations = violations_of(problem, areas)
        bound = search.bound if not violations and math.isfinite(search.bound) else None
        terms = FacilityTerms(sum(one.fixed_cost for one in areas), sum(one.travel for one in areas))
        objective = terms.fixed_cost + terms.travel
        if bound is not None:
            bound = objective if bound >= objective * (1 - EXACT) else bound
        gap = gap_between(objective, bound)
        status = Status.NO_BOUND if gap is None else Status.PROVEN if gap == 0 else Status.WITHIN
        if violations:
            violations += reasons(problem)
            if math.isinf(search.bound) and search.bound > 0:
                text = (
                    "proven that no choice of open sites has a plan within the capacities, in one piece each"
                )
                violations += (
                    FacilityViolation(FacilityBroken.NO_PLAN_EXISTS, text, amount=search.violation),
                )
        return FacilityResult(
            opened=tuple(one.site for one in areas),
            site_of_unit=tuple(problem.sites[site] for site in search.area.tolist()),
            feasible=not violations,
            violations=violations,
            violation=search.violation,
            terms=terms,
            objective=objective,
            lower_bound=bound,
            gap=gap,
            status=status,
            bound_method=BOUND_METHOD if bound is not None else "",
            areas=areas,
            history=tuple(self.history),
            rounds=self.rounds,
            seed=seed,
            version=VERSION,
            input_hash=problem.input_hash,
        )
