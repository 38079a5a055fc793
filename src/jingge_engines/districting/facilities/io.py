"""Facility instances from folders, results to files.

Beside nodes.csv and edges.csv a file of candidates: id (a unit), fixed_cost, capacity, and if wanted state
("kept" or "forbidden").
"""

import json
import sys
from pathlib import Path
from typing import Literal

import numpy as np

from jingge_engines.core.files import write_answer
from jingge_engines.districting.checks import Floats, ProblemError
from jingge_engines.districting.facilities.problem import FacilityError, FacilityProblem
from jingge_engines.districting.facilities.solution import FacilityResult
from jingge_engines.districting.io import read_problem
from jingge_engines.districting.problem import Problem
from jingge_engines.districting.tables import Table, known_unit
from jingge_engines.districting.wishes import Wishes

Distance = Literal["haversine", "plane"]
STATES = ("", "kept", "forbidden")


def read_facility_problem(
    folder: Path,
    facilities_file: Path,
    *,
    open: int | None = None,
    distance: Distance = "haversine",
    travel: str = "",
) -> FacilityProblem:
    """The problem of an instance folder; `FacilityError` names file, row, field, value and mend.

    distance: "haversine" for degrees, "plane" for metres; a folder whose known.json says that its distance is
    plane_m is read as metres. travel: a file of distances over roads, or a column of edges.csv with the length
    of every edge, as for districting.
    """
    try:
        return _read(folder, facilities_file, open, distance, travel)
    except FacilityError:
        raise
    except ProblemError as error:
        raise FacilityError(str(error)) from error


def _read(
    folder: Path, facilities_file: Path, open: int | None, distance: Distance, travel: str
) -> FacilityProblem:
    plane = distance == "plane" or _says_metres(folder)
    metric: Literal["plane", "haversine_km"] = "plane" if plane else "haversine_km"
    ground = read_problem(
        folder, districts=1, lower=0, upper=sys.float_info.max, metric=metric, wishes=Wishes(travel=travel)
    )
    table = Table(facilities_file, ("id", "fixed_cost", "capacity"))
    if not len(table):
        raise FacilityError(f"{table.name}: no rows; give one row per candidate")
    seats = [known_unit(cell, ground.index) for cell in table.cells("id")]
    sites = tuple(table.units)
    wanted: dict[str, list[str]] = {state: [] for state in STATES}
    if "state" in table.columns:
        for site, cell in zip(sites, table.cells("state"), strict=True):
            if cell.value not in STATES:
                raise cell.wrong(f"{cell.value!r} is unknown; write kept, forbidden, or nothing")
            wanted[cell.value].append(site)
    return FacilityProblem(
        units=ground.units,
        edges=ground.edges,
        load=ground.load,
        points=ground.points,
        metric=metric,
        sites=sites,
        fixed_cost=np.array([cell.number(least=0) for cell in table.cells("fixed_cost")]),
        capacity=np.array([cell.number(least=0) for cell in table.cells("capacity")]),
        travel=_columns(ground, sites, seats),
        open=open,
        kept=tuple(wanted["kept"]),
        forbidden=tuple(wanted["forbidden"]),
    )


def _columns(ground: Problem, sites: tuple[str, ...], seats: list[int]) -> Floats | None:
    """Distances over roads from the sites, where there are any."""
    if ground.travel is None:
        return None
    if not ground.bases:
        return ground.travel[:, seats]
    for site in sites:
        if site not in ground.bases:
            raise FacilityError(f"--travel: no distances from site {site!r}; add them")
    return ground.travel[:, [ground.bases.index(site) for site in sites]]


def _says_metres(folder: Path) -> bool:
    try:
        known = json.loads((folder / "known.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(known, dict) and known.get("distance") == "plane_m"


def write_facility_result(
    problem: FacilityProblem, result: FacilityResult, folder: Path, *, seconds: float
) -> None:
    """plan.csv (unit, facility) and report.json, each whole or not at all."""
    report = result.as_dict() | {"seconds": round(seconds, 3), "open": problem.open}
    rows = [("unit", "facility"), *zip(problem.units, result.site_of_unit, strict=True)]
    write_answer(folder, rows, report)
