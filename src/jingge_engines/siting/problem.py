"""The question: points to serve, sites to choose from, and what every plan must be."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from jingge_engines.core.result import digest
from jingge_engines.siting.checks import (
    Floats,
    ProblemError,
    checked_ids,
    checked_numbers,
    checked_travel,
    known,
)
from jingge_engines.siting.terms import Model

__all__ = ["Model", "OfficeClass", "Problem", "ProblemError"]


@dataclass(frozen=True, kw_only=True)
class OfficeClass:
    """A kind of office that may be opened at a site."""

    name: str
    capacity: float = math.inf
    """Most load it serves; the lesser of this and the site's own holds."""
    radius: float | None = None
    """How far it reaches; the radius of the question where it is not given."""
    cost: float = 1.0
    least: int = 0
    most: int | None = None
    """Fewest and most offices of this class."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Problem:
    """Open offices at some of the sites so that the points are served as `model` asks; checked when made.

    A point is whole: one office serves it. Where offices have capacities, a point takes its load from every
    office that is counted on to cover it (two for the second cover, and so on).
    """

    model: Model
    points: tuple[str, ...]
    """Ids of what is served (blocks, villages), all different."""
    weight: Floats
    """People, calls or work of every point: what distance and cover are weighed by."""
    sites: tuple[str, ...]
    """Ids of where an office could be, all different; an id may be that of a point too."""
    travel: Floats
    """points x sites: distance or time, infinite where there is no way. `radius` is in the same unit."""
    count: int | None = None
    """Offices to open, kept ones included, no more and no fewer; only `set_cover` does without."""
    radius: float = math.inf
    """Farthest an office reaches: needed for the covers, and a hard limit wherever given."""
    kept: tuple[str, ...] = ()
    """Sites that must have an office."""
    forbidden: tuple[str, ...] = ()
    """Sites that must not."""
    capacity: Floats | None = None
    """Most load of every site; infinite or None: no limit."""
    load: Floats | None = None
    """What a point takes of a capacity; its weight where it is not given."""
    classes: tuple[OfficeClass, ...] = ()
    """Kinds of office; an office is of one of them. Empty: all are alike and cost 1."""
    classes_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Classes a site can take; any class where a site is not named."""
    budget: float | None = None
    """Most that the offices may cost together."""
    busy: float = 0.0
    """Share of time an office is busy, for `expected_cover`: at least 0 and below 1."""
    differ_from: tuple[tuple[str, ...], ...] = ()
    """Sets of sites that are known already; a plan leaves out at least `differ_by` sites of each."""
    differ_by: int = 1
    index: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Turn lists into arrays and refuse what means nothing."""
        put = object.__setattr__
        put(self, "model", _model(self.model))
        put(self, "points", checked_ids("points", self.points))
        put(self, "sites", checked_ids("sites", self.sites))
        put(self, "index", {site: place for place, site in enumerate(self.sites)})
        put(self, "weight", checked_numbers("weight", self.weight, self.points))
        put(self, "travel", checked_travel(self.travel, self.points, self.sites))
        put(self, "kept", known("kept", self.kept, self.index))
        put(self, "forbidden", known("forbidden", self.forbidden, self.index))
        put(self, "classes", self.classes or (OfficeClass(name=""),))
        earlier = tuple(known("differ_from", one, self.index) for one in self.differ_from)
        put(self, "differ_from", earlier)
        load = self.weight if self.load is None else self.load
        put(self, "load", checked_numbers("load", load, self.points))
        if self.capacity is not None:
            put(self, "capacity", checked_numbers("capacity", self.capacity, self.sites, endless=True))
        self._check_values()
        self._check_classes()

    def _check_values(self) -> None:
        for site in self.kept:
            if site in self.forbidden:
                raise ProblemError(f"kept and forbidden: site {site!r} is in both; take it out of one")
        if self.count is None and self.model is not Model.SET_COVER:
            raise ProblemError(f"count: not given; {self.model} needs the number of offices to open")
        if self.count is not None and (isinstance(self.count, bool) or int(self.count) != self.count):
            raise ProblemError(f"count: {self.count!r}; give a whole number of at least 1")
        if self.count is not None and self.count < 1:
            raise ProblemError(f"count: {self.count!r}; give a whole number of at least 1")
        if not self.radius >= 0:
            raise ProblemError(f"radius: {self.radius!r}; give a distance of at least 0")
        covers = self.model not in (Model.P_MEDIAN, Model.P_CENTRE)
        if covers and math.isinf(self.radius) and any(one.radius is None for one in self.classes):
            raise ProblemError(f"radius: not given; {self.model} needs the distance an office reaches")
        if not 0 <= self.busy < 1:
            raise ProblemError(f"busy: {self.busy!r}; give a share of at least 0 and below 1")
        if self.budget is not None and not self.budget >= 0:
            raise ProblemError(f"budget: {self.budget!r}; give a number of at least 0")
        if self.differ_by < 1:
            raise ProblemError(f"differ_by: {self.differ_by!r}; give a whole number of at least 1")

    def _check_classes(self) -> None:
        names = checked_ids("classes", (one.name for one in self.classes))
        for one in self.classes:
            radius = 0.0 if one.radius is None else one.radius
            if not (one.capacity >= 0 and radius >= 0 and 0 <= one.cost < math.inf):
                raise ProblemError(
                    f"classes: {one.name!r} has capacity {one.capacity}, radius {one.radius}, cost {one.cost}; "
                    "give numbers of at least 0"
                )
            if one.least < 0 or (one.most is not None and one.most < one.least):
                raise ProblemError(
                    f"classes: {one.name!r} has least {one.least} and most {one.most}; give most >= least >= 0"
                )
        for site, wanted in self.classes_of.items():
            known("classes_of", [site], self.index)
            if not wanted:
                raise ProblemError(f"classes_of: site {site!r} has no class; name one, or forbid the site")
            for name in wanted:
                if name not in names:
                    raise ProblemError(f"classes_of: site {site!r} names class {name!r}; known are {names}")

    @property
    def loads(self) -> Floats:
        """What every point takes of a capacity."""
        assert self.load is not None
        return self.load

    @cached_property
    def capacities(self) -> Floats:
        """Most load of every site."""
        return np.full(len(self.sites), np.inf) if self.capacity is None else self.capacity

    @cached_property
    def input_hash(self) -> str:
        """SHA-256 over everything that can change the answer."""
        rest = (
            self.model.value, self.points, self.sites, self.count, self.radius, self.kept, self.forbidden,
            self.classes, sorted(self.classes_of.items()), self.budget, self.busy, self.differ_from,
            self.differ_by,
        )  # fmt: skip
        return digest(repr(rest), self.weight, self.travel, self.capacities, self.loads)


def _model(name: str) -> Model:
    try:
        return Model(name)
    except ValueError as error:
        raise ProblemError(f"model: {name!r} is unknown; use one of {', '.join(Model)}") from error
