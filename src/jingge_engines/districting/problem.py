"""The question: units, who touches whom, and what every area must be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from jingge_engines.core.distance import Metric
from jingge_engines.core.graph import Graph, graph_of
from jingge_engines.core.result import digest
from jingge_engines.districting.checks import (
    Floats,
    Ints,
    ProblemError,
    checked_edges,
    checked_labels,
    checked_numbers,
    checked_points,
    checked_travel,
)
from jingge_engines.districting.measure import Limit, Measure
from jingge_engines.districting.region_parts import RegionParts
from jingge_engines.districting.terms import TERMS
from jingge_engines.districting.ties import Tie, Wishes

__all__ = ["ONE_REGION", "UNITS", "Floats", "Ints", "Measure", "Problem", "ProblemError"]
ONE_REGION = ""
UNITS = "units"
"""Name of the measure that counts the units of an area."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Problem:
    """Divide `units` into connected areas with their load between limits; checked when made.

    `districts`, `lower` and `upper` are one value for every region, or a mapping from region to value;
    with several regions `districts` as one number means that many in *each* region.
    """

    units: tuple[str, ...]
    """Unit ids, all different."""
    edges: Ints
    """m x 2 indices into `units`, each pair once, u < v: these two units touch."""
    load: Floats
    """What is to be balanced, one number of at least 0 per unit."""
    points: Floats
    """n x 2: longitude and latitude in degrees, or plane x and y."""
    districts: int | Mapping[str, int]
    lower: float | Mapping[str, float]
    upper: float | Mapping[str, float]
    metric: Metric = "haversine_km"
    inertia_weight: Floats | None = None
    """Weight of a unit in the moment of inertia, usually people; the load where it is not given."""
    region: tuple[str, ...] = ()
    """Station of every unit; areas never cross it. Empty: one region."""
    nest: tuple[str, ...] = ()
    """Level-2 unit of every unit: an area is a union of whole ones or lies inside one. Empty: no rule."""
    today: tuple[str, ...] = ()
    """Area of every unit in today's plan, "" where it has none. Empty: no plan today."""
    change_weight_of: Floats | None = None
    """People of every unit, for what changes hands; the inertia weight where it is not given."""
    measures: Mapping[str, Measure] = field(default_factory=dict)
    """Further loads with limits of their own, by name."""
    least_units: int | Mapping[str, int] = 1
    """Fewest units of an area."""
    most_units: int | Mapping[str, int] | None = None
    """Most units of an area; None: no limit."""
    together: tuple[tuple[str, ...], ...] = ()
    """Unit ids that must lie in one area, group by group."""
    apart: tuple[tuple[str, str], ...] = ()
    """Pairs of unit ids that must not lie in one area."""
    locked: tuple[str, ...] = ()
    """Label of the area every unit must lie in, "" where it is free. Empty: nothing is locked."""
    seats: tuple[str, ...] = ()
    """Unit ids of offices: every area of their region holds exactly one. Empty: no rule."""
    travel: Floats | None = None
    """n x b: distance over the roads from the base of that column to the unit; straight lines where None."""
    bases: tuple[str, ...] = ()
    """Where the b bases stand: a unit id, or "" for a place that any area may use. Empty: in every unit, and
    an area is then served from its own best unit."""
    caps: Mapping[str, Limit] = field(default_factory=dict)
    """Most that a term may be, in every region or by region."""
    index: dict[str, int] = field(init=False, repr=False)
    ties: tuple[Tie, ...] = field(init=False, repr=False)
    """Every pair that must be together or apart, from the wishes above."""

    def __post_init__(self) -> None:
        """Turn lists into arrays and refuse what no plan could answer."""
        put = _Put(self)
        put("units", tuple(str(unit) for unit in self.units))
        n = len(self.units)
        put("index", {unit: position for position, unit in enumerate(self.units)})
        if n == 0:
            raise ProblemError("units: none given; at least one unit is needed")
        if len(self.index) < n:
            twice = next(unit for position, unit in enumerate(self.units) if self.index[unit] != position)
            raise ProblemError(f"units: id {twice!r} stands twice; give every unit its own id")
        put("load", checked_numbers("load", self.load, self.units))
        put("points", checked_points(self.points, self.units, self.metric))
        weight = self.load if self.inertia_weight is None else self.inertia_weight
        put("inertia_weight", checked_numbers("inertia_weight", weight, self.units))
        people = self.inertia_weight if self.change_weight_of is None else self.change_weight_of
        assert people is not None
        put("change_weight_of", checked_numbers("change_weight_of", people, self.units))
        put("edges", checked_edges(self.edges, self.units))
        put("region", checked_labels("region", self.region, n, ONE_REGION))
        put("nest", checked_labels("nest", self.nest, n, None))
        put("today", checked_labels("today", self.today, n, None))
        put("districts", self._per_region("districts", self.districts))
        put("lower", self._per_region("lower", self.lower))
        put("upper", self._per_region("upper", self.upper))
        for region in self.regions:
            self._check_region(region)
        self._check_wishes(put)

    def _check_wishes(self, put: "_Put") -> None:
        """What goes beyond one load between limits."""
        units, n = self.units, len(self.units)
        put("locked", checked_labels("locked", self.locked, n, None))
        put("bases", tuple("" if base is None else str(base) for base in self.bases))
        for base in self.bases:
            if base and base not in self.index:
                raise ProblemError(f"bases: no unit {base!r}; name a unit, or give an empty id")
        if self.bases and self.travel is None:
            raise ProblemError(
                "travel: not given, but bases are; give distances from every base to every unit"
            )
        if self.travel is not None:
            put("travel", checked_travel(self.travel, units, len(self.bases)))
        measures = {
            name: Measure(
                checked_numbers(f"measures {name!r}", one.values, units),
                self._limits(f"measures {name!r}, lower", one.lower),
                self._limits(f"measures {name!r}, upper", one.upper),
            )
            for name, one in self.measures.items()
        }
        put("measures", measures)
        put("least_units", self._limits("least_units", self.least_units))
        most = n if self.most_units is None else self.most_units
        put("most_units", self._limits("most_units", most))
        for name in self.caps:
            if name not in TERMS:
                raise ProblemError(f"caps: no term {name!r}; known are {', '.join(TERMS)}")
        put("caps", {name: self._limits(f"caps {name!r}", cap) for name, cap in self.caps.items()})
        for name, low, high in self.limits:
            for region in self.regions:
                if low[region] > high[region]:
                    where = f" of region {region!r}" if region else ""
                    text = f"lower {low[region]!r} must be at most upper, {high[region]!r}"
                    raise ProblemError(f"measures {name!r}{where}: {text}")
        put("ties", Wishes(self.index, self.region).ties(
            self.together, self.apart, self.locked, self.seats, self.districts_of
        ))  # fmt: skip

    def _limits(self, name: str, value: Any) -> dict[str, float]:
        found = self._per_region(name, value)
        for region, one in found.items():
            if not one >= 0:
                where = f" of region {region!r}" if region else ""
                raise ProblemError(f"{name}{where}: {one!r}; give a number of at least 0")
        return found

    @property
    def limits(self) -> list[tuple[str, Mapping[str, float], Mapping[str, float]]]:
        """Name, lower and upper limits of the further measures, the number of units the last."""
        further: list[tuple[str, Any, Any]] = [(name, m.lower, m.upper) for name, m in self.measures.items()]
        return [*further, (UNITS, self.least_units, self.most_units)]

    @cached_property
    def counts_units(self) -> bool:
        """Whether the number of units of an area has limits that say something."""
        least, most = dict(self.least_units), dict(self.most_units)  # type: ignore[arg-type]
        return any(one > 1 for one in least.values()) or any(one < len(self.units) for one in most.values())

    def _per_region(self, name: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            return dict.fromkeys(self.regions, value)
        missing = [region for region in self.regions if region not in value]
        if missing:
            raise ProblemError(f"{name}: nothing for region {missing[0]!r}; give a value for every region")
        return {region: value[region] for region in self.regions}

    def _check_region(self, region: str) -> None:
        where = f" of region {region!r}" if region else ""
        k, low, high = self.districts_of[region], self.lower_of[region], self.upper_of[region]
        if not isinstance(k, (int, np.integer)) or isinstance(k, bool) or k < 1:
            raise ProblemError(f"districts{where}: {k!r}; give a whole number of at least 1")
        if not (np.isfinite(low) and np.isfinite(high)):
            raise ProblemError(f"lower and upper{where}: {low!r}, {high!r}; give two finite numbers")
        if low < 0 or low > high:
            raise ProblemError(f"lower{where}: {low!r} must be at least 0 and at most upper, {high!r}")

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Region labels, in order of first appearance."""
        return tuple(dict.fromkeys(self.region))

    @cached_property
    def region_units(self) -> dict[str, Ints]:
        """Units of every region, ascending."""
        return self.parts.units

    @cached_property
    def parts(self) -> RegionParts:
        """What lies in which region, and where in it."""
        return RegionParts(self.region, self.edges, self.ties)

    @cached_property
    def region_totals(self) -> dict[str, float]:
        """Load of every region."""
        return {region: float(self.load[units].sum()) for region, units in self.region_units.items()}

    @property
    def districts_of(self) -> Mapping[str, int]:
        """Number of areas of every region."""
        assert isinstance(self.districts, Mapping)
        return self.districts

    @property
    def lower_of(self) -> Mapping[str, float]:
        """Least load of an area, by region."""
        assert isinstance(self.lower, Mapping)
        return self.lower

    @property
    def upper_of(self) -> Mapping[str, float]:
        """Greatest load of an area, by region."""
        assert isinstance(self.upper, Mapping)
        return self.upper

    @property
    def people(self) -> Floats:
        """People of every unit, for what changes hands."""
        assert self.change_weight_of is not None
        return self.change_weight_of

    @property
    def inertia(self) -> Floats:
        """Weight of every unit in the moment of inertia."""
        assert self.inertia_weight is not None
        return self.inertia_weight

    @cached_property
    def graph(self) -> Graph:
        """Who touches whom, across regions too."""
        return graph_of(len(self.units), self.edges)

    @cached_property
    def input_hash(self) -> str:
        """SHA-256 over everything that can change the answer."""
        texts = "\x1f".join((*self.units, "\x1e", *self.region, "\x1e", *self.nest, "\x1e", *self.today))
        limits = repr(
            [
                (r, self.districts_of[r], float(self.lower_of[r]), float(self.upper_of[r]))
                for r in self.regions
            ]
        )
        arrays = [self.edges, self.load, self.points, self.inertia, self.people]
        arrays += [np.asarray(one.values) for one in self.measures.values()]
        arrays += [] if self.travel is None else [self.travel]
        wishes = repr([self.limits, self.bases, sorted(self.caps.items()), self.ties, self.locked])
        return digest(texts, limits, wishes, self.metric, *arrays)


class _Put:
    """Sets fields of a frozen dataclass while it is being made."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def __call__(self, name: str, value: object) -> None:
        object.__setattr__(self.problem, name, value)
