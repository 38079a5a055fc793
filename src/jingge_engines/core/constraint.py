"""Constraint programs over whole numbers through OR-Tools CP-SAT. No other file imports that solver.

One worker and a fixed seed: the same program gives the same answer on every machine, and an answer called
optimal is proven. Several workers would be faster on hard programs only (`workers`), at the price of luck.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from threading import Event, Thread

from ortools.sat.python import cp_model

Variable = cp_model.IntVar
Linear = cp_model.LinearExpr | int
"""A sum of variables, or a plain number where there are none."""

__all__ = ["Found", "Linear", "Outcome", "Program", "Variable", "total"]

SEED = 20210304
LOOK_S = 0.2
"""How often a running solve asks whether it is still wanted."""


class Found(StrEnum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """Values by variable index, with what is known about the best."""

    found: Found
    values: tuple[int, ...] = ()
    objective: int = 0
    bound: int = 0
    core: tuple[int, ...] = ()
    """Infeasible under assumptions: indices of some that cannot hold together."""

    @property
    def has_plan(self) -> bool:
        """Whether there are values to read."""
        return self.found in (Found.OPTIMAL, Found.FEASIBLE)


def total(terms: Sequence[Linear]) -> Linear:
    """Sum; zero of nothing."""
    return cp_model.LinearExpr.sum(list(terms)) if terms else 0


class Program:
    """A program that can grow between solves."""

    def __init__(self) -> None:
        self.model = cp_model.CpModel()
        self.variables: list[Variable] = []

    def flag(self) -> Variable:
        """A new yes-or-no."""
        return self.whole(0, 1)

    def whole(self, lower: int, upper: int) -> Variable:
        """A new whole number between two limits."""
        variable = self.model.new_int_var(lower, upper, "")
        self.variables.append(variable)
        return variable

    def keep(
        self, value: Linear, lower: int | None = None, upper: int | None = None, when: Variable | None = None
    ) -> None:
        """A value between limits, always or when a flag is set."""
        least = cp_model.INT_MIN if lower is None else lower
        most = cp_model.INT_MAX if upper is None else upper
        if isinstance(value, int):  # a sum of nothing is decided already
            if not least <= value <= most:
                self.model.add_bool_or([] if when is None else [~when])
            return
        constraint = self.model.add_linear_constraint(value, least, most)
        if when is not None:
            constraint.only_enforce_if(when)

    def one_of(self, flags: Sequence[Variable]) -> None:
        """Exactly one of them."""
        self.model.add_exactly_one(flags)

    def distance_of(self, value: Linear, most: int) -> Variable:
        """A number that is at least |value|; minimised, it is |value|."""
        size = self.whole(0, most)
        self.keep(size - value, lower=0)
        self.keep(size + value, lower=0)
        return size

    def hint(self, values: Sequence[int]) -> None:
        """A plan to begin from; shorter than the variables where these have grown since."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for variable, value in zip(self.variables, values, strict=False):
            self.model.add_hint(variable, value)

    def solve(
        self,
        least: Linear | None = None,
        *,
        seconds: float = math.inf,
        assume: Sequence[Variable] = (),
        stopped: Callable[[], bool] | None = None,
        workers: int = 1,
    ) -> Outcome:
        """Minimise `least`, or find any plan; under flags that are assumed to be set."""
        if seconds <= 0:
            return Outcome(Found.UNKNOWN)
        self.model.clear_objective()  # type: ignore[no-untyped-call]
        if least is not None and not isinstance(least, int):
            self.model.minimize(least)
        self.model.clear_assumptions()
        if assume:
            self.model.add_assumptions(list(assume))
        solver = cp_model.CpSolver()
        solver.parameters.random_seed = SEED
        solver.parameters.num_workers = workers
        if math.isfinite(seconds):
            solver.parameters.max_time_in_seconds = seconds
        with _Watched(solver, stopped):
            status = solver.solve(self.model)
        if status == cp_model.INFEASIBLE:
            return Outcome(Found.INFEASIBLE, core=tuple(solver.sufficient_assumptions_for_infeasibility()))
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Outcome(Found.UNKNOWN)
        values = tuple(solver.value(variable) for variable in self.variables)
        found = Found.OPTIMAL if status == cp_model.OPTIMAL else Found.FEASIBLE
        if least is None or isinstance(least, int):
            fixed = least or 0
            return Outcome(found, values, fixed, fixed)
        return Outcome(
            found, values, round(solver.objective_value), math.ceil(solver.best_objective_bound - 1e-6)
        )


class _Watched:
    """Asks now and then whether a running solve is still wanted; what the asking raises comes out after it."""

    def __init__(self, solver: cp_model.CpSolver, stopped: Callable[[], bool] | None) -> None:
        self.solver, self.stopped, self.over = solver, stopped, Event()
        self.raised: list[BaseException] = []
        self.thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        if self.stopped is not None:
            self.thread.start()

    def __exit__(self, *_failure: object) -> None:
        self.over.set()
        if self.stopped is not None:
            self.thread.join()
        if self.raised:
            raise self.raised[0]

    def _look(self) -> None:
        assert self.stopped is not None
        while not self.over.wait(LOOK_S):
            try:
                ended = self.stopped()
            except BaseException as error:  # an exception must not end in a thread nobody reads
                self.raised.append(error)
                ended = True
            if ended:
                self.solver.stop_search()
                return
