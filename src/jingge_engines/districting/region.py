"""One region (station) of a problem, ready for arithmetic: areas never cross it, so each is solved apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jingge_engines.core.distance import between
from jingge_engines.core.graph import Graph, graph_of
from jingge_engines.districting.objective import LOAD_TOLERANCE, change_scale
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import Floats, Ints, Problem, ProblemError

MOST_MEASURED = 12_000
"""Units of a region whose distances are all held in memory (1.2 GB)."""


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

    @property
    def lower(self) -> float:
        """Least load, with room for sums of floats."""
        high = self.problem.upper_of[self.name]
        return self.problem.lower_of[self.name] - LOAD_TOLERANCE * max(1.0, high)

    @property
    def upper(self) -> float:
        """Greatest load, with room for sums of floats."""
        high = self.problem.upper_of[self.name]
        return high + LOAD_TOLERANCE * max(1.0, high)

    @cached_property
    def load(self) -> Floats:
        """Load of every unit."""
        return self.problem.load[self.units]

    @cached_property
    def edges(self) -> Ints:
        """Edges inside the region, local indices."""
        place = np.full(len(self.problem.units), -1, dtype=np.int64)
        place[self.units] = np.arange(self.order)
        ends = place[self.problem.edges]
        return ends[(ends >= 0).all(axis=1)]

    @cached_property
    def graph(self) -> Graph:
        """Who touches whom inside the region."""
        return graph_of(self.order, self.edges)

    @property
    def counts_edges(self) -> float:
        """Weight of a cut edge in the objective."""
        return 1.0 if self.params.objective == "cut_edges" else 0.0

    @property
    def measures_inertia(self) -> bool:
        """Whether the moment of inertia is what is minimised."""
        return self.params.objective == "moment_of_inertia"

    @cached_property
    def spread(self) -> Floats:
        """n x n: inertia weight of the row unit x squared distance to the column unit / 1e6."""
        if self.order > MOST_MEASURED:
            raise ProblemError(
                f"objective moment_of_inertia: region {self.name!r} has {self.order} units and every pair is "
                f"measured; at most {MOST_MEASURED} fit, so divide by region first or use cut_edges"
            )
        points = self.problem.points[self.units]
        spread = between(points, points, self.problem.metric)
        spread *= spread
        spread *= (self.problem.inertia[self.units] / 1e6)[:, None]
        return spread

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
    def stakes(self) -> Floats:
        """n x t: what the objective gains when a unit stays in today's area of that column; t may be 0."""
        labels = [self.problem.today[unit] for unit in self.units] if self.problem.today else []
        known = sorted(set(labels) - {""})
        cost = self.params.change_weight * change_scale(self.problem, self.params)
        stakes = np.zeros((self.order, len(known) if cost > 0 else 0))
        if cost > 0:
            for column, label in enumerate(known):
                rows = np.flatnonzero([mine == label for mine in labels])
                stakes[rows, column] = cost * self.problem.people[self.units[rows]]
        return stakes


def regions_of(problem: Problem, params: Params) -> Iterator[Region]:
    """The regions of a problem, in order of first appearance."""
    region = np.array(problem.region)
    for name in problem.regions:
        yield Region(name, problem, params, np.flatnonzero(region == name).astype(np.int64))
