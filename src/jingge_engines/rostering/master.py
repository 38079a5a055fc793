"""Rows of all people put together: a linear program that prices what is missing, and the choice among rows."""

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.linear import Answer, Columns, Program
from jingge_engines.rostering.problem import Problem

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NOBODY = 1e7
"""Price of giving a person no row at all while none is known; a roster never pays it."""


class Master:
    """One line a person (exactly one row), one a cover (missing and too many have their price)."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.people = len(problem.members)
        wanted = np.array([cover.wanted for cover in problem.covers], dtype=np.float64)
        sides = np.concatenate([np.ones(self.people), wanted])
        self.sides = sides
        self.program = Program(sides, sides)
        self.owner: list[int] = []
        self.rows: list[Ints] = []
        self.costs: list[float] = []
        self.known: set[tuple[int, bytes]] = set()
        self.counting = self._counting()
        covers = range(len(problem.covers))
        fixed = [
            *((NOBODY, p, 1.0) for p in range(self.people)),
            *((float(problem.covers[c].under), self.people + c, 1.0) for c in covers),
            *((float(problem.covers[c].over), self.people + c, -1.0) for c in covers),
        ]
        self.fixed = len(fixed)
        self.program.add(_columns([(cost, [(row, value)]) for cost, row, value in fixed]))

    def _counting(self) -> list[dict[tuple[int, int], list[int]]]:
        """By person: the covers that a shift on a day counts for."""
        found: list[dict[tuple[int, int], list[int]]] = []
        for member in self.problem.members:
            mine: dict[tuple[int, int], list[int]] = {}
            for number, cover in enumerate(self.problem.covers):
                if not cover.team or cover.team in member.teams:
                    mine.setdefault((cover.day, self.problem.index[cover.shift]), []).append(number)
            found.append(mine)
        return found

    def add(self, fresh: Sequence[tuple[int, Ints, float]]) -> int:
        """Rows of people with their cost; how many were new."""
        columns = []
        for person, row, cost in fresh:
            key = (person, row.tobytes())
            if key in self.known:
                continue
            self.known.add(key)
            self.owner.append(person)
            self.rows.append(row)
            self.costs.append(cost)
            covers = [
                cover
                for day, shift in enumerate(row.tolist())
                for cover in self.counting[person].get((day, shift), ())
            ]
            columns.append((cost, [(person, 1.0), *((self.people + cover, 1.0) for cover in covers)]))
        if columns:
            self.program.add(_columns(columns))
        return len(columns)

    def solve(self) -> Answer:
        """The best mix of the rows that are known and allowed."""
        return self.program.solve()

    def allow(self, chosen: Mapping[int, int] | None) -> None:
        """Whoever is in `chosen` has that row and no other, by its place among all; None: all rows are allowed."""
        upper = np.full(self.program.width, math.inf)
        if chosen:
            owner = np.array(self.owner)
            given = np.isin(owner, list(chosen))
            given[list(chosen.values())] = False
            upper[self.fixed :][given] = 0.0
        self.program.limit(upper)

    def prices_for(self, person: int, dual: Floats) -> Floats:
        """days x choices: what a shift on a day is worth to a person, as a cost."""
        prices = np.zeros((self.problem.days, len(self.problem.shifts) + 1))
        for (day, shift), covers in self.counting[person].items():
            prices[day, shift] = -sum(dual[self.people + cover] for cover in covers)
        return prices

    def choose(
        self, *, begin: Sequence[Ints], seconds: float = math.inf, nodes: int, over: Callable[[], bool]
    ) -> Answer:
        """One row for everybody, as a whole number program over the rows that are known."""
        program = Program(self.sides, self.sides)
        covers = range(len(self.problem.covers))
        rows: list[tuple[float, list[tuple[int, float]]]] = []
        for person, row, cost in zip(self.owner, self.rows, self.costs, strict=True):
            counted = [
                cover
                for day, shift in enumerate(row.tolist())
                for cover in self.counting[person].get((day, shift), ())
            ]
            rows.append((cost, [(person, 1.0), *((self.people + cover, 1.0) for cover in counted)]))
        price = self.problem.covers
        rows += [(float(price[c].under), [(self.people + c, 1.0)]) for c in covers]
        rows += [(float(price[c].over), [(self.people + c, -1.0)]) for c in covers]
        program.add(_columns(rows))
        if begin:
            program.begin_at(self._values(begin))
        return program.solve(integer=True, whole=len(self.rows), seconds=seconds, nodes=nodes, over=over)

    def _values(self, roster: Sequence[Ints]) -> Floats:
        place = {
            (owner, row.tobytes()): at
            for at, (owner, row) in enumerate(zip(self.owner, self.rows, strict=True))
        }
        values = np.zeros(len(self.rows) + 2 * len(self.problem.covers))
        gap = self.sides[self.people :].copy()
        for person, row in enumerate(roster):
            values[place[person, row.tobytes()]] = 1.0
            for day, shift in enumerate(row.tolist()):
                for cover in self.counting[person].get((day, shift), ()):
                    gap[cover] -= 1
        count = len(gap)
        values[len(self.rows) : len(self.rows) + count] = np.maximum(gap, 0)
        values[len(self.rows) + count :] = np.maximum(-gap, 0)
        return values

    def chosen(self, answer: Answer) -> list[Ints]:
        """The row of every person in an answer."""
        roster: list[Ints] = [np.zeros(0, dtype=np.int64)] * self.people
        for at in np.flatnonzero(answer.values[: len(self.rows)] > 0.5):
            roster[self.owner[at]] = self.rows[at]
        return roster


def _columns(told: Sequence[tuple[float, Sequence[tuple[int, float]]]]) -> Columns:
    lengths = [len(entries) for _cost, entries in told]
    return Columns(
        cost=np.array([cost for cost, _entries in told], dtype=np.float64),
        starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        rows=np.array([row for _cost, entries in told for row, _value in entries], dtype=np.int64),
        values=np.array([value for _cost, entries in told for _row, value in entries], dtype=np.float64),
    )
