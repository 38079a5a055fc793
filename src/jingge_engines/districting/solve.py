"""The one entrance: a problem, a stopping rule, dice and parameters in; the best plan and its proof out."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from jingge_engines.core.observe import Observer, Progress, quiet
from jingge_engines.core.result import Moment, Status, gap_between
from jingge_engines.core.rng import dice, seed_of
from jingge_engines.core.stop import AnyOf, MaxTime, State, StopRule
from jingge_engines.districting.attempt import Attempt
from jingge_engines.districting.crew import Crew
from jingge_engines.districting.diagnose import diagnose
from jingge_engines.districting.exact import prove
from jingge_engines.districting.objective import evaluate
from jingge_engines.districting.order import solve_in_order
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import Ints, Problem
from jingge_engines.districting.region import regions_of
from jingge_engines.districting.search import EFFORT
from jingge_engines.districting.solution import Broken, Evaluation, Plan, RegionResult, Result, Violation
from jingge_engines.districting.weights import weights_of

VERSION = "1"
WARM_UP_SHARE = 0.15
"""Share of what is left that the search before the bound may take."""
FIRST_EFFORT, FIRST_SHARE = 10_000, 0.03
"""Proposals per unit before the proof of a region, and the most of the time they may take."""
PATIENCE = 6
"""How many times as much of both while no plan keeps the limits."""
FIRST_PROOF_SHARE, AGAIN, LAST_PROOF_SHARE = 0.6, 0.5, 0.8
"""Share of what is left for each proof; when so much is left, proofs that ran out of time are tried again, for the
share that is named last."""
BOUND_SHARE = 0.4
"""Share of the remaining time that bounds may take."""


def solve(
    problem: Problem,
    *,
    stop: StopRule,
    rng: np.random.Generator | int,
    params: Params | None = None,
    start: Sequence[int] | Ints | None = None,
    observe: Observer = quiet,
) -> Result:
    """Divide the units into areas; anytime: whatever stops it, the best plan so far comes back.

    `rng` is a generator or a seed. `start` is a complete plan to begin from (index per unit).
    """
    stop.begin()
    chosen = params or Params()
    generator = dice(rng) if isinstance(rng, int) else rng
    seed = seed_of(generator)

    def once(question: Problem, params: Params, rule: StopRule, begin: Sequence[int] | Ints | None) -> Result:
        rule.begin()
        run = _Run(question, params, rule, generator, observe)
        if begin is not None:
            run.begin_from(np.asarray(begin, dtype=np.int64))
        run.play()
        return run.result(seed)

    if chosen.priority:
        return solve_in_order(once, problem, chosen, stop, start)
    return once(problem, chosen, stop, start)


class _Run:
    """All regions of one run; rounds go to the region that has had the least of its share."""

    def __init__(
        self, problem: Problem, params: Params, stop: StopRule, rng: np.random.Generator, observe: Observer
    ) -> None:
        self.problem, self.params, self.stop, self.observe = problem, params, stop, observe
        regions = list(regions_of(problem, params))
        streams = rng.spawn(len(regions))
        self.crew = Crew(params.islands, params.threads)
        self.attempts = [
            Attempt(region, stream, np.zeros(region.order, dtype=np.int64), crew=self.crew)
            for region, stream in zip(regions, streams, strict=True)
        ]
        inside = sum(len(region.edges) for region in regions)
        self.between = weights_of(problem, params)["cut_edges"] * (len(problem.edges) - inside)
        self.history: list[Moment] = []
        self.rounds = 0

    def begin_from(self, start: Ints) -> None:
        """Offer a plan from outside to every region."""
        for attempt in self.attempts:
            attempt.begin_from(start[attempt.region.units])

    @property
    def value(self) -> float:
        """Objective of the best plan; infinite while a limit is broken."""
        if any(attempt.violation > 0 for attempt in self.attempts):
            return math.inf
        return sum(attempt.objective for attempt in self.attempts) + self.between

    @property
    def bound(self) -> float:
        """Sum of what is proven, with the edges between regions, which every plan cuts."""
        return sum(attempt.bound for attempt in self.attempts) + self.between

    def state(self) -> State:
        """What stopping rules see."""
        return State(self.rounds, self.value, self.bound)

    def play(self) -> None:
        """A plan for every region, a proof where the size allows, then bounds and rounds until the end."""
        for attempt in self.attempts:
            attempt.searching()
            attempt.collect()
            attempt.done = attempt.region.districts > attempt.region.order  # a unit for every area, no more
        self.note("start")
        with self.crew:
            for attempt in self.open_ones():
                self.first(attempt)
            self.prove(FIRST_PROOF_SHARE, self.open_ones())
            self.search()

    def first(self, attempt: Attempt) -> None:
        """Some rounds before the proof: it is quick with a good plan at hand and endless without."""
        few = max(1.0, FIRST_EFFORT * attempt.region.order / max(1, self.params.round_proposals))
        begun, rounds = self.rounds, WARM_UP_SHARE * self.stop.rounds_left(self.state())
        left = self.stop.seconds_left()
        while not self.over():
            keeps = attempt.violation == 0  # until it does, the search is given more
            enough = few if keeps else PATIENCE * few
            share = FIRST_SHARE if keeps else PATIENCE * FIRST_SHARE
            if self.rounds - begun >= min(enough, rounds) or self.stop.seconds_left() < (1 - share) * left:
                return
            self.round(attempt)

    def prove(self, share: float, attempts: Sequence[Attempt]) -> None:
        """List all areas and choose among them, where there are not too many, in a share of the time each."""
        for attempt in attempts:
            if self.over():
                return
            seconds = share * self.stop.seconds_left()
            part = AnyOf(self.stop, MaxTime(max(0.0, seconds))) if math.isfinite(seconds) else self.stop
            part.begin()
            if prove(attempt, part):
                self.note("exact")

    def over(self) -> bool:
        """Whether to hand back what there is."""
        return self.stop.reached(self.state()) or self.observe.cancelled()

    def open_ones(self) -> list[Attempt]:
        """Regions where something is left to find."""
        return [attempt for attempt in self.attempts if not attempt.done]

    def search(self) -> None:
        """Rounds until told to stop; bounds as soon as there are fair plans to begin from."""
        wanted = sum(5 * EFFORT * one.region.order for one in self.open_ones()) / self.params.round_proposals
        last = self.rounds + min(wanted, WARM_UP_SHARE * self.stop.rounds_left(self.state()))
        left = self.stop.seconds_left()
        again = math.isfinite(left)
        while self.open_ones() and not self.over():
            if again and self.stop.seconds_left() < AGAIN * left:
                again = False
                self.prove(LAST_PROOF_SHARE, [one for one in self.open_ones() if one.listable])
                for one in self.open_ones():
                    one.climbed, one.late = False, True  # a better plan closes more of the model
            elif self.rounds >= last or self.stop.seconds_left() < (1 - WARM_UP_SHARE) * left:
                self.climb(last=not again)
            if self.open_ones():
                self.round(min(self.open_ones(), key=lambda one: one.rounds / one.region.order))

    def climb(self, *, last: bool) -> None:
        """Bounds where they are still missing, in a share of the time that is left."""
        regions = [one for one in self.open_ones() if one.boundable]
        most = LAST_PROOF_SHARE if last else BOUND_SHARE
        for index, attempt in enumerate(regions):
            if self.over():
                return
            seconds = most * self.stop.seconds_left() / (len(regions) - index)
            part = AnyOf(self.stop, MaxTime(max(0.0, seconds))) if math.isfinite(seconds) else self.stop
            part.begin()
            attempt.climb(part)
            self.note("bound")

    def round(self, attempt: Attempt) -> None:
        """One round for a region; in the long run for the one that has had the fewest for its size."""
        better = attempt.play(self.params.round_proposals)
        self.rounds += 1
        if better:
            self.note("search")

    def note(self, phase: str) -> None:
        """Write the state down and tell whoever watches."""
        violation = sum(attempt.violation for attempt in self.attempts)
        objective = sum(attempt.objective for attempt in self.attempts) + self.between
        bound = self.bound if math.isfinite(self.bound) else None
        self.history.append(Moment(self.rounds, phase, objective, violation, bound))
        self.observe.report(Progress(phase, self.share_done(), objective, bound, violation))

    def share_done(self) -> float:
        """Rough share of the work that has gone."""
        left = self.stop.rounds_left(self.state())
        return self.rounds / (self.rounds + left) if math.isfinite(left) and self.rounds else 0.0

    def result(self, seed: int | None) -> Result:
        """Put the regions together."""
        assignment = np.full(len(self.problem.units), -1, dtype=np.int64)
        first = 0
        regions: list[str] = []
        for attempt in self.attempts:
            area = _numbered(attempt.area)
            count = int(area.max()) + 1
            assignment[attempt.region.units] = first + area
            first += count
            regions += [attempt.region.name] * count
        evaluation = evaluate(self.problem, assignment, self.params)
        by_region = tuple(attempt.report() for attempt in self.attempts)
        known = all(region.lower_bound is not None for region in by_region)
        bound = self.bound if known else None
        gap = gap_between(evaluation.objective, bound)
        status = Status.NO_BOUND if gap is None else Status.PROVEN if gap == 0 else Status.WITHIN
        labels = _labels(evaluation, regions)
        evaluation = evaluate(self.problem, [labels[index] for index in assignment], self.params)
        mine = {district.label: district for district in evaluation.districts}
        evaluation = replace(evaluation, districts=tuple(mine[label] for label in labels))
        return Result(
            plan=Plan(assignment, labels, tuple(regions)),
            feasible=evaluation.feasible,
            violations=() if evaluation.feasible else evaluation.violations + self.reasons(by_region),
            terms=evaluation.terms,
            objective=evaluation.objective,
            lower_bound=bound,
            gap=gap,
            bound_method="; ".join(sorted({one.bound_method for one in by_region})),
            status=status,
            evaluation=evaluation,
            by_region=by_region,
            history=tuple(self.history),
            rounds=self.rounds,
            seed=seed,
            params=self.params.as_dict(),
            version=VERSION,
            input_hash=self.problem.input_hash,
        )

    def reasons(self, by_region: tuple[RegionResult, ...]) -> tuple[Violation, ...]:
        """Why no plan keeps the limits, as far as that is known."""
        proven = tuple(
            Violation(
                Broken.NO_PLAN_EXISTS,
                f"{'region ' + repr(one.region) + ': ' if one.region else ''}proven that no plan keeps the "
                f"limits; at least {one.violation:g} of load lies outside them",
                one.region,
                amount=one.violation,
            )
            for one in by_region
            if one.violation > 0 and one.violation_proven_least
        )
        return diagnose(self.problem) + proven


def _numbered(area: Ints) -> Ints:
    """The same areas, numbered as their first units come."""
    _, lead, plain = np.unique(area, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(lead))[plain].astype(np.int64)


def _labels(evaluation: Evaluation, regions: Sequence[str]) -> tuple[str, ...]:
    """Today's label where an area continues one of today, else region and number, never used twice."""
    taken = {district.today for district in evaluation.districts if district.today}
    labels: list[str] = []
    used: set[str] = set()
    number: dict[str, int] = {}
    for district, region in zip(evaluation.districts, regions, strict=True):
        label = district.today
        while not label or label in used:
            number[region] = number.get(region, 0) + 1
            label = f"{region}-{number[region]}" if region else str(number[region])
            label = "" if label in taken else label
        used.add(label)
        labels.append(label)
    return tuple(labels)
