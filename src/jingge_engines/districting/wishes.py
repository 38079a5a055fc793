"""Wishes of a command line, each in a small file of its own, as the fields of a `Problem`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jingge_engines.districting.checks import Ints
from jingge_engines.districting.measure import Limit, Measure
from jingge_engines.districting.tables import Table, known_unit
from jingge_engines.districting.travelling import read_travel


@dataclass(frozen=True)
class Wishes:
    """What a plan must be beyond one load between limits; columns are columns of nodes.csv."""

    levels: str = ""
    """Column of level-2 units, which areas keep whole."""
    regions: str = ""
    """Column of stations, which areas never cross."""
    measures: Mapping[str, tuple[Limit, Limit]] = field(default_factory=dict)
    """Further columns to be balanced, with the limits of their sums."""
    least_units: Limit | None = None
    most_units: Limit | None = None
    caps: Mapping[str, float] = field(default_factory=dict)
    """Most that a term may be in a region."""
    today: Path | None = None
    """Today's plan: id, district."""
    lock: Path | None = None
    """Units that must lie in an area: unit, area."""
    together: Path | None = None
    """Pairs of units that must share an area: u, v."""
    apart: Path | None = None
    """Pairs of units that must not: u, v."""
    seats: Path | None = None
    """Units of offices, one to an area: id."""
    travel: str = ""
    """Distances over roads: a file, or a column of edges.csv."""

    def fields(self, nodes: Table, edges: Table, pairs: Ints) -> dict[str, Any]:
        """As keyword arguments of `Problem`."""
        place = nodes.units
        found: dict[str, Any] = {"caps": self.caps}
        for name, column in (("nest", self.levels), ("region", self.regions)):
            if column:
                found[name] = tuple(cell.text() for cell in nodes.cells(column))
        units = {"least_units": self.least_units, "most_units": self.most_units}
        found |= {name: limit for name, limit in units.items() if limit is not None}
        found["measures"] = {
            name: Measure([cell.number(least=0) for cell in nodes.cells(name)], *limits)
            for name, limits in self.measures.items()
        }
        for name, path in (("today", self.today), ("locked", self.lock)):
            if path:
                found[name] = _labels(path, place)
        for name, path in (("together", self.together), ("apart", self.apart)):
            if path:
                found[name] = _pairs(path, place)
        if self.seats:
            table = Table(self.seats, ())
            found["seats"] = tuple(_checked(table, table.pick("id", "unit"), place))
        if self.travel:
            found["travel"], found["bases"] = read_travel(self.travel, place, edges, pairs)
        return found


def _checked(table: Table, column: str, place: dict[str, int]) -> list[str]:
    """Ids of units that are all known."""
    cells = list(table.cells(column))
    for cell in cells:
        known_unit(cell, place)
    return [cell.value for cell in cells]


def _labels(path: Path, place: dict[str, int]) -> tuple[str, ...]:
    """An area for some of the units, "" for the rest; columns are id or unit, and district or area."""
    table = Table(path, ())
    names = _checked(table, table.pick("id", "unit"), place)
    areas = [cell.value for cell in table.cells(table.pick("district", "area"))]
    assert len(table.units) == len(names)
    given = dict(zip(names, areas, strict=True))
    return tuple(given.get(unit, "") for unit in place)


def _pairs(path: Path, place: dict[str, int]) -> tuple[tuple[str, str], ...]:
    table = Table(path, ("u", "v"))
    return tuple(zip(_checked(table, "u", place), _checked(table, "v", place), strict=True))
