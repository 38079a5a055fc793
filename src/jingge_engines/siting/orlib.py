"""The location files of the OR-Library (Beasley 1990): pmed (a graph) and pmedcap (points with capacities)."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path

from jingge_engines.siting.checks import Floats, ProblemError
from jingge_engines.siting.measure import travel_between


@dataclass(frozen=True, eq=False)
class Ground:
    """What a file says of points and sites, whatever is asked."""

    points: tuple[str, ...]
    weight: Floats
    sites: tuple[str, ...]
    travel: Floats
    count: int | None = None
    capacity: Floats | None = None
    load: Floats | None = None
    kept: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


class Lines:
    """Rows of numbers; whatever is wrong is named by file and row."""

    def __init__(self, name: str, text: str) -> None:
        """Empty rows are passed over."""
        self.name = name
        self.rows = [(line, row.split()) for line, row in enumerate(text.splitlines(), 1) if row.strip()]

    def take(self, place: int, fields: tuple[str, ...]) -> list[float]:
        """The numbers of one row."""
        if place >= len(self.rows):
            raise ProblemError(
                f"{self.name}: ends after {len(self.rows)} rows, {', '.join(fields)} missing; complete the file"
            )
        line, parts = self.rows[place]
        if len(parts) != len(fields):
            raise ProblemError(
                f"{self.name} row {line}: {len(parts)} values; give {len(fields)}: {', '.join(fields)}"
            )
        return [self._number(line, field, part) for field, part in zip(fields, parts, strict=True)]

    def whole(self, place: int, fields: tuple[str, ...]) -> list[int]:
        """The same, whole numbers of at least 0."""
        values = self.take(place, fields)
        for field, value in zip(fields, values, strict=True):
            if value != int(value):
                line = self.rows[place][0]
                raise ProblemError(f"{self.name} row {line}, {field}: {value:g} is no whole number; give one")
        return [int(value) for value in values]

    def wrong(self, place: int, field: str, text: str) -> ProblemError:
        """A refusal that begins with the place."""
        return ProblemError(f"{self.name} row {self.rows[place][0]}, {field}: {text}")

    def _number(self, line: int, field: str, part: str) -> float:
        try:
            value = float(part)
        except ValueError:
            value = math.nan
        if not math.isfinite(value) or value < 0:
            raise ProblemError(f"{self.name} row {line}, {field}: {part!r}; give a number of at least 0")
        return value


def read_pmed(name: str, text: str) -> Ground:
    """`vertices edges p`, then `from to length`; of a pair given twice the last length counts (Beasley)."""
    lines = Lines(name, text)
    order, edges, count = lines.whole(0, ("vertices", "edges", "p"))
    if order < 1:
        raise lines.wrong(0, "vertices", f"{order}; give at least 1")
    if len(lines.rows) != edges + 1:
        raise lines.wrong(
            0, "edges", f"{edges} announced and {len(lines.rows) - 1} given; correct the number"
        )
    length = np.full((order, order), np.inf)
    for place in range(1, edges + 1):
        one, other, km = lines.take(place, ("from", "to", "length"))
        for field, end in (("from", one), ("to", other)):
            if end != int(end) or not 1 <= end <= order:
                raise lines.wrong(place, field, f"{end:g}; give a vertex from 1 to {order}")
        length[int(one) - 1, int(other) - 1] = length[int(other) - 1, int(one) - 1] = km
    known = np.isfinite(length)
    rows, columns = np.nonzero(known)
    graph = csr_array((length[known], (rows, columns)), shape=(order, order))
    travel = shortest_path(graph, directed=False)
    ids = tuple(str(vertex + 1) for vertex in range(order))
    return Ground(ids, np.ones(order), ids, np.asarray(travel, dtype=np.float64), count)


def read_pmedcap(name: str, text: str) -> Ground:
    """`number best`, `customers p capacity`, then `id x y demand`; distances are rounded down, a demand takes room."""
    lines = Lines(name, text)
    lines.take(0, ("number", "best"))
    order, count, capacity = lines.whole(1, ("customers", "p", "capacity"))
    if len(lines.rows) != order + 2:
        raise lines.wrong(1, "customers", f"{order} announced and {len(lines.rows) - 2} given; correct it")
    table = [lines.take(place, ("id", "x", "y", "demand")) for place in range(2, order + 2)]
    values = np.array(table).reshape(-1, 4)
    ids = tuple(f"{number:g}" for number in values[:, 0])
    travel = np.floor(travel_between(values[:, 1:3], values[:, 1:3], "plane") + 1e-9)
    return Ground(ids, np.ones(order), ids, travel, count, np.full(order, float(capacity)), values[:, 3])
