"""Give every task to one holder: units to community officers, or any generalised assignment."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.constraint import Found, Linear, Program, total
from jingge_engines.core.observe import Observer, quiet
from jingge_engines.core.result import Status
from jingge_engines.core.stop import StopRule
from jingge_engines.staffing.terms import ProblemError

Ints = NDArray[np.int64]
Aim = Literal["least", "most", "even"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Sharing:
    """m holders, n tasks (Martello & Toth 1990, generalised assignment; *even*: the largest load is least)."""

    load: Ints
    """m x n: what a task takes of a holder."""
    value: Ints | None = None
    """m x n: cost (aim *least*) or gain (aim *most*) of a task with a holder."""
    capacity: Ints | None = None
    """Most load of every holder; None: no limit."""
    least_tasks: int = 0
    most_tasks: int | None = None
    aim: Aim = "least"

    def __post_init__(self) -> None:
        """Refuse shapes and numbers no answer could fit."""
        object.__setattr__(self, "load", _checked("load", self.load, None))
        if self.value is not None:
            object.__setattr__(self, "value", _checked("value", self.value, self.load.shape))
        elif self.aim != "even":
            raise ProblemError(f"value: not given, but aim is {self.aim!r}; give one per holder and task")
        if self.capacity is not None:
            capacity = np.asarray(self.capacity, dtype=np.int64)
            if capacity.shape != self.load.shape[:1]:
                raise ProblemError(f"capacity: {capacity.shape} for {len(self.load)} holders; give one each")
            object.__setattr__(self, "capacity", capacity)
        most = self.load.shape[1] if self.most_tasks is None else self.most_tasks
        if not 0 <= self.least_tasks <= most:
            raise ProblemError(f"least_tasks: {self.least_tasks}, most {most}; give 0 <= least <= most")


@dataclass(frozen=True, eq=False)
class Shared:
    """Holder of every task, and what is proven."""

    holder: tuple[int, ...]
    """Empty: no way was found; none exists where status is *proven*."""
    objective: int | None
    bound: int | None
    status: Status


def share(problem: Sharing, *, stop: StopRule, observe: Observer = quiet) -> Shared:
    """The best way, with its proof."""
    stop.begin()
    program = Program()
    m, n = problem.load.shape
    gives = [[program.flag() for _task in range(n)] for _holder in range(m)]
    for task in range(n):
        program.one_of([gives[holder][task] for holder in range(m)])
    loads: list[Linear] = [
        total([int(problem.load[holder, task]) * gives[holder][task] for task in range(n)])
        for holder in range(m)
    ]
    for holder in range(m):
        if problem.capacity is not None:
            program.keep(loads[holder], upper=int(problem.capacity[holder]))
        program.keep(total(gives[holder]), problem.least_tasks, problem.most_tasks)
    _break_ties(program, problem, loads)
    sign = -1 if problem.aim == "most" else 1
    goal = sign * _goal(program, problem, gives, loads)
    outcome = program.solve(goal, seconds=stop.seconds_left(), stopped=observe.cancelled)
    if not outcome.has_plan:
        return Shared((), None, None, Status.PROVEN if outcome.found is Found.INFEASIBLE else Status.NO_BOUND)
    holder_of = tuple(
        next(holder for holder in range(m) if outcome.values[gives[holder][task].index]) for task in range(n)
    )
    proven = outcome.found is Found.OPTIMAL
    bound = outcome.objective if proven else outcome.bound
    return Shared(
        holder_of, sign * outcome.objective, sign * bound, Status.PROVEN if proven else Status.WITHIN
    )


def _goal(
    program: Program, problem: Sharing, gives: Sequence[Sequence[Linear]], loads: Sequence[Linear]
) -> Linear:
    m, n = problem.load.shape
    if problem.aim == "even":
        largest = program.whole(
            math.ceil(problem.load.min(axis=0).sum() / m), int(problem.load.max(axis=0).sum())
        )
        for load in loads:
            program.keep(largest - load, lower=0)
        return largest
    assert problem.value is not None
    return total(
        [int(problem.value[holder, task]) * gives[holder][task] for holder in range(m) for task in range(n)]
    )


def _break_ties(program: Program, problem: Sharing, loads: Sequence[Linear]) -> None:
    """Holders that are all alike stand in the order of their loads: their names are given afterwards."""
    alike = problem.aim == "even" and (problem.load == problem.load[0]).all()
    if alike and (problem.capacity is None or (problem.capacity == problem.capacity[0]).all()):
        for first, second in pairwise(loads):
            program.keep(first - second, lower=0)


def _checked(name: str, values: Ints, shape: tuple[int, ...] | None) -> Ints:
    array = np.asarray(values, dtype=np.int64)
    if array.ndim != 2 or 0 in array.shape or (shape is not None and array.shape != shape):
        raise ProblemError(f"{name}: shape {array.shape}; give one whole number per holder and task")
    if (array < 0).any():
        holder, task = np.argwhere(array < 0)[0]
        raise ProblemError(f"{name}: holder {holder}, task {task}: {array[holder, task]}; give 0 or more")
    return array
