"""The one entrance: a problem, a stopping rule, dice and parameters in; the best plan and its proof out."""

import math
from collections.abc import Sequence

import numpy as np

from jingge_engines.core.observe import Observer, Progress, quiet
from jingge_engines.core.result import Moment
from jingge_engines.core.rng import dice, seed_of
from jingge_engines.core.stop import AnyOf, Cancelled, MaxTime, State, StopRule
from jingge_engines.districting.answer import answer_of, seconds_to_weigh
from jingge_engines.districting.attempt import Attempt
from jingge_engines.districting.crew import Crew
from jingge_engines.districting.exact import prove
from jingge_engines.districting.order import solve_in_order
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import Ints, Problem
from jingge_engines.districting.region import regions_of
from jingge_engines.districting.search import EFFORT
from jingge_engines.districting.solution import Result
from jingge_engines.districting.weights import weights_of

WARM_UP_SHARE = 0.15
"""Share of what is left that the search before the bound may take."""
FIRST_EFFORT, FIRST_SHARE = 10_000, 0.03
"""Proposals per unit before the proof of a region, and the most of the time they may take."""
LARGE = 2_000
"""Units from which on time is kept back for weighing the plan."""
MANY, SMALL_ROUND = 20, 400
"""With more regions than that a round of each is no longer than so many proposals per unit."""
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
        self.problem, self.params, self.observe = problem, params, observe
        # What is long in one piece (a dual, a program) looks at the rule alone.
        self.stop: StopRule = AnyOf(stop, Cancelled(observe.cancelled))
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
        self.reserve = 0.0
        if len(problem.units) >= LARGE and math.isfinite(stop.seconds_left()):
            self.reserve = min(seconds_to_weigh(problem), 0.5 * stop.seconds_left())
        self.many = len(self.attempts) > MANY
        small = SMALL_ROUND if self.many else math.inf
        self.proposals = {
            attempt.region.name: int(min(params.round_proposals, small * attempt.region.order))
            for attempt in self.attempts
        }

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
            if self.many or self.late():
                attempt.rough_out()  # a plan for all before more than that for any
            else:
                attempt.searching()
                attempt.collect()
            attempt.done = attempt.region.districts > attempt.region.order  # a unit for every area, no more
        self.note("start")
        with self.crew:
            # What breaks the limits comes first: of many regions all are to have a plan that keeps them.
            waiting = sorted(self.open_ones(), key=lambda one: one.violation == 0)
            for attempt in waiting:
                self.first(attempt)
            self.prove(FIRST_PROOF_SHARE, self.open_ones())
            self.search()

    def first(self, attempt: Attempt) -> None:
        """Some rounds before the proof: it is quick with a good plan at hand and endless without."""
        few = max(1.0, FIRST_EFFORT * attempt.region.order / max(1, self.proposals[attempt.region.name]))
        longest = min(FIRST_SHARE, WARM_UP_SHARE / len(self.attempts))
        begun, rounds = self.rounds, WARM_UP_SHARE * self.stop.rounds_left(self.state())
        left = self.stop.seconds_left()
        while not self.over():
            keeps = attempt.violation == 0  # until it does, the search is given more
            enough = few if keeps else PATIENCE * few
            share = longest if keeps else PATIENCE * longest
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
        return self.stop.reached(self.state()) or self.late()

    def late(self) -> bool:
        """Whether there is no time for more, whatever there is."""
        return self.observe.cancelled() or self.stop.seconds_left() < self.reserve

    def open_ones(self) -> list[Attempt]:
        """Regions where something is left to find."""
        return [attempt for attempt in self.attempts if not attempt.done]

    def search(self) -> None:
        """Rounds until told to stop; bounds as soon as there are fair plans to begin from."""
        wanted = sum(
            5 * EFFORT * one.region.order / max(1, self.proposals[one.region.name])
            for one in self.open_ones()
        )
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
        better = attempt.play(self.proposals[attempt.region.name])
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
        return answer_of(
            self.problem,
            self.params,
            self.attempts,
            bound=self.bound,
            history=self.history,
            rounds=self.rounds,
            seed=seed,
        )
