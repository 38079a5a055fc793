"""Problems from instance folders, so that a complaint becomes a test in a minute.

A folder holds nodes.csv (id, population, lon and lat or x and y, and whatever columns wishes name) and edges.csv
(u, v: ids of nodes, each pair once). Rows may stand in any order; the units keep the order of nodes.csv.
"""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from jingge_engines.core.distance import Metric
from jingge_engines.districting.checks import Floats, Ints, ProblemError
from jingge_engines.districting.measure import Limit
from jingge_engines.districting.problem import Problem
from jingge_engines.districting.report import report_of, write_result
from jingge_engines.districting.tables import Table, known_unit
from jingge_engines.districting.wishes import Wishes

__all__ = ["Wishes", "read_problem", "report_of", "write_result"]
NOTHING_MORE = Wishes()


def read_problem(
    folder: Path,
    *,
    districts: int | Mapping[str, int],
    lower: Limit,
    upper: Limit,
    metric: Metric = "haversine_km",
    wishes: Wishes = NOTHING_MORE,
) -> Problem:
    """The problem in an instance folder; `ProblemError` names file, row, field, value and mend."""
    nodes = Table(folder / "nodes.csv", ("id", "population"))
    edges = Table(folder / "edges.csv", ("u", "v"))
    if not len(nodes):
        raise ProblemError("nodes.csv: no rows; give one row per unit")
    place = nodes.units
    load = np.array([cell.number(least=0) for cell in nodes.cells("population")])
    points = _points(nodes, metric)
    if isinstance(districts, int) and not wishes.regions and districts > len(nodes):
        raise ProblemError(
            f"--districts: {districts} areas of {len(nodes)} units in nodes.csv; ask for at most {len(nodes)}"
        )
    pairs = _pairs(edges, place)
    more = wishes.fields(nodes, edges, pairs)
    limits = {"districts": districts, "lower": lower, "upper": upper}
    _refuse_strangers(limits, set(more.get("region", ("",))))
    return Problem(
        units=tuple(place), edges=pairs, load=load, points=points, metric=metric, **(limits | more)
    )


def _points(nodes: Table, metric: Metric) -> Floats:
    names = ("x", "y") if "lon" not in nodes.columns and "x" in nodes.columns else ("lon", "lat")
    most = (180.0, 90.0) if metric == "haversine_km" else (math.inf, math.inf)
    points = np.zeros((len(nodes), 2))
    for column, (name, limit) in enumerate(zip(names, most, strict=True)):
        for row, cell in enumerate(nodes.cells(name)):
            points[row, column] = cell.number()
            if abs(points[row, column]) > limit:
                mend = f"give degrees between -{limit:g} and {limit:g}, or use --distance plane"
                raise cell.wrong(f"{cell.value} is no such coordinate; {mend}")
    return points


def _pairs(edges: Table, place: dict[str, int]) -> Ints:
    seen: dict[tuple[int, int], int] = {}
    for first, second in zip(edges.cells("u"), edges.cells("v"), strict=True):
        ends = known_unit(first, place), known_unit(second, place)
        pair = (min(ends), max(ends))
        if pair[0] == pair[1]:
            raise second.wrong(f"{second.value!r} is joined to itself; leave the row out")
        if pair in seen:
            text = f"{first.value!r} - {second.value!r} stands in row {seen[pair]} too; give every pair once"
            raise ProblemError(f"{edges.name} row {first.line}, u and v: {text}")
        seen[pair] = first.line
    return np.array(list(seen), dtype=np.int64).reshape(-1, 2)


def _refuse_strangers(limits: dict[str, Any], regions: set[str]) -> None:
    """Limits of regions that are not there, which `Problem` would pass over."""
    for name, value in limits.items():
        for region in value if isinstance(value, Mapping) else ():
            if region not in regions:
                known = ", ".join(sorted(regions - {""})) or "none, as --regions names no column"
                raise ProblemError(f"--{name}: no region {region!r}; there are {known}")
