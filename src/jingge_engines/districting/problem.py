"""The question: units, who touches whom, and what every area must be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jingge_engines.core.distance import Metric
from jingge_engines.core.graph import Graph, graph_of
from jingge_engines.core.result import digest

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
ONE_REGION = ""


class ProblemError(ValueError):
    """The question itself is wrong; the message names the field, the place, the value and the mend."""


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
    index: dict[str, int] = field(init=False, repr=False)

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
        put("load", _numbers("load", self.load, self.units))
        put("points", _points(self.points, self.units, self.metric))
        weight = self.load if self.inertia_weight is None else self.inertia_weight
        put("inertia_weight", _numbers("inertia_weight", weight, self.units))
        people = self.inertia_weight if self.change_weight_of is None else self.change_weight_of
        assert people is not None
        put("change_weight_of", _numbers("change_weight_of", people, self.units))
        put("edges", _edges(self.edges, self.units))
        put("region", _labels("region", self.region, n, ONE_REGION))
        put("nest", _labels("nest", self.nest, n, None))
        put("today", _labels("today", self.today, n, None))
        put("districts", self._per_region("districts", self.districts))
        put("lower", self._per_region("lower", self.lower))
        put("upper", self._per_region("upper", self.upper))
        for region in self.regions:
            self._check_region(region)

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
        arrays = (self.edges, self.load, self.points, self.inertia, self.people)
        return digest(texts, limits, self.metric, *arrays)


class _Put:
    """Sets fields of a frozen dataclass while it is being made."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def __call__(self, name: str, value: object) -> None:
        object.__setattr__(self.problem, name, value)


def _numbers(name: str, values: ArrayLike, units: tuple[str, ...]) -> Floats:
    array = np.ascontiguousarray(values, dtype=np.float64)
    if array.shape != (len(units),):
        raise ProblemError(f"{name}: {array.shape} values for {len(units)} units; give one number per unit")
    for bad in np.flatnonzero(~(np.isfinite(array) & (array >= 0)))[:1]:
        raise ProblemError(f"{name}: unit {units[bad]!r} has {array[bad]}; give a number of at least 0")
    return array


def _points(values: ArrayLike, units: tuple[str, ...], metric: Metric) -> Floats:
    array = np.ascontiguousarray(values, dtype=np.float64)
    if metric not in ("haversine_km", "plane"):
        raise ProblemError(f"metric: {metric!r} is unknown; use 'haversine_km' or 'plane'")
    if array.shape != (len(units), 2):
        raise ProblemError(f"points: shape {array.shape} for {len(units)} units; give two numbers per unit")
    fine = np.isfinite(array).all(axis=1)
    if metric == "haversine_km":
        fine &= (np.abs(array[:, 0]) <= 180) & (np.abs(array[:, 1]) <= 90)
    for bad in np.flatnonzero(~fine)[:1]:
        x, y = array[bad]
        mend = (
            "longitude -180..180 and latitude -90..90" if metric == "haversine_km" else "two finite numbers"
        )
        raise ProblemError(f"points: unit {units[bad]!r} stands at ({x}, {y}); give {mend}")
    return array


def _edges(values: ArrayLike, units: tuple[str, ...]) -> Ints:
    array = np.ascontiguousarray(values, dtype=np.int64).reshape(-1, 2)
    n = len(units)
    for bad in np.flatnonzero((array < 0).any(axis=1) | (array >= n).any(axis=1))[:1]:
        raise ProblemError(f"edges: row {bad} is {tuple(array[bad].tolist())}; ends must be 0 to {n - 1}")
    for bad in np.flatnonzero(array[:, 0] == array[:, 1])[:1]:
        raise ProblemError(f"edges: row {bad} joins {units[array[bad, 0]]!r} to itself; leave it out")
    array = np.sort(array, axis=1)
    keys = array[:, 0] * n + array[:, 1]
    order = np.argsort(keys, kind="stable")
    for bad in order[1:][np.diff(keys[order]) == 0][:1]:
        pair = f"{units[array[bad, 0]]!r} - {units[array[bad, 1]]!r}"
        raise ProblemError(f"edges: row {bad}, {pair}, stands twice; give every pair once")
    return array


def _labels(name: str, values: Sequence[str], n: int, default: str | None) -> tuple[str, ...]:
    if len(values) == 0:
        return () if default is None else (default,) * n
    if len(values) != n:
        raise ProblemError(f"{name}: {len(values)} labels for {n} units; give one per unit or none at all")
    return tuple("" if value is None else str(value) for value in values)
