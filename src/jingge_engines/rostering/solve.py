"""The one entrance: rows are priced until none is missing, then chosen among, wider and wider, until proven.

Column generation gives the bound (Dantzig & Wolfe 1960; for rosters Jaumard, Semet & Vovor 1998). A roster below
bound + width is made of rows whose reduced cost is at most the width: when all of these are listed and the best choice
among them lies below bound + width, no roster is better.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.observe import Observer, Progress, quiet
from jingge_engines.core.result import Moment, Status, gap_between
from jingge_engines.core.rng import dice, seed_of
from jingge_engines.core.stop import State, StopRule
from jingge_engines.rostering.diving import Dive
from jingge_engines.rostering.kernel import NEVER
from jingge_engines.rostering.master import Master
from jingge_engines.rostering.objective import certify, fair_shares, terms_of, there
from jingge_engines.rostering.params import Params
from jingge_engines.rostering.parts import parts_of
from jingge_engines.rostering.problem import Problem
from jingge_engines.rostering.search import Search
from jingge_engines.rostering.solution import Broken, Result, Terms
from jingge_engines.rostering.ways import Ways
from jingge_engines.rostering.why import why_no_row

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
VERSION = "1"
BOUND_METHOD = "column generation over rows of shifts, all rows within the gap listed"
CLOSE = 1e-6
WIDER = 3.0
"""How much wider the next list is."""
CHOICE_SHARE = 0.2
"""Share of the time left that one choice among rows may take."""
LEAST_GAIN = 1e-7
FIRST_PART = 10
"""Part of the tries of a search before rows are chosen among for the first time, which often settles it."""
HEAT = 0.02
"""How much worse than now a roster may be at first to be searched on from, as a share of what the bound leaves open."""


def solve(
    problem: Problem,
    *,
    stop: StopRule,
    rng: np.random.Generator | int = 0,
    params: Params | None = None,
    start: Sequence[Sequence[str]] | None = None,
    observe: Observer = quiet,
) -> Result:
    """The best roster; whatever stops it, the best one so far comes back.

    A round is one pricing of all people or one choice among rows. `start` is a roster to begin from, which keeps the
    rules.
    """
    stop.begin()
    generator = dice(rng) if isinstance(rng, int) else rng
    whole = _Whole(problem, params or Params(), stop, generator, observe)
    whole.play(start)
    return whole.result(seed_of(generator))


class _Whole:
    """The parts of a question that have no shift in common, answered one after the other."""

    def __init__(
        self, problem: Problem, params: Params, stop: StopRule, rng: np.random.Generator, observe: Observer
    ) -> None:
        self.problem, self.params, self.stop, self.rng, self.observe = problem, params, stop, rng, observe
        self.fair = fair_shares(problem)
        self.parts = [(people, _Run(part, self)) for people, part in parts_of(problem)]
        self.history: list[Moment] = []

    def play(self, start: Sequence[Sequence[str]] | None) -> None:
        """Everybody has a row first, then part after part; each leaves those after it their share of the time."""
        if start is not None and certify(self.problem, start):
            start = None
        for people, run in self.parts:
            run.begin([start[at] for at in people] if start is not None else None)
        if any(run.broken for _people, run in self.parts):
            return
        waiting = len(self.problem.members)
        for people, run in self.parts:
            waiting -= len(people)
            left = self.stop.seconds_left()
            run.reserve = left * waiting / (waiting + len(people)) if math.isfinite(left) else 0.0
            run.play()

    @property
    def broken(self) -> tuple[Broken, ...]:
        """Of people who have no row at all."""
        return tuple(one for _people, run in self.parts for one in run.broken)

    @property
    def value(self) -> float:
        return sum(run.value for _people, run in self.parts)

    @property
    def bound(self) -> float:
        return sum(run.bound for _people, run in self.parts)

    @property
    def rounds(self) -> int:
        return sum(run.rounds for _people, run in self.parts)

    def note(self, phase: str) -> None:
        """Write the state down and tell whoever watches."""
        bound = self.bound if math.isfinite(self.bound) else None
        self.history.append(Moment(self.rounds, phase, self.value, 0.0, bound))
        self.observe.report(Progress(phase, 0.0, self.value, bound, 0.0))

    def roster(self) -> tuple[tuple[str, ...], ...]:
        """The row of everybody; empty where somebody has none."""
        rows = {
            at: row
            for people, run in self.parts
            for at, row in zip(people, run.named(run.best), strict=False)
        }
        return tuple(rows[at] for at in range(len(rows))) if len(rows) == len(self.problem.members) else ()

    def result(self, seed: int | None) -> Result:
        """What is known."""
        roster = () if self.broken else self.roster()
        terms = terms_of(self.problem, roster) if roster else None
        bound = self.bound if roster and math.isfinite(self.bound) else None
        gap = gap_between(terms.objective, bound) if terms else None
        if gap is not None and all(run.proven() for _people, run in self.parts):
            gap, bound = 0.0, terms.objective if terms else None
        status = Status.NO_BOUND if gap is None else Status.PROVEN if gap == 0 else Status.WITHIN
        broken = self.broken or (certify(self.problem, roster) if roster else ())
        return Result(
            feasible=bool(roster) and not broken,
            roster=roster,
            broken=broken,
            short=shortages(self.problem, roster) if roster else (),
            terms=terms,
            objective=terms.objective if terms else None,
            lower_bound=bound,
            gap=gap,
            bound_method=BOUND_METHOD if bound is not None else "",
            status=Status.PROVEN if self.broken else status,
            history=tuple(self.history),
            rounds=self.rounds,
            seed=seed,
            params=self.params.as_dict(),
            version=VERSION,
            input_hash=self.problem.input_hash,
        )


class _Run:
    """One part: rows known so far, the best roster, the bound."""

    def __init__(self, problem: Problem, whole: _Whole) -> None:
        self.problem, self.whole = problem, whole
        self.params, self.stop, self.rng, self.fair = whole.params, whole.stop, whole.rng, whole.fair
        weights = {"nights": problem.fairness.nights, "weekends": problem.fairness.weekends}
        self.ways = [
            Ways(
                problem, one, {name: share for name, share in self.fair[one.number].items() if weights[name]}
            )
            for one in problem.members
        ]
        self.master = Master(problem)
        self.best: list[Ints] = []
        self.value = math.inf
        self.bound = -math.inf
        self.dual: Floats = np.zeros(len(self.master.sides))
        self.broken: tuple[Broken, ...] = ()
        self.rounds = 0
        self.reserve = 0.0
        """Seconds that belong to other parts."""
        self.looked_through = 0
        """How many rows were known when the last choice among them found nothing better."""
        self.only_whole = not any(weights.values())
        """Whether every roster has a whole number as its value."""

    def play(self) -> None:
        """Prices, choices; a short search first, so that a slow machine has a roster when its time is up."""
        self.search(self.params.tries // FIRST_PART)
        self.climb()
        self.settle()

    def begin(self, start: Sequence[Sequence[str]] | None) -> None:
        """A roster to begin from: the one given, or everybody's own best; or why somebody has no row at all."""
        free = np.zeros((self.problem.days, len(self.problem.shifts) + 1))
        for person, ways in enumerate(self.ways):
            if ways.cheapest(free) >= NEVER:
                self.broken += why_no_row(self.problem, self.problem.members[person])
        if self.broken:
            return
        off = len(self.problem.shifts)
        if start is not None:
            rows = [
                np.array([self.problem.index.get(one, off) for one in row], dtype=np.int64) for row in start
            ]
        else:
            rows = [ways.one(float(ways.best[0]) + CLOSE) for ways in self.ways]
        self.master.add([(p, row, self.ways[p].cost_of(row)) for p, row in enumerate(rows)])
        self.offer(rows, "start")

    def climb(self) -> None:
        """Price, add what is missing, until nothing is or the time is up."""
        while not self.over():
            answer = self.master.solve()
            self.dual, bound = answer.dual, answer.objective
            fresh = []
            for person, ways in enumerate(self.ways):
                cheapest = ways.cheapest(self.master.prices_for(person, self.dual))
                gain = self.dual[person] - cheapest
                bound -= max(gain, 0.0)
                if gain > LEAST_GAIN:
                    row = ways.one(cheapest + 1e-9 * max(1.0, abs(cheapest)))
                    fresh.append((person, row, ways.cost_of(row)))
            self.rounds += 1
            self.raise_bound(bound)
            self.whole.note("prices")
            if not self.master.add(fresh):
                return

    def raise_bound(self, bound: float) -> None:
        """Whole values are at least the next whole number."""
        sure = math.ceil(bound - 1e-5) if self.only_whole else bound
        self.bound = min(self.value, max(self.bound, sure))

    def settle(self) -> None:
        """Choose among the rows at hand, then among all within a width, wider and wider."""
        self.dive()
        self.search(self.params.tries // FIRST_PART)
        if not self.only_whole:  # shares of nights leave so many good rows that a choice among them is long
            self.search(self.params.tries)
        if not self.proven():
            self.choose()
        floor, width = self.bound, self.params.first_width
        fits, idle = True, 0
        while not self.over() and not self.proven() and (not self.params.turns or idle < self.params.turns):
            before = self.value, self.bound
            if fits:
                width = min(width, self.value - floor)
                fits = self.list_within(width) and self.choose()
            if fits:
                self.raise_bound(floor + width)
                width *= WIDER
            else:
                if not self.search(self.params.tries) and len(self.master.rows) > self.looked_through:
                    self.choose()
                idle = idle + 1 if (self.value, self.bound) == before else 0

    def dive(self) -> None:
        """From the mix of rows down to a roster."""
        rows = Dive(self.master, self.ways, self.over).run()
        self.rounds += 1
        if rows:
            self.offer(rows, "dive")

    def search(self, tries: int) -> bool:
        """Take the best roster apart and put it together again; whether that made it better."""
        local = Search(self.master, self.ways, self.best, self.rng)
        before = self.value
        heat = HEAT * (self.value - self.bound) if math.isfinite(self.bound) else 0.0
        self.master.add(local.run(tries, heat, self.bound + CLOSE, self.over))
        self.rounds += 1
        self.offer(local.rows, "search")
        return self.value < before

    def proven(self) -> bool:
        """Whether nothing is left to find."""
        return self.value <= self.bound + CLOSE * max(1.0, abs(self.value))

    def list_within(self, width: float) -> bool:
        """Add every row whose reduced cost is at most `width`; False where they are too many."""
        room = self.params.rows
        for person, ways in enumerate(self.ways):
            cheapest = ways.cheapest(self.master.prices_for(person, self.dual))
            rows = ways.listed(cheapest + width + CLOSE, min(room, self.params.rows_a_person))
            if rows is None or self.over():
                return False
            room -= len(rows)
            self.master.add([(person, row, ways.cost_of(row)) for row in rows])
        return True

    def choose(self) -> bool:
        """The best choice among the rows known; whether it is proven to be that."""
        if len(self.master.rows) > self.params.choice:
            return False
        left = self.stop.seconds_left() - self.reserve
        seconds = left if self.params.turns else CHOICE_SHARE * left
        answer = self.master.choose(
            begin=self.best, seconds=seconds, nodes=self.params.nodes, over=self.whole.observe.cancelled
        )
        self.rounds += 1
        self.looked_through = len(self.master.rows)
        if len(answer.values):
            self.offer(self.master.chosen(answer), "choice")
        return answer.optimal

    def offer(self, rows: list[Ints], phase: str) -> None:
        """Keep a roster if it is better."""
        value = self.terms(rows).objective
        if value < self.value - LEAST_GAIN:
            self.best, self.value = rows, value
            self.bound = min(self.bound, value)
            self.whole.note(phase)

    def named(self, rows: Sequence[Ints]) -> tuple[tuple[str, ...], ...]:
        """Shifts by id."""
        names = [*(shift.id for shift in self.problem.shifts), ""]
        return tuple(tuple(names[choice] for choice in row.tolist()) for row in rows)

    def terms(self, rows: Sequence[Ints]) -> Terms:
        """Counted anew."""
        return terms_of(self.problem, self.named(rows), self.fair)

    def over(self) -> bool:
        """Whether to hand back what there is."""
        state = State(self.rounds, self.value, self.bound)
        spent = self.reserve > 0 and self.stop.seconds_left() <= self.reserve
        return self.stop.reached(state) or spent or self.whole.observe.cancelled()


def shortages(problem: Problem, roster: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Covers that are not reached, in words."""
    told = []
    for cover in problem.covers:
        count = there(problem, roster, cover)
        if count < cover.wanted:
            who = f" of {cover.team}" if cover.team else ""
            told.append(
                f"day {cover.day}, {cover.shift}: {cover.wanted - count} missing{who}, {count} of {cover.wanted}"
            )
    return tuple(told)
