"""All rows of one person: priced against what is missing, the best found at once, the good ones listed."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from jingge_engines.rostering.automaton import Automaton, Counts
from jingge_engines.rostering.kernel import NEVER, complete, every, spread
from jingge_engines.rostering.problem import Member, Problem
from jingge_engines.rostering.terms import DAYS_OF_A_WEEK

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Ways:
    """Everything one person may do."""

    def __init__(self, problem: Problem, member: Member, fair: Mapping[str, float]) -> None:
        """`fair`: nights and weekends that are this person's share of the whole time."""
        self.problem, self.member, self.fair = problem, member, fair
        automaton = Automaton(member, problem.shifts)
        states, self.step = automaton.walk(automaton.begin(problem))
        self.works = np.array([int(state.run > 0) for state in states], dtype=np.int64)
        self.counts = Counts(problem, member).all
        self.size = np.array([count.size for count in self.counts], dtype=np.int64)
        self.stops = np.array([int(count.stops) for count in self.counts], dtype=np.int64)
        shape = (problem.days, 2, len(problem.shifts) + 1)
        self.gain = np.array([count.gain for count in self.counts], dtype=np.int64).reshape(-1, *shape)
        self.joint = int(np.prod(self.size)) if self.counts else 1
        self.own = self._own()
        self._build()

    def _build(self) -> None:
        """The graph, a layer a day; `layers` are the first nodes of the days and of the end, and their number."""
        allowed = self.own < NEVER
        place = np.full(len(self.step) * self.joint, -1, dtype=np.int64)
        nodes = np.zeros(1, dtype=np.int64)
        first = arcs = 0
        layers, begins, target, choice_of = [0], [np.zeros(1, dtype=np.int64)], [], []
        for day in range(self.problem.days):
            fresh, starts, there, choices = spread(
                nodes, day, self.joint, allowed, self.step, self.works, self.gain, self.size, self.stops, self.fold,
                place,
            )  # fmt: skip
            first += len(nodes)
            layers.append(first)
            begins.append(starts[1:] + arcs)
            target.append(there + first)
            choice_of.append(choices)
            arcs += len(there)
            nodes = fresh
        self.layers = np.array([*layers, first + len(nodes)], dtype=np.int64)
        self.begins = np.concatenate(begins)
        self.target, self.choice_of = np.concatenate(target), np.concatenate(choice_of)
        self.best = np.full(first + len(nodes), NEVER)
        self.best[first:] = self.finish[nodes % self.joint]

    def digits(self) -> Ints:
        """joint x counts: the values a joint value stands for."""
        if not self.counts:
            return np.zeros((1, 0), dtype=np.int64)
        return np.array(
            np.unravel_index(np.arange(self.joint), tuple(self.size), order="F"), dtype=np.int64
        ).T

    @cached_property
    def fold(self) -> Ints:
        """days x joint: after a day that ends a week, weekly counts are looked at and begin anew."""
        same = np.arange(self.joint)
        fold = np.broadcast_to(same, (self.problem.days, self.joint)).copy()
        digits = self.digits()
        weekly = [r for r, count in enumerate(self.counts) if count.weekly]
        if not weekly:
            return fold
        fresh = digits.copy()
        fresh[:, weekly] = 0
        anew = np.ravel_multi_index(tuple(fresh.T), tuple(self.size), order="F")
        short = np.any([digits[:, r] < self.counts[r].least for r in weekly], axis=0)
        for day in range(self.problem.days):
            if self.problem.weekday(day) == DAYS_OF_A_WEEK - 1:
                whole = day >= DAYS_OF_A_WEEK - 1  # a week that began before the roster is not asked for
                fold[day] = np.where(short, -1, anew) if whole else anew
        return fold

    @cached_property
    def finish(self) -> Floats:
        """Price of the counts at the end; never where one is too small."""
        digits = self.digits()
        price = np.zeros(self.joint)
        for r, count in enumerate(self.counts):
            value = digits[:, r]
            if not count.weekly and count.least:
                price[value < count.least] = NEVER
            price += self._unfair(count.name, value)
        return price

    def _unfair(self, name: str, value: Ints) -> Floats:
        if name not in self.fair:
            return np.zeros(len(value))
        weight = getattr(self.problem.fairness, name)
        return np.asarray(weight * (value - self.fair[name]) ** 2, dtype=np.float64)

    def _own(self) -> Floats:
        """days x choices: wishes, and never where this person can't."""
        problem = self.problem
        own = np.zeros((problem.days, len(problem.shifts) + 1))
        for wish in problem.wishes:
            if wish.number == self.member.number:
                shift = problem.index[wish.shift]
                if wish.wanted:
                    own[wish.day] += wish.weight
                    own[wish.day, shift] -= wish.weight
                else:
                    own[wish.day, shift] += wish.weight
        for name, limit in self.member.most_of.items():
            if limit == 0:
                own[:, problem.index[name]] = NEVER
        own[sorted(self.member.away), :-1] = NEVER
        return own

    def cheapest(self, prices: Floats) -> float:
        """Least cost of a row, `prices` (days x choices) added; NEVER where there is none."""
        self.cost = np.where(self.own >= NEVER, NEVER, self.own + prices)
        complete(self.cost, self.layers, self.begins, self.target, self.choice_of, self.best)
        return float(self.best[0])

    def listed(self, limit: float, most: int) -> Ints | None:
        """Every row that costs at most `limit` at the prices asked last; None where there are more than `most`."""
        found = np.zeros((most, self.problem.days), dtype=np.int64)
        count = every(self.cost, self.begins, self.target, self.choice_of, self.best, limit, found)
        return None if count < 0 else found[:count]

    def one(self, limit: float) -> Ints:
        """The first of them."""
        found = np.zeros((1, self.problem.days), dtype=np.int64)
        every(self.cost, self.begins, self.target, self.choice_of, self.best, limit, found)
        row: Ints = found[0]
        return row

    def cost_of(self, row: Ints) -> float:
        """What a row costs this person: wishes and fairness, without what it covers."""
        total = float(self.own[np.arange(self.problem.days), row].sum())
        value = np.zeros(len(self.counts), dtype=np.int64)
        worked = int(self.works[0])
        for day, choice in enumerate(row.tolist()):
            value += self.gain[:, day, worked, choice]
            worked = int(choice < len(self.problem.shifts))
        for r, count in enumerate(self.counts):
            total += float(self._unfair(count.name, value[r : r + 1])[0])
        return total
