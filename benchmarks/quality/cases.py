"""The problems everybody is measured on, with the best values known for them."""

import csv
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.quality.chicago import chicago
from benchmarks.quality.planar import planar
from benchmarks.quality.planted import Planted, planted_grid, ragged_grid
from jingge_engines.districting import Params, Problem, evaluate
from jingge_engines.districting.io import read_problem
from jingge_engines.districting.params import Objective

BENCHMARKS = Path(__file__).resolve().parents[1]
PLACES = (BENCHMARKS.parent / "tests" / "instances", BENCHMARKS / "data")
LINGWU = BENCHMARKS / "data" / "lingwu"
NAMED = re.compile(r"(?P<kind>grid|slack|ragged)_(?P<side>\d+)x(?P<across>\d+)(?:_(?P<more>\d+))?")
STREWN = re.compile(r"planar_(?P<units>\d+)_(?P<areas>\d+)_(?P<seed>\d+)")


@dataclass(frozen=True)
class Known:
    """The value a run is compared with."""

    value: float
    kind: str
    """"optimum": proven; "best known": by somebody, somewhere; "planted": a plan this good exists."""


@dataclass(frozen=True)
class Case:
    """One problem."""

    problem: Problem
    known: Mapping[str, Known] = field(default_factory=dict)
    stated_by_peers: bool = True
    """No peer has words for stations and whole communities."""


CASES = (
    "ms_county_2010:cut_edges",
    "ms_county_2010:moment_of_inertia",
    "ne_tract_2010:cut_edges",
    "ne_tract_2010:moment_of_inertia",
    "co_tract_2010:cut_edges",
    "co_tract_2010:moment_of_inertia",
    "chicago_beats:cut_edges",
    "chicago_beats:moment_of_inertia",
    "chicago_beats:moment_of_inertia:keep4",
    "chicago_beats:moment_of_inertia:keep25",
    "lingwu:moment_of_inertia",
    "lingwu:moment_of_inertia:keep36",
    "lingwu_LW02:moment_of_inertia",
    "grid_5x6:cut_edges",
    "slack_15x4_1:cut_edges",
    "grid_7x10:cut_edges",
    "grid_7x10:moment_of_inertia",
    "ragged_7x6_1:cut_edges",
    "ragged_7x6_1:moment_of_inertia",
    "ragged_10x6_2:moment_of_inertia",
    "planar_1500_30_1:moment_of_inertia",
    "planar_2200_45_1:moment_of_inertia",
)
"""`name:objective[:keepW]`, W the weight of change. Of grids the name holds side x areas across, and slack or seed; of
planar maps units, areas and seed; any other of these forms can be asked for by name."""


def params_of(label: str) -> Params:
    """What the label says after the name of the case."""
    _name, objective, *more = label.split(":")
    keep = float(more[0].removeprefix("keep")) if more else 0.0
    if objective not in ("cut_edges", "moment_of_inertia"):
        raise ValueError(f"{label!r}: no objective {objective!r} here")
    chosen: Objective = "cut_edges" if objective == "cut_edges" else "moment_of_inertia"
    return Params(objective=chosen, change_weight=keep)


def known_of(label: str) -> Known | None:
    """The best value known, where change counts nothing."""
    name, objective, *more = label.split(":")
    return None if more else case_of(name).known.get(objective)


def peers_can(label: str) -> bool:
    """Whether peers have words for this question."""
    name, _objective, *more = label.split(":")
    return not more and case_of(name).stated_by_peers


@cache
def case_of(name: str) -> Case:
    """Build or read a problem by its name."""
    if found := NAMED.fullmatch(name):
        side, across, more = int(found["side"]), int(found["across"]), int(found["more"] or 0)
        makers: dict[str, Callable[[], Planted]] = {
            "grid": lambda: planted_grid(side, across),
            "slack": lambda: planted_grid(side, across, more),
            "ragged": lambda: ragged_grid(side, across, more),
        }
        return _planted(makers[found["kind"]]())
    if strewn := STREWN.fullmatch(name):
        return Case(planar(*map(int, strewn.groups())))
    if name == "chicago_beats":
        return Case(chicago())
    if name.startswith("lingwu"):
        free, station = "_" in name, re.split("[_@]", name + "@")[1]
        return lingwu(station, free=free)
    return _published(name)


def _planted(planted: Planted) -> Case:
    known = {}
    for objective in ("cut_edges", "moment_of_inertia"):
        value = evaluate(planted.problem, planted.area, Params(objective=objective)).objective
        proven = objective == "cut_edges" and planted.optimal_cut is not None
        known[objective] = Known(value, "optimum" if proven else "planted")
    assert planted.optimal_cut in (None, known["cut_edges"].value)
    return Case(planted.problem, known)


def _published(name: str) -> Case:
    folder = next(place / name for place in PLACES if (place / name / "known.json").exists())
    told = json.loads((folder / "known.json").read_text(encoding="utf-8"))
    known = {
        objective: Known(float(one["best"]), "optimum" if one["proven_optimal"] else "best known")
        for objective, one in told["objectives"].items()
        if not objective.endswith("_paper")
    }
    problem = read_problem(folder, districts=told["districts"], lower=told["L"], upper=told["U"])
    return Case(problem, known)


def lingwu(station: str = "", *, free: bool = False) -> Case:
    """The demonstration county: stations, whole communities and villages, today's areas.

    With a station's code only its blocks. `free` lets them be divided anywhere, at a tenth instead of the county's
    40 %: what is left is a question peers can be asked.
    """
    told = json.loads((LINGWU / "instance.json").read_text(encoding="utf-8"))
    with (LINGWU / "nodes.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if station in ("", row["station"])]
    place = {int(row["id"]): index for index, row in enumerate(rows)}
    pairs = np.loadtxt(LINGWU / "edges.csv", delimiter=",", skiprows=1, usecols=(0, 1), dtype=np.int64)
    edges = [(place[u], place[v]) for u, v in pairs.tolist() if u in place and v in place]
    region = tuple(row["station"] for row in rows)
    load = np.array([float(row["workload"]) for row in rows])
    wanted = {code: int(told["stations"][code]["areas"]) for code in dict.fromkeys(region)}
    total = {code: float(load[[one == code for one in region]].sum()) for code in wanted}
    share = 0.1 if free else told["balance_pct"] / 100
    problem = Problem(
        units=tuple(row["code"] for row in rows),
        edges=np.array(edges),
        load=load,
        points=np.array([(float(row["lon"]), float(row["lat"])) for row in rows]),
        inertia_weight=np.array([float(row["population"]) for row in rows]),
        region=region,
        nest=() if free else tuple(row["unit"] for row in rows),
        today=tuple(row["beat"] for row in rows),
        districts=wanted,
        lower={code: total[code] / wanted[code] * (1 - share) for code in wanted},
        upper={code: total[code] / wanted[code] * (1 + share) for code in wanted},
    )
    return Case(problem, stated_by_peers=free)


def station_names() -> dict[str, str]:
    """Code and name of every station of the demonstration."""
    told = json.loads((LINGWU / "instance.json").read_text(encoding="utf-8"))
    return {code: str(one["name"]) for code, one in told["stations"].items()}
