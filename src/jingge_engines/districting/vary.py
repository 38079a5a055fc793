"""The same question with something changed: what clashes, curves and alternatives are made of."""

import copy
import math
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from jingge_engines.core.stop import AnyOf, MaxTime, StopRule
from jingge_engines.districting.problem import Problem


def varied(problem: Problem, **values: Any) -> Problem:
    """A problem with some fields replaced, checked anew."""
    kept = {item.name: getattr(problem, item.name) for item in fields(problem) if item.init}
    return Problem(**(kept | values))


def capped(problem: Problem, caps: Mapping[str, Mapping[str, float]]) -> Problem:
    """Caps by term and region added to those there are; the lower one holds."""
    both: dict[str, dict[str, float]] = {name: dict(cap) for name, cap in problem.caps.items()}  # type: ignore[arg-type]
    for name, by_region in caps.items():
        old = both.get(name, {})
        both[name] = {
            region: min(by_region.get(region, math.inf), old.get(region, math.inf))
            for region in problem.regions
        }
    return varied(problem, caps=both)


def part_of_region(problem: Problem, region: str) -> Problem:
    """One region as a problem of its own; wishes that name other units are left out."""
    units = problem.region_units[region]
    names = {problem.units[unit] for unit in units}
    place = {int(unit): index for index, unit in enumerate(units)}
    edges = [[place[int(u)], place[int(v)]] for u, v in problem.edges if int(u) in place and int(v) in place]
    measures = {
        name: type(one)(one.values[units], one.lower[region], one.upper[region])  # type: ignore[index]
        for name, one in problem.measures.items()
    }
    travel = problem.travel
    if travel is not None:
        travel = travel[units] if problem.bases else travel[units][:, units]

    def labels(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(values[unit] for unit in units) if values else ()

    return Problem(
        units=tuple(problem.units[unit] for unit in units),
        edges=np.array(edges, dtype=np.int64).reshape(-1, 2),
        load=problem.load[units],
        points=problem.points[units],
        districts=problem.districts_of[region],
        lower=problem.lower_of[region],
        upper=problem.upper_of[region],
        metric=problem.metric,
        inertia_weight=problem.inertia[units],
        change_weight_of=problem.people[units],
        region=labels(problem.region),
        nest=labels(problem.nest),
        today=labels(problem.today),
        locked=labels(problem.locked),
        measures=measures,
        least_units=problem.least_units[region],  # type: ignore[index]
        most_units=problem.most_units[region],  # type: ignore[index]
        together=tuple(group for group in problem.together if set(group) <= names),
        apart=tuple(pair for pair in problem.apart if set(pair) <= names),
        seats=tuple(seat for seat in problem.seats if seat in names),
        travel=travel,
        bases=tuple(base if base in names else "" for base in problem.bases),
        caps={name: cap[region] for name, cap in problem.caps.items()},  # type: ignore[index]
    )  # fmt: skip


def share_of(stop: StopRule, parts: int) -> StopRule:
    """A rule for one of `parts` runs that are still to come: its share of the time, its own count of rounds."""
    mine, seconds = copy.deepcopy(stop), stop.seconds_left() / max(1, parts)
    return AnyOf(mine, MaxTime(max(0.0, seconds))) if math.isfinite(seconds) else mine
