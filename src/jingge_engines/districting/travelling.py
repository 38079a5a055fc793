"""Distances over roads from files: a table of them, or a column of edges.csv with the length of every edge."""

from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from jingge_engines.districting.checks import Floats, Ints, ProblemError
from jingge_engines.districting.region import MOST_MEASURED
from jingge_engines.districting.tables import Table, known_unit

Travel = tuple[Floats, tuple[str, ...]]
"""Units x bases, and the unit that each base is ("": a place outside); no bases: a column per unit."""


def read_travel(option: str, place: dict[str, int], edges: Table, pairs: Ints) -> Travel:
    """From the file that `option` names, or from the column of edges.csv of that name."""
    if Path(option).is_file():
        return _matrix(Table(Path(option), ("id",)), place)
    if option not in edges.columns:
        raise ProblemError(
            f"--travel {option}: neither a file nor a column of {edges.name}; the header is {edges.columns}"
        )
    if len(place) > MOST_MEASURED:
        raise ProblemError(
            f"--travel {option}: {len(place)} units, and the way between every pair is worked out; at most "
            f"{MOST_MEASURED} fit, so give a file with a column per base"
        )
    return _over_edges(edges, option, pairs, list(place)), ()


def _matrix(table: Table, place: dict[str, int]) -> Travel:
    """Rows in any order; columns that are exactly the units make every unit a base of its own area."""
    names = [name for name in table.columns if name != "id"]
    if not names:
        raise ProblemError(f"{table.name} row 1: no bases; give a column of distances for each of them")
    rows = np.array([known_unit(cell, place) for cell in table.cells("id")], dtype=np.int64)
    if len(table.units) < len(place):
        lost = next(unit for unit in place if unit not in table.units)
        raise ProblemError(f"{table.name}: no row for unit {lost!r}; give one row per unit")
    travel = np.zeros((len(place), len(names)))
    for column, name in enumerate(names):
        travel[rows, column] = [cell.number(least=0) for cell in table.cells(name)]
    if set(names) == set(place):
        return travel[:, np.argsort([place[name] for name in names])], ()
    return travel, tuple(name if name in place else "" for name in names)


def _over_edges(edges: Table, column: str, pairs: Ints, units: list[str]) -> Floats:
    """Shortest ways between all units along the edges."""
    length = np.array([cell.number(least=0) for cell in edges.cells(column)])
    # A sparse matrix takes 0 for "no edge".
    length = np.maximum(length, 1e-9)
    order = len(units)
    roads = csr_array((length, (pairs[:, 0], pairs[:, 1])), shape=(order, order))
    travel = np.asarray(dijkstra(roads, directed=False), dtype=np.float64)
    for start, end in np.argwhere(~np.isfinite(travel))[:1]:
        raise ProblemError(
            f"--travel {column}: no way along {edges.name} leads from unit {units[start]!r} to "
            f"{units[end]!r}; join them, or give a file with distances from the bases"
        )
    return travel
