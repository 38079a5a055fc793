"""Why a wish cannot be met: the smallest set of clashing rules, and the smallest tolerance that works.

A set of rules clashes when no plan keeps all of them. The deletion filter (Chinneck 2008, Feasibility and
Infeasibility in Optimization) leaves rules out one by one: a rule without which there still is no plan does
not belong to the clash. What is left is minimal: leave any of it out and there is a plan. Whether there is a
plan is proven where all areas of a region can be listed, else the search is asked and the answer marked.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from jingge_engines.core.observe import Observer, Progress, quiet
from jingge_engines.core.rng import dice
from jingge_engines.core.stop import AnyOf, Found, MaxIterations, MaxTime, StopRule
from jingge_engines.districting.exact import any_plan
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import UNITS, Floats, Measure, Problem
from jingge_engines.districting.region import regions_of
from jingge_engines.districting.solve import solve
from jingge_engines.districting.vary import part_of_region, varied

FINENESS = 0.002
"""The smallest tolerance is told to within this share of the mean load."""
SECONDS_EACH = 10.0
"""Most time for one question of whether there is a plan."""
GLANCE = 10
"""Rounds of search before areas are listed."""
QUESTION = Params(objective="blend", weights={"imbalance": 1.0})
SEARCHED = Params(objective="blend", weights={"imbalance": 1.0}, exact_sets=0)


@dataclass(frozen=True)
class Constraint:
    """One rule by name."""

    kind: str
    """lower, upper, measure_lower, measure_upper, nest, together, apart, locked, seats, cap."""
    message: str
    """An English sentence with names and numbers."""
    region: str = ""
    name: str = ""
    """The measure, the term of a cap, the label of a lock."""
    units: tuple[str, ...] = ()
    amount: float = 0.0


@dataclass(frozen=True)
class RegionClash:
    """What clashes in one region."""

    region: str
    constraints: tuple[Constraint, ...]
    """Leave any one out and there is a plan; empty where nothing clashes."""
    proven: bool
    tolerance: float | None
    """Smallest share of the mean load by which areas must be allowed to differ from it; None: no such share."""
    tolerance_proven: bool


@dataclass(frozen=True)
class Clash:
    """What clashes anywhere."""

    by_region: tuple[RegionClash, ...]

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """Of all regions."""
        return tuple(one for region in self.by_region for one in region.constraints)

    @property
    def proven(self) -> bool:
        """Whether every answer is proven."""
        return all(region.proven for region in self.by_region)

    @property
    def tolerance(self) -> float | None:
        """The one that works in every region."""
        shares = [region.tolerance for region in self.by_region]
        return None if any(share is None for share in shares) else max((s for s in shares if s), default=0.0)

    @property
    def tolerance_proven(self) -> bool:
        """Whether no smaller one works: proven where it is needed most, whatever is open elsewhere."""
        needed = self.tolerance
        return any(one.tolerance == needed and one.tolerance_proven for one in self.by_region)


def clash(
    problem: Problem, *, stop: StopRule, rng: np.random.Generator | int, observe: Observer = quiet
) -> Clash:
    """Look for the clash in every region; where a plan keeps all rules there is none.

    What is not answered in time is marked as not proven.
    """
    stop.begin()
    generator = dice(rng) if isinstance(rng, int) else rng
    found = []
    for index, region in enumerate(problem.regions):
        # Most regions answer at once; a hard one may take half of what is left.
        last = index == len(problem.regions) - 1
        seconds = stop.seconds_left() * (1.0 if last else 0.5)
        part = AnyOf(stop, MaxTime(max(0.0, seconds))) if math.isfinite(seconds) else stop
        part.begin()
        mine = part_of_region(problem, region)
        found.append(_Filter(mine, region, part, generator, observe).run())
        observe.report(Progress("clash", (index + 1) / len(problem.regions)))
        if observe.cancelled():
            break
    return Clash(tuple(found))


@dataclass(frozen=True)
class _Answer:
    """Whether there is a plan, whether that is certain, and how far its heaviest or lightest area is off."""

    exists: bool
    certain: bool
    deviation: float


@dataclass(frozen=True)
class _Filter:
    """The deletion filter on one region."""

    problem: Problem
    region: str
    stop: StopRule
    rng: np.random.Generator
    observe: Observer

    def run(self) -> RegionClash:
        """The clash, then the tolerance."""
        first = self._ask(self.problem)
        if first.exists:
            return RegionClash(self.region, (), True, *self._tolerance(first.deviation))
        kept, certain = list(_rules(self.problem, self.region)), first.certain
        for rule in tuple(kept):
            rest = [one for one in kept if one is not rule]
            answer = self._ask(_with_only(self.problem, rest))
            if not answer.exists:
                kept, certain = rest, certain and answer.certain
        return RegionClash(self.region, tuple(kept), certain, *self._tolerance(math.inf))

    def _ask(self, problem: Problem) -> _Answer:
        """Search a little; where that finds no plan, list all areas; where they are too many, search on."""
        found = self._search(problem, MaxIterations(GLANCE))
        if found.exists:
            return found
        region = next(regions_of(problem, QUESTION))
        part = AnyOf(self.stop, MaxTime(SECONDS_EACH))
        part.begin()
        plan, certain = any_plan(region, part)
        if plan is not None:
            return _Answer(True, True, self._deviation(np.bincount(plan, region.load).astype(np.float64)))
        return _Answer(False, True, math.inf) if certain else self._search(problem, MaxTime(SECONDS_EACH))

    def _search(self, problem: Problem, limit: StopRule) -> _Answer:
        rule = AnyOf(self.stop, Found(), limit)
        result = solve(problem, stop=rule, rng=self.rng, params=SEARCHED, observe=self.observe)
        loads = np.array([district.load for district in result.evaluation.districts])
        return _Answer(
            result.feasible, result.feasible, self._deviation(loads) if result.feasible else math.inf
        )

    def _deviation(self, loads: Floats) -> float:
        """How far the heaviest or the lightest area is from the mean, as a share of it."""
        mean = float(self.problem.load.sum()) / self.problem.districts_of[self.region]
        return float(np.abs(loads / mean - 1).max()) if mean > 0 else 0.0

    def _tolerance(self, works: float) -> tuple[float | None, bool]:
        """Halve the interval between a share that fails and one that works; plans found tighten it."""
        if math.isinf(works):
            works = self._ask(_within(self.problem, self.region, math.inf)).deviation
        if math.isinf(works):
            return None, False
        fails, certain = 0.0, True
        while works - fails > FINENESS and self.stop.seconds_left() > 0:
            middle = 0.5 * (works + fails)
            answer = self._ask(_within(self.problem, self.region, middle))
            if answer.exists:
                works = answer.deviation
            else:
                fails, certain = middle, certain and answer.certain
        return works, certain and works - fails <= FINENESS


def _within(problem: Problem, region: str, share: float) -> Problem:
    """Every area within `share` of the mean load."""
    mean = float(problem.load.sum()) / problem.districts_of[region]
    whole = float(problem.load.sum())
    return varied(problem, lower=max(0.0, mean * (1 - share)), upper=min(whole, mean * (1 + share)))


def _rules(problem: Problem, region: str) -> Iterator[Constraint]:
    """Every rule that can be left out, the least wanted first: what stays in the clash is what matters most."""
    low, high = problem.lower_of[region], problem.upper_of[region]
    for name, caps in problem.caps.items():
        cap = caps[region]  # type: ignore[index]
        yield Constraint("cap", f"{name} at most {cap:g}", region, name, amount=cap)
    for group in problem.together:
        yield Constraint("together", f"units {', '.join(group)} together", region, units=group)
    for pair in problem.apart:
        yield Constraint("apart", f"units {pair[0]} and {pair[1]} apart", region, units=pair)
    if problem.seats:
        yield Constraint("seats", "every area holds one seat", region, units=problem.seats)
    for label in dict.fromkeys(label for label in problem.locked if label):
        units = tuple(u for u, held in zip(problem.units, problem.locked, strict=True) if held == label)
        yield Constraint("locked", f"{len(units)} units locked to area {label}", region, label, units)
    if problem.nest:
        yield Constraint("nest", "level-2 units whole, or areas inside one", region)
    for name, lows, highs in problem.limits:
        if name == UNITS and not problem.counts_units:
            continue
        less, most = lows[region], highs[region]
        if less > 0:
            yield Constraint("measure_lower", f"at least {less:g} of {name}", region, name, amount=less)
        if math.isfinite(most):
            yield Constraint("measure_upper", f"at most {most:g} of {name}", region, name, amount=most)
    if low > 0:
        yield Constraint("lower", f"load of every area at least {low:g}", region, amount=low)
    yield Constraint("upper", f"load of every area at most {high:g}", region, amount=high)


def _with_only(problem: Problem, rules: list[Constraint]) -> Problem:
    """The question with these rules and no others."""
    kinds = {(rule.kind, rule.name) for rule in rules}
    whole = float(problem.load.sum())
    values: dict[str, Any] = {
        "caps": {name: cap for name, cap in problem.caps.items() if ("cap", name) in kinds},
        "together": tuple(rule.units for rule in rules if rule.kind == "together"),
        "apart": tuple(rule.units for rule in rules if rule.kind == "apart"),
        "seats": problem.seats if ("seats", "") in kinds else (),
        "locked": tuple(label if ("locked", label) in kinds else "" for label in problem.locked),
        "nest": problem.nest if ("nest", "") in kinds else (),
        "lower": problem.lower if ("lower", "") in kinds else 0.0,
        "upper": problem.upper if ("upper", "") in kinds else max(whole, 1.0),
        "least_units": problem.least_units if ("measure_lower", UNITS) in kinds else 1,
        "most_units": problem.most_units if ("measure_upper", UNITS) in kinds else None,
        "measures": {
            name: Measure(
                one.values,
                one.lower if ("measure_lower", name) in kinds else 0.0,
                one.upper if ("measure_upper", name) in kinds else math.inf,
            )
            for name, one in problem.measures.items()
        },
    }
    return varied(problem, **values)
