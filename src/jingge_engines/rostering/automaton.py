"""What a person may do on the next day, as a small automaton: runs of work, runs of rest, rest after a duty."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from jingge_engines.rostering.problem import Member, Problem, Shift

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class State:
    """After a day: either in a run of work or in a run of days off."""

    run: int
    """Days of work in a row, 0 when off; counted no further than any rule looks."""
    last: int
    """Shift of that day, by index; -1 when off."""
    began_before: bool
    """The run reaches over the beginning, so that it can't be called too short."""
    off: int
    """Days off in a row, counted up to `least_off`."""
    rest: int
    """Days off that must still follow."""


@dataclass(frozen=True)
class Automaton:
    """States of one person, numbered; 0 is the state before day 0."""

    member: Member
    shifts: tuple[Shift, ...]

    @property
    def unknown(self) -> State:
        """Before the first day, when nobody knows more."""
        return State(0, -1, True, self.member.least_off, 0)

    def begin(self, problem: Problem) -> State:
        """Before day 0, after what was worked before, as far as it fits the rules of today."""
        state = self.unknown
        for name in self.member.before:
            choice = problem.index[name] if name else len(self.shifts)
            state = self.after(state, choice) or self._anyway(choice)
        return state

    def _anyway(self, choice: int) -> State:
        """A day that broke a rule is a fact all the same."""
        if choice == len(self.shifts):
            return State(0, -1, False, self.member.least_off, 0)
        return State(1, choice, True, 0, self.shifts[choice].rest_days)

    def after(self, state: State, choice: int) -> State | None:
        """The next state; None where a rule forbids it. The last choice is a day off."""
        member = self.member
        if choice == len(self.shifts):
            if state.run and not state.began_before and state.run < member.least_run:
                return None
            return State(0, -1, False, min(state.off + 1, member.least_off), max(0, state.rest - 1))
        if state.rest:
            return None
        if state.run == 0 and state.off < member.least_off:
            return None
        if state.run and self.shifts[choice].id in self.shifts[state.last].never_next:
            return None
        if member.most_run is not None and state.run >= member.most_run:
            return None
        most = member.least_run if member.most_run is None else member.most_run
        return State(min(state.run + 1, most), choice, state.began_before, 0, self.shifts[choice].rest_days)

    def walk(self, begin: State) -> tuple[list[State], Ints]:
        """All states that can be reached, and where each choice leads (-1: nowhere)."""
        states, rows = [begin], []
        number = {begin: 0}
        for state in states:  # grows while it is walked
            row = []
            for choice in range(len(self.shifts) + 1):
                new = self.after(state, choice)
                if new is not None and new not in number:
                    number[new] = len(states)
                    states.append(new)
                row.append(-1 if new is None else number[new])
            rows.append(row)
        return states, np.array(rows, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Count:
    """Something that is counted on the way, and must end between two limits."""

    name: str
    gain: Ints
    """days x 2 x choices: what a choice adds, by whether the day before was worked."""
    size: int
    """Counted from 0 to size - 1."""
    stops: bool
    """More than that is forbidden; else it is counted no further."""
    least: int = 0
    weekly: bool = False
    """Begins anew every week; `least` is asked for at the end of each whole week."""


class Counts:
    """What is counted for one person."""

    def __init__(self, problem: Problem, member: Member) -> None:
        self.problem, self.member = problem, member
        self.choices = len(problem.shifts) + 1

    @cached_property
    def all(self) -> tuple[Count, ...]:
        """In a fixed order."""
        return tuple(self._each())

    def _each(self) -> Iterator[Count]:
        problem, member = self.problem, self.member
        minutes = [shift.minutes for shift in problem.shifts]
        step = int(np.gcd.reduce(minutes))
        whole = problem.days * max(minutes)
        most = whole if member.most_minutes is None else min(member.most_minutes, whole)
        if member.least_minutes or most < whole:
            gain = self._gain([one // step for one in minutes])
            yield Count("minutes", gain, most // step + 1, True, least=-(-member.least_minutes // step))
        for shift, limit in sorted(member.most_of.items()):
            if 0 < limit < problem.days:
                of_shift = [int(one.id == shift) for one in problem.shifts]
                yield Count(f"most {shift}", self._gain(of_shift), limit + 1, True)
        if member.most_weekends is not None or problem.fairness.weekends:
            most = problem.days if member.most_weekends is None else member.most_weekends
            there = sum(problem.weekday(day) == 6 for day in range(problem.days)) + 1
            yield Count("weekends", self._weekends(), min(most, there) + 1, True)
        if problem.fairness.nights:
            nights = [int(shift.night) for shift in problem.shifts]
            yield Count("nights", self._gain(nights), problem.days + 1, True)
        community = [int(shift.community) for shift in problem.shifts]
        if need := member.community_days_a_week:
            gain = self._excused(self._gain(community), 1)
            yield Count("community days", gain, need + 1, False, least=need, weekly=True)
        least_worth = min((shift.minutes for shift in problem.shifts if shift.community), default=0)
        if (need := member.community_minutes_a_week) > member.community_days_a_week * least_worth:
            minutes = [shift.minutes for shift in problem.shifts if shift.community]
            if member.excused:
                minutes.append(member.excused_minutes)
            step = int(np.gcd.reduce(minutes or [1]))
            worth = [
                here * shift.minutes // step for here, shift in zip(community, problem.shifts, strict=True)
            ]
            need = -(-need // step)
            gain = self._excused(self._gain(worth), member.excused_minutes // step)
            yield Count("community minutes", gain, need + 1, False, least=need, weekly=True)

    def _excused(self, gain: Ints, worth: int) -> Ints:
        """The same, with what a day counts for that is excused."""
        days = sorted(self.member.excused)
        gain[days] = np.maximum(gain[days], worth)
        return gain

    def _gain(self, by_shift: list[int]) -> Ints:
        return np.broadcast_to(
            np.array([*by_shift, 0], dtype=np.int64), (self.problem.days, 2, self.choices)
        ).copy()

    def _weekends(self) -> Ints:
        """Saturday counts; Sunday too, unless the day before did."""
        gain = np.zeros((self.problem.days, 2, self.choices), dtype=np.int64)
        for day in range(self.problem.days):
            weekday = self.problem.weekday(day)
            if weekday == 5:
                gain[day, :, :-1] = 1
            elif weekday == 6:
                gain[day, 0, :-1] = 1
        return gain
