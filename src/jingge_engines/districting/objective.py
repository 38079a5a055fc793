"""What a plan is worth, term by term, and what it breaks: the one definition everything else agrees with."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from scipy.optimize import linear_sum_assignment

from jingge_engines.core.distance import between
from jingge_engines.core.graph import components
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import Floats, Ints, Problem, ProblemError
from jingge_engines.districting.solution import Broken, DistrictFigures, Evaluation, Terms, Violation

LOAD_TOLERANCE = 1e-9
"""Share of the upper limit by which sums of floats may miss a limit."""


def change_scale(problem: Problem, params: Params) -> float:
    """Objective units per person that changes hands, at a weight of 1 (see `Params`)."""
    if params.objective == "moment_of_inertia":
        return 1e-6
    mean = float(problem.people.mean())
    return 1.0 / mean if mean > 0 else 0.0


def inertia_of(problem: Problem, members: Ints) -> tuple[float, int]:
    """Least sum of weight x squared distance / 1e6 over the members, and the member it is measured from."""
    points, weight = problem.points[members], problem.inertia[members]
    totals = weight @ (between(points, points, problem.metric) ** 2) / 1e6
    best = int(np.argmin(totals))
    return float(totals[best]), int(members[best])


def evaluate(
    problem: Problem, assignment: Sequence[str | int | None] | Ints, params: Params | None = None
) -> Evaluation:
    """Weigh any plan, complete or not, within limits or not.

    `assignment` has one entry per unit: an index (negative: in no area) or a label ("" or None: in no area).
    """
    return _Weighing(problem, *_as_indices(problem, assignment), params or Params()).result()


def _as_indices(
    problem: Problem, assignment: Sequence[str | int | None] | Ints
) -> tuple[Ints, tuple[str, ...]]:
    values = assignment.tolist() if isinstance(assignment, np.ndarray) else list(assignment)
    if len(values) != len(problem.units):
        raise ProblemError(f"assignment: {len(values)} entries for {len(problem.units)} units; give one each")
    plain = [None if v is None or v == "" or (isinstance(v, int) and v < 0) else v for v in values]
    used = {value for value in plain if value is not None}
    numeric = all(isinstance(value, int) for value in used)
    names = sorted(used, key=int) if numeric else list(dict.fromkeys(v for v in plain if v is not None))
    place = {name: index for index, name in enumerate(names)}
    indices = np.array([-1 if value is None else place[value] for value in plain], dtype=np.int64)
    return indices, tuple(str(name) for name in names)


@dataclass(frozen=True)
class _Weighing:
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
    def outside(self) -> Floats:
        """Load outside the limits, negative below the lower one."""
        regions = self.problem.regions
        low = np.array([self.problem.lower_of[regions[r]] for r in self.home])
        high = np.array([self.problem.upper_of[regions[r]] for r in self.home])
        slack = LOAD_TOLERANCE * np.maximum(1.0, high)
        above = np.where(self.loads > high + slack, self.loads - high, 0.0)
        below = np.where(self.loads < low - slack, self.loads - low, 0.0)
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

    @cached_property
    def matched(self) -> list[str]:
        """Label of today's area that each area continues, matched by region for the most people kept."""
        matched = [""] * len(self.labels)
        if self.problem.today:
            for region in range(len(self.problem.regions)):
                self._match_region(region, matched)
        return matched

    def _match_region(self, region: int, matched: list[str]) -> None:
        inside = np.flatnonzero((self.region_index == region) & (self.assignment >= 0))
        inside = inside[[self.problem.today[unit] != "" for unit in inside]]
        if len(inside) == 0:
            return
        labels, now = np.unique([self.problem.today[unit] for unit in inside], return_inverse=True)
        areas, new = np.unique(self.assignment[inside], return_inverse=True)
        kept = np.zeros((len(areas), len(labels)))
        np.add.at(kept, (new, now), self.problem.people[inside])
        # Ties go to the pair that keeps more units, so that empty ground keeps its officer too.
        shared = np.zeros_like(kept)
        np.add.at(shared, (new, now), 1e-9 * max(1.0, float(self.problem.people.sum())) / len(inside))
        for row, column in zip(*linear_sum_assignment(kept + shared, maximize=True), strict=True):
            if shared[row, column] > 0 and self.home[areas[row]] == region:
                matched[areas[row]] = str(labels[column])

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
    def terms(self) -> Terms:
        ends = self.assignment[self.problem.edges]
        cut = int(((ends[:, 0] != ends[:, 1]) | (ends[:, 0] < 0)).sum())
        most, deviation, gini = _imbalance(self._relative_loads())
        changed = ~self.kept
        gone = set(self.problem.today) - {""} - set(self.matched)
        return Terms(
            cut_edges=cut,
            moment_of_inertia=float(sum(value for value, _ in self.inertia)),
            imbalance_max_over_mean=most,
            imbalance_std=deviation,
            imbalance_gini=gini,
            units_changed=int(changed.sum()),
            people_changed=float(self.problem.people[changed].sum()),
            districts_changed=len(gone),
        )

    def _relative_loads(self) -> Floats:
        total = np.bincount(self.region_index, self.problem.load, len(self.problem.regions))
        wanted = np.array([self.problem.districts_of[region] for region in self.problem.regions])
        mean = total / wanted
        return np.array(
            [load / mean[r] if mean[r] > 0 else 1.0 for load, r in zip(self.loads, self.home, strict=True)]
        )

    def violations(self) -> list[Violation]:
        found: list[Violation] = []
        regions = self.problem.regions
        for unit in np.flatnonzero(self.assignment < 0):
            name = self.problem.units[unit]
            text = f"unit {name!r} is in no area"
            found.append(Violation(Broken.UNASSIGNED, text, self.problem.region[unit], "", name, 1))
        for index, region in enumerate(regions):
            have, want = self.home.count(index), self.problem.districts_of[region]
            if have != want:
                text = f"{_in(region)}{have} areas have units; {want} are wanted"
                found.append(Violation(Broken.DISTRICT_COUNT, text, region, amount=abs(have - want)))
        for index, label in enumerate(self.labels):
            found += self._violations_of(index, label, regions[self.home[index]])
        return found

    def _violations_of(self, index: int, label: str, region: str) -> list[Violation]:
        found = []
        name = f"{_in(region)}area {label!r}"
        outside, load = self.outside[index], self.loads[index]
        if outside > 0:
            text = f"{name} carries {load:g}, {outside:g} above the limit {self.problem.upper_of[region]:g}"
            found.append(Violation(Broken.LOAD_ABOVE, text, region, label, amount=float(outside)))
        if outside < 0:
            text = f"{name} carries {load:g}, {-outside:g} below the limit {self.problem.lower_of[region]:g}"
            found.append(Violation(Broken.LOAD_BELOW, text, region, label, amount=float(-outside)))
        if self.pieces[index] > 1:
            text = f"{name} lies in {self.pieces[index]} pieces that do not touch"
            found.append(
                Violation(Broken.NOT_CONTIGUOUS, text, region, label, amount=self.pieces[index] - 1.0)
            )
        if not self.nested[index]:
            text = f"{name} holds parts of several level-2 units"
            found.append(Violation(Broken.NOT_NESTED, text, region, label, amount=1))
        strangers = int((self.region_index[self.members[index]] != self.home[index]).sum())
        if strangers:
            text = f"{name} holds {strangers} units of other regions"
            found.append(Violation(Broken.REGIONS_MIXED, text, region, label, amount=strangers))
        return found

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
            within_limits=bool(self.outside[index] == 0),
            today=self.matched[index],
            people=float(self.problem.people[units].sum()),
            people_kept=float(self.problem.people[units][kept].sum()),
        )

    def result(self) -> Evaluation:
        """Everything at once."""
        violations = tuple(self.violations())
        terms = self.terms
        return Evaluation(
            terms=terms,
            objective=value_of(self.problem, self.params, terms),
            feasible=not violations,
            violation=float(np.abs(self.outside).sum()),
            violations=violations,
            districts=tuple(self.district(index) for index in range(len(self.labels))),
        )


def value_of(problem: Problem, params: Params, terms: Terms) -> float:
    """The one number that is minimised, from the terms."""
    primary = terms.cut_edges if params.objective == "cut_edges" else terms.moment_of_inertia
    return float(primary + params.change_weight * change_scale(problem, params) * terms.people_changed)


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


def _in(region: str) -> str:
    return f"region {region!r}: " if region else ""
