"""Problems from files, so that a complaint becomes a test in a minute.

- `.csv`: a row for each point: id, weight, and x,y or lon,lat or x_km,y_km; if wanted load, and for the point as a
  site capacity and state (kept, forbidden, or nothing). `x_km,y_km` are measured along the axes and rounded to two
  decimals (as county85_dev.csv), `x,y` straight, `lon,lat` along great circles, unless a metric is given.
- `.json`: our own format, see `own`.
- anything else: pmed and pmedcap of the OR-Library, see `orlib`.
"""

import math
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from jingge_engines.siting.checks import Floats, ProblemError
from jingge_engines.siting.measure import Metric, travel_between
from jingge_engines.siting.orlib import Ground, read_pmed, read_pmedcap
from jingge_engines.siting.own import read_own
from jingge_engines.siting.problem import Model, Problem
from jingge_engines.siting.tables import Table, text_of
from jingge_engines.siting.wishes import Wishes

__all__ = ["Wishes", "read_problem"]
AXES: tuple[tuple[tuple[str, str], Metric, int | None], ...] = (
    (("x_km", "y_km"), "manhattan", 2),
    (("lon", "lat"), "haversine_km", None),
    (("x", "y"), "plane", None),
)
STATES = ("", "kept", "forbidden")
NOTHING_MORE = Wishes()


def read_problem(path: Path, wishes: Wishes = NOTHING_MORE) -> Problem:
    """The problem in a file; `ProblemError` names file, row, field, value and mend."""
    if path.suffix.lower() == ".json":
        return read_own(path, wishes)
    ground = _read_table(path, wishes) if path.suffix.lower() == ".csv" else _read_orlib(path)
    fields: dict[str, Any] = asdict(ground) | wishes.given(
        "count", "radius", "busy", "budget", "kept", "forbidden"
    )
    if wishes.capacity is not None:
        fields["capacity"] = np.full(len(ground.sites), wishes.capacity)
    model = wishes.model or Model.P_MEDIAN.value
    if model == Model.SET_COVER and wishes.count is None:
        fields["count"] = None  # the p of a file is not asked here
    return Problem(model=Model(model) if model in list(Model) else model, **fields)  # type: ignore[arg-type]


def _read_orlib(path: Path) -> Ground:
    text = text_of(path)
    head = next((line for line in text.splitlines() if line.strip()), "")
    if not head:
        raise ProblemError(f"{path.name}: empty; give a pmed or pmedcap file, or .csv or .json")
    return (read_pmedcap if len(head.split()) == 2 else read_pmed)(path.name, text)


def _read_table(path: Path, wishes: Wishes) -> Ground:
    table = Table(path, ("id", "weight"))
    ids = tuple(table.ids)
    points, metric, decimals = _coordinates(table, wishes)
    places, sites, spots = table, ids, points
    if wishes.sites is not None:
        places = Table(wishes.sites, ("id",))
        sites = tuple(places.ids)
        spots = points if wishes.travel is not None else _coordinates(places, wishes)[0]
    apart = None if wishes.travel is None else _travel(wishes.travel, ids, sites)
    return Ground(
        points=ids,
        weight=table.numbers("weight"),
        sites=sites,
        travel=travel_between(points, spots, metric, decimals) if apart is None else apart,
        capacity=places.numbers("capacity", math.inf) if "capacity" in places.columns else None,
        load=table.numbers("load") if "load" in table.columns else None,
        kept=_with_state(places, "kept"),
        forbidden=_with_state(places, "forbidden"),
    )


def _coordinates(table: Table, wishes: Wishes) -> tuple[Floats, Metric, int | None]:
    """Where the rows stand, and how far is measured; nothing is needed where travel is given."""
    for names, metric, decimals in AXES:
        if names[0] in table.columns:
            points = np.array([[cell.number() for cell in table.cells(name)] for name in names]).T
            if metric == "haversine_km":
                _check_degrees(table, points)
            if wishes.metric is None:
                return points, metric, decimals if wishes.decimals is None else wishes.decimals
            return points, wishes.metric, wishes.decimals
    if wishes.travel is None:
        raise ProblemError(
            f"{table.name} row 1: no coordinates; give columns x and y, lon and lat, or x_km and y_km, or --travel"
        )
    return np.zeros((len(table), 2)), "plane", None


def _check_degrees(table: Table, points: Floats) -> None:
    for name, column, most in (("lon", 0, 180), ("lat", 1, 90)):
        for row, cell in enumerate(table.cells(name)):
            if abs(points[row, column]) > most:
                raise cell.wrong(
                    f"{cell.value} is no such coordinate; give degrees between -{most} and {most}"
                )


def _with_state(table: Table, wanted: str) -> tuple[str, ...]:
    if "state" not in table.columns:
        return ()
    found = []
    for site, cell in zip(table.ids, table.cells("state"), strict=True):
        if cell.value not in STATES:
            raise cell.wrong(f"{cell.value!r} is unknown; write kept, forbidden, or nothing")
        if cell.value == wanted:
            found.append(site)
    return tuple(found)


def _travel(path: Path, points: tuple[str, ...], sites: tuple[str, ...]) -> Floats:
    table = Table(path, ("id", *sites))
    for point in points:
        if point not in table.ids:
            raise ProblemError(f"{table.name}: no row for point {point!r}; add it")
    rows = [table.ids[point] for point in points]
    columns = [table.numbers(site, math.inf) for site in sites]
    return np.array(columns).T[rows]
