"""The question: units, candidate sites with fixed cost and capacity, and which of them may be open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from jingge_engines.core.distance import Metric, between
from jingge_engines.core.graph import Floats, Ints, graph_of
from jingge_engines.core.result import digest
from jingge_engines.districting.checks import ProblemError, checked_edges, checked_numbers, checked_points
from jingge_engines.districting.facilities.model import Model

METRES = 1000.0


class FacilityError(ProblemError):
    """The question itself is wrong; the message names the field, the place, the value and the mend."""


@dataclass(frozen=True, eq=False, kw_only=True)
class FacilityProblem:
    """Open some of `sites` and give every unit to one open site, every service area in one piece.

    Least sum of fixed costs + sum of load x distance, with the load of every area within the capacity of its
    site. Checked when made: `FacilityError` names what is wrong.
    """

    units: tuple[str, ...]
    """Unit ids, all different."""
    edges: Ints
    """m x 2 indices into `units`, each pair once: these two units touch."""
    load: Floats
    """People (or work) of every unit, at least 0."""
    sites: tuple[str, ...]
    """Unit ids of the candidates, all different; an open site serves its own unit."""
    fixed_cost: Floats
    """Cost of opening, per site, in the unit of load x distance."""
    capacity: Floats
    """Most load that the site can serve."""
    points: Floats | None = None
    """n x 2: longitude and latitude in degrees, or plane x and y in metres. Not needed with `travel`."""
    metric: Metric = "haversine_km"
    travel: Floats | None = None
    """units x sites: km (or minutes) over the roads; straight lines in km where None."""
    open: int | None = None
    """Number of sites to open; None: as many as pay."""
    kept: tuple[str, ...] = ()
    """Sites that are open in every plan."""
    forbidden: tuple[str, ...] = ()
    """Sites that are open in no plan."""
    index: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Turn lists into arrays and refuse what no plan could answer."""
        try:
            self._check_units()
            self._check_sites()
        except FacilityError:
            raise
        except ProblemError as error:
            raise FacilityError(str(error)) from error
        self._check_counts()
        self._check_reach()

    def _put(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _check_units(self) -> None:
        self._put("units", tuple(str(unit) for unit in self.units))
        if not self.units:
            raise FacilityError("units: none given; at least one unit is needed")
        self._put("index", _placed("units", self.units))
        self._put("load", checked_numbers("load", self.load, self.units))
        self._put("edges", checked_edges(self.edges, self.units))
        if self.travel is None:
            if self.points is None:
                raise FacilityError("points: not given; give points, or distances in travel")
            self._put("points", checked_points(self.points, self.units, self.metric))

    def _check_sites(self) -> None:
        self._put("sites", tuple(str(site) for site in self.sites))
        if not self.sites:
            raise FacilityError("sites: none given; at least one candidate is needed")
        _placed("sites", self.sites)
        for site in self.sites:
            if site not in self.index:
                raise FacilityError(f"sites: no unit {site!r}; name a unit of the map")
        self._put("fixed_cost", checked_numbers("fixed_cost", self.fixed_cost, self.sites))
        self._put("capacity", checked_numbers("capacity", self.capacity, self.sites))
        for name in ("kept", "forbidden"):
            wanted = tuple(str(site) for site in getattr(self, name))
            self._put(name, wanted)
            for site in wanted:
                if site not in self.sites:
                    raise FacilityError(f"{name}: {site!r} is no candidate; name one of sites")
        for site in sorted(set(self.kept) & set(self.forbidden)):
            raise FacilityError(f"kept and forbidden: {site!r} stands in both; leave it out of one")
        if self.travel is not None:
            self._put("travel", self._checked_travel(self.travel))

    def _checked_travel(self, values: Floats) -> Floats:
        array = np.ascontiguousarray(values, dtype=np.float64)
        wanted = (len(self.units), len(self.sites))
        if array.shape != wanted:
            raise FacilityError(
                f"travel: shape {array.shape}; give a row per unit and a column per site, {wanted}"
            )
        for unit, site in np.argwhere(~(np.isfinite(array) & (array >= 0)))[:1]:
            where = f"unit {self.units[unit]!r} to site {self.sites[site]!r}"
            raise FacilityError(
                f"travel: {where} is {array[unit, site]}; give a finite distance of at least 0"
            )
        return array

    def _check_counts(self) -> None:
        k, allowed = self.open, len(self.sites) - len(set(self.forbidden))
        if k is not None:
            if not isinstance(k, (int, np.integer)) or isinstance(k, bool) or k < 1:
                raise FacilityError(f"open: {k!r}; give a whole number of at least 1, or None")
            if k > allowed:
                raise FacilityError(
                    f"open: {k} of {allowed} candidates that may be open; ask for at most {allowed}"
                )
            if k < len(set(self.kept)):
                raise FacilityError(
                    f"open: {k}, but {len(set(self.kept))} sites are kept; ask for at least as many"
                )
        for site in self.kept:
            own = self.load[self.index[site]]
            capacity = self.capacity[self.sites.index(site)]
            if own > capacity:
                raise FacilityError(
                    f"kept: site {site!r} has capacity {capacity:g}, its own unit {own:g}; raise it"
                )

    def _check_reach(self) -> None:
        """Every piece of the map needs a candidate, and the open sites together need room for all."""
        model = self.model
        may = model.pinned >= 0
        least = 0
        for piece, demand in enumerate(model.piece_demand.tolist()):
            there = may & (model.piece[model.seat] == piece)
            unit = self.units[int(np.flatnonzero(model.piece == piece)[0])]
            if not there.any():
                raise FacilityError(
                    f"edges: no path from unit {unit!r} to any candidate that may be open; join it to a neighbour "
                    "or add a candidate"
                )
            kept = there & (model.pinned == 1)
            rooms = np.sort(model.capacity[there & ~kept])[::-1]
            room = float(model.capacity[kept].sum())
            whole = room + float(rooms.sum())
            if whole < demand - model.slack:
                where = f" joined to unit {unit!r}" if len(model.piece_demand) > 1 else ""
                raise FacilityError(
                    f"capacity: all candidates{where} carry {whole:g}, the units {demand:g}; add candidates or raise "
                    "capacities"
                )
            count = int(kept.sum())
            for one in rooms:
                if room >= demand - model.slack and count > 0:
                    break
                room, count = room + one, count + 1
            least += max(1, count)
        if self.open is not None and self.open < least:
            raise FacilityError(
                f"open: {self.open} sites cannot carry the load of all units, {model.demand:g}; ask for at least "
                f"{least} or raise capacities"
            )

    @cached_property
    def reach(self) -> Floats:
        """units x sites: distance in km (straight), or as given in `travel`."""
        if self.travel is not None:
            return self.travel
        assert self.points is not None
        there = self.points[[self.index[site] for site in self.sites]]
        distance = between(self.points, there, self.metric)
        return distance if self.metric == "haversine_km" else distance / METRES

    @cached_property
    def model(self) -> Model:
        """The question as arrays. A site too small for its own unit is never open."""
        seat = np.array([self.index[site] for site in self.sites], dtype=np.int64)
        pinned = np.zeros(len(self.sites), dtype=np.int64)
        pinned[[site in self.kept for site in self.sites]] = 1
        small = self.load[seat] > self.capacity + 1e-9 * max(1.0, float(self.load.sum()))
        pinned[small | np.array([site in self.forbidden for site in self.sites])] = -1
        many = int((pinned >= 0).sum())
        return Model(
            graph=graph_of(len(self.units), self.edges),
            reach=np.ascontiguousarray(self.reach),
            load=self.load,
            capacity=self.capacity,
            fixed=self.fixed_cost,
            seat=seat,
            pinned=pinned,
            fewest=1 if self.open is None else int(self.open),
            most=many if self.open is None else int(self.open),
        )

    @cached_property
    def input_hash(self) -> str:
        """SHA-256 over everything that can change the answer."""
        texts = "\x1f".join((*self.units, "\x1e", *self.sites, "\x1e", *self.kept, "\x1e", *self.forbidden))
        return digest(
            texts, repr(self.open), self.edges, self.load, self.fixed_cost, self.capacity, self.reach
        )


def _placed(name: str, ids: Sequence[str]) -> dict[str, int]:
    place: dict[str, int] = {}
    for position, one in enumerate(ids):
        if one in place:
            raise FacilityError(f"{name}: id {one!r} stands twice; give every one its own id")
        place[one] = position
    return place
