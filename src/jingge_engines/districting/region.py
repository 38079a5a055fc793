"""One region (station) of a problem, ready for arithmetic: areas never cross it, so each is solved apart.

Everything that breaks a rule is counted in loads: load outside the limits as it is, other measures rescaled
to the load's mean, a pair that should be together or apart as the load of one mean area.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jingge_engines.core.distance import between
from jingge_engines.core.graph import Graph, graph_of
from jingge_engines.districting.matching import Stakes
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import UNITS, Floats, Ints, Problem, ProblemError
from jingge_engines.districting.terms import CHANGES
from jingge_engines.districting.weights import LOAD_TOLERANCE, area_load, weights_of

MOST_MEASURED = 12_000
"""Units of a region whose distances are all held in memory (1.2 GB)."""


DISTANCES = ("moment_of_inertia", "travel")


@dataclass(frozen=True, eq=False)
class Layer:
    """One distance term: an area costs the least column sum over its units, among centres it may use."""

    term: str
    spread: Floats
    """Units x centres, already times the term's weight."""
    owner: Ints
    """Unit that holds each centre, which only its own area may use; -1: any area may."""
    weight: float


@dataclass(frozen=True, eq=False)
class Ties:
    """Pairs of units that must be together (+1) or apart (-1), and the load a broken one counts as."""

    pairs: Ints
    sign: Ints
    price: float


@dataclass(frozen=True, eq=False)
class Region:
    """Local arrays; unit `i` of the region is unit `units[i]` of the problem."""

    name: str
    problem: Problem
    params: Params
    units: Ints

    @property
    def order(self) -> int:
        """Number of units."""
        return len(self.units)

    @property
    def districts(self) -> int:
        """Number of areas wanted."""
        return self.problem.districts_of[self.name]

    @cached_property
    def weights(self) -> dict[str, float]:
        """Weight of every term in the objective."""
        return weights_of(self.problem, self.params)

    @property
    def lower(self) -> float:
        """Least load, with room for sums of floats."""
        return float(self.lows[0])

    @property
    def upper(self) -> float:
        """Greatest load, with room for sums of floats."""
        return float(self.highs[0])

    @cached_property
    def load(self) -> Floats:
        """Load of every unit."""
        return self.problem.load[self.units]

    @cached_property
    def _balanced(self) -> list[tuple[str, Floats, float, float]]:
        """Name, values of the units, lower and upper limit of every measure, the load first."""
        problem, name = self.problem, self.name
        load = ("", self.load, problem.lower_of[name], problem.upper_of[name])
        values = {key: np.asarray(one.values)[self.units] for key, one in problem.measures.items()}
        if problem.counts_units:
            values[UNITS] = np.ones(self.order)
        limits = {key: (low[name], high[name]) for key, low, high in problem.limits}
        return [load, *((key, mine, *limits[key]) for key, mine in values.items())]

    @cached_property
    def scales(self) -> Floats:
        """What each measure is multiplied with to have the mean of the load."""
        target = area_load(self.problem, self.name) * self.districts
        totals = [float(values.sum()) for _, values, _, _ in self._balanced]
        return np.array([1.0, *(target / total if total > 0 else 1.0 for total in totals[1:])])

    @cached_property
    def measures(self) -> Floats:
        """n x m: every measure of every unit, rescaled; column 0 is the load."""
        columns = [values for _, values, _, _ in self._balanced]
        return np.ascontiguousarray(np.column_stack(columns) * self.scales)

    @cached_property
    def lows(self) -> Floats:
        """Least sum of each measure, rescaled, with room for sums of floats."""
        plain = [low - LOAD_TOLERANCE * _size(high, values) for _, values, low, high in self._balanced]
        return np.array(plain) * self.scales

    @cached_property
    def highs(self) -> Floats:
        """Greatest sum of each measure, rescaled, with room for sums of floats."""
        plain = [high + LOAD_TOLERANCE * _size(high, values) for _, values, _, high in self._balanced]
        return np.array(plain) * self.scales

    @cached_property
    def means(self) -> Floats:
        """Mean sum of each measure over the areas, rescaled."""
        return np.asarray(self.measures.sum(axis=0) / self.districts, dtype=np.float64)

    @cached_property
    def evened(self) -> Floats:
        """1 for each measure that counts in the imbalance, else 0."""
        counts = np.array([name != UNITS for name, _, _, _ in self._balanced])
        return np.where(counts & (self.means > 0), 1.0, 0.0)

    @property
    def even(self) -> Floats:
        """Weight of ((sum - mean) / mean) squared for each measure; 0 where it does not count."""
        return self.evened * self.weights["imbalance"]

    @cached_property
    def edges(self) -> Ints:
        """Edges inside the region, local indices."""
        return self.problem.parts.edges[self.name]

    @cached_property
    def graph(self) -> Graph:
        """Who touches whom inside the region."""
        return graph_of(self.order, self.edges)

    @cached_property
    def ties(self) -> Ties:
        """Pairs that must be together or apart, local indices."""
        found = self.problem.parts.ties[self.name]
        pairs = np.array([(tie.first, tie.second) for tie in found], dtype=np.int64).reshape(-1, 2)
        sign = np.array([1 if tie.together else -1 for tie in found], dtype=np.int64)
        return Ties(self.problem.parts.place[pairs], sign, area_load(self.problem, self.name))

    @property
    def counts_edges(self) -> float:
        """Weight of a cut edge in the objective."""
        return self.weights["cut_edges"]

    @property
    def measures_inertia(self) -> bool:
        """Whether some distance term counts."""
        return self.weights["moment_of_inertia"] > 0 or self.weights["travel"] > 0

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The distance terms that are weighed, times their weights."""
        return tuple(self._layer(term, self.weights[term]) for term in DISTANCES if self.weights[term] > 0)

    @cached_property
    def measured_layers(self) -> tuple[Layer, ...]:
        """Those, and the distance terms that are only capped, at weight 1."""
        capped = [term for term in DISTANCES if term in self.caps and self.weights[term] == 0]
        return (*self.layers, *(self._layer(term, 1.0) for term in capped))

    def _layer(self, term: str, weight: float) -> Layer:
        self._check_size(term)
        if term == "travel":
            spread, owner = travel_of(self.problem, self.units)
            factor = weight / 1e3
        else:
            spread, owner = self.apart, np.arange(self.order, dtype=np.int64)
            spread *= spread
            factor = weight / 1e6
        spread *= (factor * self.problem.inertia[self.units])[:, None]
        return Layer(term, np.ascontiguousarray(spread), owner, weight)

    @property
    def apart(self) -> Floats:
        """n x n straight distances, made afresh."""
        points = self.problem.points[self.units]
        return between(points, points, self.problem.metric)

    @property
    def spread(self) -> Floats:
        """Units x centres of the only distance term."""
        return self.layers[0].spread

    def _check_size(self, term: str) -> None:
        if self.order > MOST_MEASURED:
            raise ProblemError(
                f"objective {term}: region {self.name!r} has {self.order} units and every "
                f"pair is measured; at most {MOST_MEASURED} fit, so divide by region first or use cut_edges"
            )

    @cached_property
    def groups(self) -> Ints:
        """Level-2 unit of every unit, numbered from 0; every unit its own where there is no such rule."""
        if not self.problem.nest:
            return np.arange(self.order, dtype=np.int64)
        labels = [self.problem.nest[unit] for unit in self.units]
        return np.unique(labels, return_inverse=True)[1].astype(np.int64)

    @property
    def nested(self) -> bool:
        """Whether level-2 units must be kept whole."""
        return bool(self.problem.nest) and int(self.groups.max()) + 1 < self.order

    @cached_property
    def caps(self) -> dict[str, float]:
        """Most that a term may be in this region."""
        every: dict[str, dict[str, float]] = dict(self.problem.caps)  # type: ignore[arg-type]
        return {name: cap[self.name] for name, cap in every.items() if np.isfinite(cap[self.name])}

    @cached_property
    def change(self) -> Stakes:
        """What the change terms weigh."""
        weigh = self.weights
        return Stakes(weigh["people_changed"], weigh["units_changed"], weigh["officers_changed"])

    @property
    def tracks_change(self) -> bool:
        """Whether it matters what changes hands."""
        return any(self.weights[name] > 0 or name in self.caps for name in CHANGES)

    @cached_property
    def today_labels(self) -> tuple[str, ...]:
        """Areas of today, and of locks, in this region; empty where change does not matter."""
        if not (self.problem.today and self.tracks_change):
            return ()
        today = {self.problem.today[unit] for unit in self.units}
        locked = {self.problem.locked[unit] for unit in self.units} if self.problem.locked else set()
        return tuple(sorted((today | locked) - {""}))

    def _holding(self, labels: tuple[str, ...]) -> Floats:
        """n x t: 1 where the unit bears that label."""
        place = {label: column for column, label in enumerate(self.today_labels)}
        held = np.zeros((self.order, len(place)))
        for row, unit in enumerate(self.units if labels and place else ()):
            column = place.get(labels[unit], -1)
            if column >= 0:
                held[row, column] = 1.0
        return held

    @cached_property
    def today(self) -> Floats:
        """n x t: 1 where the unit lies in that area of today."""
        return self._holding(self.problem.today)

    @cached_property
    def locks(self) -> Floats:
        """n x t: 1 where the unit is locked to that area."""
        return self._holding(self.problem.locked)

    @cached_property
    def people(self) -> Floats:
        """People of every unit."""
        return self.problem.people[self.units]

    @cached_property
    def stakes(self) -> Floats:
        """n x t: what the objective gains, without officers, when a unit stays in today's area; t may be 0."""
        worth = self.change.people * self.people + self.change.units
        return np.asarray(self.today * worth[:, None], dtype=np.float64)


def travel_of(problem: Problem, units: Ints) -> tuple[Floats, Ints]:
    """Distances to some units from the bases they may use, and the local unit of each base (-1: any area)."""
    if problem.travel is None:
        points = problem.points[units]
        return between(points, points, problem.metric), np.arange(len(units), dtype=np.int64)
    if not problem.bases:
        return problem.travel[np.ix_(units, units)].copy(), np.arange(len(units), dtype=np.int64)
    region = {problem.region[unit] for unit in units}
    usable = [
        column
        for column, base in enumerate(problem.bases)
        if not base or problem.region[problem.index[base]] in region
    ]
    columns = np.array(usable or range(len(problem.bases)), dtype=np.int64)
    return problem.travel[np.ix_(units, columns)], np.full(len(columns), -1, dtype=np.int64)


def regions_of(problem: Problem, params: Params) -> Iterator[Region]:
    """The regions of a problem, in order of first appearance."""
    for name, units in problem.region_units.items():
        yield Region(name, problem, params, units)


def _size(high: float, values: Floats) -> float:
    """What rounding errors of a sum are measured by."""
    return max(1.0, high if np.isfinite(high) else float(values.sum()))
