"""One plan under the eye: the figures of its areas and its terms, each worked out once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from jingge_engines.core.distance import between
from jingge_engines.core.graph import components
from jingge_engines.districting.matching import Stakes, match
from jingge_engines.districting.median import nearest_centre, squared_centre
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import UNITS, Floats, Ints, Problem
from jingge_engines.districting.region import travel_of
from jingge_engines.districting.solution import DistrictFigures, Terms
from jingge_engines.districting.weights import LOAD_TOLERANCE, weights_of

MEASURED = 2_000
"""Units of an area of which every pair is measured; in larger ones most centres are ruled out first."""


def inertia_of(problem: Problem, members: Ints) -> tuple[float, int]:
    """Least sum of weight x squared distance / 1e6 over the members, and the member it is measured from."""
    points, weight = problem.points[members], problem.inertia[members]
    if len(members) > MEASURED:
        value, row = squared_centre(points, weight, problem.metric)
        return value / 1e6, int(members[row])
    totals = weight @ (between(points, points, problem.metric) ** 2) / 1e6
    best = int(np.argmin(totals))
    return float(totals[best]), int(members[best])


def travel_to(problem: Problem, members: Ints, region: Ints) -> float:
    """Least sum of weight x distance / 1000 from one base: the area's own best unit, or a base of the region."""
    weight = problem.inertia[members] / 1e3
    if problem.bases:
        distance, _ = travel_of(problem, region)
        return float((weight @ distance[np.searchsorted(region, members)]).min())
    if problem.travel is not None:
        return float((weight @ problem.travel[np.ix_(members, members)]).min())
    points = problem.points[members]
    if len(members) > MEASURED:
        return nearest_centre(points, weight, problem.metric)[0]
    return float((weight @ between(points, points, problem.metric)).min())


@dataclass(frozen=True)
class Weighing:
    """One plan under the eye; every figure is worked out once."""

    problem: Problem
    assignment: Ints
    labels: tuple[str, ...]
    params: Params

    @cached_property
    def members(self) -> list[Ints]:
        order = np.argsort(self.assignment, kind="stable")
        bounds = np.searchsorted(self.assignment[order], np.arange(len(self.labels) + 1))
        return [np.sort(order[a:b]) for a, b in pairwise(bounds)]

    @cached_property
    def region_index(self) -> Ints:
        place = {region: index for index, region in enumerate(self.problem.regions)}
        return np.array([place[region] for region in self.problem.region], dtype=np.int64)

    @cached_property
    def home(self) -> list[int]:
        """Region that holds most of an area's units; the only one in a sound plan."""
        return [int(np.bincount(self.region_index[units]).argmax()) for units in self.members]

    @cached_property
    def loads(self) -> Floats:
        return np.array([self.problem.load[units].sum() for units in self.members])

    @cached_property
    def sums(self) -> dict[str, Floats]:
        """Sums of the further measures over every area, by name."""
        values = {name: np.asarray(one.values) for name, one in self.problem.measures.items()}
        if self.problem.counts_units:
            values[UNITS] = np.ones(len(self.problem.units))
        return {name: np.array([v[units].sum() for units in self.members]) for name, v in values.items()}

    @cached_property
    def outside(self) -> Floats:
        """Load outside the limits, negative below the lower one."""
        return self._outside(self.loads, self.problem.lower_of, self.problem.upper_of)

    @cached_property
    def measures_outside(self) -> dict[str, Floats]:
        """The same for the further measures."""
        limits = {name: (low, high) for name, low, high in self.problem.limits}
        return {name: self._outside(sums, *limits[name]) for name, sums in self.sums.items()}

    def _outside(self, sums: Floats, lower: Mapping[str, float], upper: Mapping[str, float]) -> Floats:
        regions = self.problem.regions
        low = np.array([lower[regions[r]] for r in self.home], dtype=np.float64)
        high = np.array([upper[regions[r]] for r in self.home], dtype=np.float64)
        slack = LOAD_TOLERANCE * np.maximum(1.0, np.where(np.isfinite(high), high, sums.sum()))
        above = np.where(sums > high + slack, sums - np.where(np.isfinite(high), high, 0.0), 0.0)
        below = np.where(sums < low - slack, sums - low, 0.0)
        return np.asarray(above + below, dtype=np.float64)

    @cached_property
    def pieces(self) -> Ints:
        """Number of connected pieces of every area."""
        _, piece = components(self.problem.graph, self.assignment)
        return np.array([len(np.unique(piece[units])) for units in self.members], dtype=np.int64)

    @cached_property
    def nested(self) -> list[bool]:
        if not self.problem.nest:
            return [True] * len(self.labels)
        _, group = np.unique(self.problem.nest, return_inverse=True)
        size = np.bincount(group)
        return [self._keeps_whole(group[units], size) for units in self.members]

    @staticmethod
    def _keeps_whole(groups: Ints, size: Ints) -> bool:
        touched, count = np.unique(groups, return_counts=True)
        return len(touched) == 1 or bool((count == size[touched]).all())

    @property
    def matched(self) -> list[str]:
        """Label of today's area that each area continues, matched by region so that least is lost."""
        return self._matching[0]

    @cached_property
    def _matching(self) -> tuple[list[str], set[tuple[int, str]]]:
        """Labels, and the areas of today (region, label) whose successor keeps half of their people."""
        matched, keeping = [""] * len(self.labels), set()
        if self.problem.today or self.problem.locked:
            for region in range(len(self.problem.regions)):
                for area, label, keeps in self._pairs(region):
                    matched[area] = label
                    if keeps:
                        keeping.add((region, label))
        return matched, keeping

    def _pairs(self, region: int) -> Iterator[tuple[int, str, bool]]:
        """New area, the area of today it continues, and whether that keeps half of its people."""
        nothing = ("",) * len(self.problem.units)
        today, locked = self.problem.today or nothing, self.problem.locked or nothing
        inside = np.flatnonzero((self.region_index == region) & (self.assignment >= 0))
        labels = sorted(({today[unit] for unit in inside} | {locked[unit] for unit in inside}) - {""})
        areas, new = np.unique(self.assignment[inside], return_inverse=True)
        place = {label: column for column, label in enumerate(labels)}
        people, units, locks = (np.zeros((len(areas), len(labels))) for _ in range(3))
        for unit, row in zip(inside, new, strict=True):
            if today[unit]:
                people[row, place[today[unit]]] += self.problem.people[unit]
                units[row, place[today[unit]]] += 1
            if locked[unit]:
                locks[row, place[locked[unit]]] += 1
        weights = self.weights
        stakes = Stakes(weights["people_changed"], weights["units_changed"], weights["officers_changed"])
        whole = np.array([self._people_today.get((region, label), 0.0) for label in labels])
        keeps = stakes.keeps(people, units, whole)
        for row, column in np.argwhere(match(stakes, people, units, whole, locks > 0) > 0):
            if self.home[areas[row]] == region:
                yield int(areas[row]), labels[column], bool(keeps[row, column])

    @cached_property
    def _people_today(self) -> dict[tuple[int, str], float]:
        """People of every area of today, by region and label."""
        total: dict[tuple[int, str], float] = {}
        for unit, label in enumerate(self.problem.today):
            if label:
                key = (int(self.region_index[unit]), label)
                total[key] = total.get(key, 0.0) + float(self.problem.people[unit])
        return total

    @cached_property
    def weights(self) -> dict[str, float]:
        """What the objective weighs every term with."""
        return weights_of(self.problem, self.params)

    @cached_property
    def kept(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Units that stay with their officer, and those that have none today."""
        if not self.problem.today:
            return np.ones(len(self.problem.units), dtype=bool)
        new = [self.matched[d] if d >= 0 else None for d in self.assignment]
        return np.array([t in ("", m) for t, m in zip(self.problem.today, new, strict=True)], dtype=bool)

    @cached_property
    def inertia(self) -> list[tuple[float, int]]:
        return [inertia_of(self.problem, units) for units in self.members]

    @cached_property
    def travel(self) -> list[float]:
        regions = [self.problem.region_units[region] for region in self.problem.regions]
        whole = np.arange(len(self.problem.units), dtype=np.int64)
        mixed = [len(set(self.region_index[units].tolist())) > 1 for units in self.members]
        return [
            travel_to(self.problem, units, whole if several else regions[home])
            for units, home, several in zip(self.members, self.home, mixed, strict=True)
        ]

    @cached_property
    def unevenness(self) -> Floats:
        """Of every area: sum over the balance measures of ((sum - mean) / mean) squared."""
        values = {"": self.problem.load} | {n: np.asarray(m.values) for n, m in self.problem.measures.items()}
        total = np.zeros(len(self.members))
        for name, mine in values.items():
            relative = self._relative(mine, self.sums[name] if name else self.loads)
            total += (relative - 1.0) ** 2
        return total

    @cached_property
    def terms(self) -> Terms:
        most, deviation, gini = _imbalance(self._relative(self.problem.load, self.loads))
        gone = set(self.problem.today) - {""} - set(self.matched)
        everywhere = self.terms_in(None)
        return Terms(
            cut_edges=int(everywhere["cut_edges"]),
            moment_of_inertia=everywhere["moment_of_inertia"],
            imbalance_max_over_mean=most,
            imbalance_std=deviation,
            imbalance_gini=gini,
            units_changed=int(everywhere["units_changed"]),
            people_changed=everywhere["people_changed"],
            districts_changed=len(gone),
            travel=everywhere["travel"],
            imbalance=everywhere["imbalance"],
            officers_changed=int(everywhere["officers_changed"]),
        )

    def terms_in(self, region: int | None) -> dict[str, float]:
        """Every term that can be weighed, of one region (only edges inside it) or of all."""
        units = np.ones(len(self.problem.units), bool) if region is None else self.region_index == region
        areas = [index for index, home in enumerate(self.home) if region in (None, home)]
        edges = self.problem.edges[units[self.problem.edges].all(axis=1)]
        ends = self.assignment[edges]
        changed = ~self.kept & units
        officers = [key for key in self._people_today if region in (None, key[0])]
        return {
            "cut_edges": float(((ends[:, 0] != ends[:, 1]) | (ends[:, 0] < 0)).sum()),
            "moment_of_inertia": float(sum(self.inertia[index][0] for index in areas)),
            "travel": float(sum(self.travel[index] for index in areas)),
            "imbalance": float(self.unevenness[areas].sum()),
            "people_changed": float(self.problem.people[changed].sum()),
            "units_changed": float(changed.sum()),
            "officers_changed": float(len(set(officers) - self._matching[1])),
        }

    def _relative(self, values: Floats, sums: Floats) -> Floats:
        """Sums over the mean of an area of their region; 1 where there is nothing to share."""
        total = np.bincount(self.region_index, values, len(self.problem.regions))
        wanted = np.array([self.problem.districts_of[region] for region in self.problem.regions])
        mean = (total / wanted)[self.home]
        return np.where(mean > 0, sums / np.where(mean > 0, mean, 1.0), 1.0)

    def district(self, index: int) -> DistrictFigures:
        """Figures of one area."""
        units = self.members[index]
        value, centre = self.inertia[index]
        kept = self.kept[units] if self.problem.today else np.zeros(len(units), dtype=bool)
        return DistrictFigures(
            label=self.labels[index],
            region=self.problem.regions[self.home[index]],
            units=len(units),
            load=float(self.loads[index]),
            moment_of_inertia=value,
            centre=self.problem.units[centre],
            contiguous=bool(self.pieces[index] == 1),
            nested=self.nested[index],
            within_limits=bool(self.outside[index] == 0)
            and all(one[index] == 0 for one in self.measures_outside.values()),
            today=self.matched[index],
            people=float(self.problem.people[units].sum()),
            people_kept=float(self.problem.people[units][kept].sum()),
            travel=self.travel[index],
            measures=tuple(float(self.sums[name][index]) for name in self.problem.measures),
        )


def _imbalance(relative: Floats) -> tuple[float, float, float]:
    """Heaviest over mean minus 1, standard deviation, Gini coefficient, of loads relative to their mean."""
    if len(relative) == 0 or relative.sum() == 0:
        return 0.0, 0.0, 0.0
    ranks = np.arange(1, len(relative) + 1)
    ordered = np.sort(relative)
    gini = float(
        2 * (ranks * ordered).sum() / (len(ordered) * ordered.sum()) - (len(ordered) + 1) / len(ordered)
    )
    return float(relative.max() - 1), float(relative.std()), max(0.0, gini)
