"""Wrong facility problems are refused by field, place, value and mend; right ones come from folders and go to files."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jingge_engines.districting.cli import main
from jingge_engines.districting.facilities import FacilityError
from jingge_engines.districting.facilities.io import read_facility_problem
from tests.engines.districting.facility_cases import line

NODES = "id,population,x,y\n" + "".join(f"{unit},10,{i * 1000},0\n" for i, unit in enumerate("abcdef"))
EDGES = "u,v\n" + "".join(f"{u},{v}\n" for u, v in zip("abcde", "bcdef", strict=True))
SITES = "id,fixed_cost,capacity\na,5,30\nc,6,40\nf,7,30\n"


def folder(place: Path, sites: str = SITES) -> Path:
    for name, text in (("nodes.csv", NODES), ("edges.csv", EDGES), ("facilities.csv", sites)):
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"sites": ("a", "c", "z")}, "sites: no unit 'z'; name a unit of the map"),
        ({"sites": ("a", "c", "a")}, "sites: id 'a' stands twice"),
        ({"sites": (), "fixed_cost": [], "capacity": []}, "sites: none given"),
        ({"units": ()}, "units: none given"),
        ({"units": tuple("abcdee")}, "units: id 'e' stands twice"),
        ({"capacity": [30, -40, 30]}, "capacity: unit 'c' has -40.0; give a number of at least 0"),
        ({"fixed_cost": [1, float("nan"), 1]}, "fixed_cost: unit 'c' has nan"),
        ({"load": [1, 1, 1, 1, 1, -1]}, "load: unit 'f' has -1.0"),
        ({"open": 4}, "open: 4 of 3 candidates that may be open; ask for at most 3"),
        ({"open": 0}, "open: 0; give a whole number of at least 1"),
        ({"open": 3, "forbidden": ("a",)}, "open: 3 of 2 candidates that may be open"),
        ({"open": 1, "kept": ("a", "c")}, "open: 1, but 2 sites are kept"),
        ({"kept": ("b",)}, "kept: 'b' is no candidate"),
        ({"kept": ("a",), "forbidden": ("a",)}, "kept and forbidden: 'a' stands in both"),
        ({"kept": ("a",), "capacity": [5, 60, 60]}, "kept: site 'a' has capacity 5, its own unit 10"),
        ({"open": 1}, "open: 1 sites cannot carry the load of all units, 60; ask for at least 2"),
        ({"capacity": [10, 10, 10]}, "capacity: all candidates carry 30, the units 60"),
        (
            {"edges": [[0, 1], [1, 2], [2, 3], [4, 5]], "sites": ("a", "c", "d")},
            "edges: no path from unit 'e' to any candidate that may be open",
        ),
        ({"edges": [[0, 0]]}, "edges: row 0 joins 'a' to itself"),
        ({"points": None}, "points: not given; give points, or distances in travel"),
        ({"travel": np.ones((6, 2))}, "travel: shape (6, 2)"),
        ({"travel": np.full((6, 3), np.inf)}, "travel: unit 'a' to site 'a' is inf"),
    ],
)
def test_a_wrong_problem_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(FacilityError) as refused:
        line(**fields)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("sites", "message"),
    [
        (SITES + "z,1,1\n", "facilities.csv row 5, id: no unit 'z' in nodes.csv; correct the id"),
        (SITES + "a,1,1\n", "facilities.csv row 5, id: 'a' stands twice"),
        (SITES.replace("6,40", "6,-40"), "facilities.csv row 3, capacity: -40 is below 0; give at least 0"),
        (SITES.replace("6,40", "six,40"), "facilities.csv row 3, fixed_cost: 'six' is not a number"),
        (SITES.replace("capacity", "room"), "facilities.csv row 1: column 'capacity' is missing"),
        ("id,fixed_cost,capacity\n", "facilities.csv: no rows; give one row per candidate"),
        (SITES.replace("\n", ",state\n", 1) + "d,1,1,new\n", "facilities.csv row 5, state: 'new' is unknown"),
    ],
)
def test_a_wrong_file_is_refused_by_row_field_and_value(tmp_path: Path, sites: str, message: str) -> None:
    with pytest.raises(FacilityError) as refused:
        read_facility_problem(folder(tmp_path, sites), tmp_path / "facilities.csv", open=2, distance="plane")
    assert message in str(refused.value)


def test_the_file_of_candidates_says_which_are_kept_and_which_forbidden(tmp_path: Path) -> None:
    sites = "id,fixed_cost,capacity,state\na,5,30,kept\nc,6,40,\nf,7,30,forbidden\n"
    folder(tmp_path, sites)
    problem = read_facility_problem(tmp_path, tmp_path / "facilities.csv", distance="plane")
    assert (problem.kept, problem.forbidden, problem.open) == (("a",), ("f",), None)
    assert problem.reach[1].tolist() == [1.0, 1.0, 4.0]


def test_a_folder_that_measures_in_metres_is_read_so(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "known.json").write_text('{"distance": "plane_m"}', encoding="utf-8")
    assert read_facility_problem(tmp_path, tmp_path / "facilities.csv").reach[5, 0] == 5.0


def test_the_command_line_writes_a_plan_and_its_proof(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ground, out = folder(tmp_path), tmp_path / "out"
    command = ["solve", str(ground), "--facilities", str(ground / "facilities.csv"), "--open", "2"]
    assert main([*command, "--distance", "plane", "--time", "5", "--out", str(out)]) == 0
    with (out / "plan.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["unit"] for row in rows] == list("abcdef")
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["status"] == "proven"
    assert report["bound_method"]
    assert {row["facility"] for row in rows} == set(report["opened"])
    assert report["objective"] == pytest.approx(report["terms"]["fixed_cost"] + report["terms"]["travel"])
    assert report["seconds"] > 0
    assert "2 sites open" in capsys.readouterr().out


def test_the_command_line_refuses_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ground = folder(tmp_path)
    command = ["solve", str(ground), "--facilities", str(ground / "facilities.csv"), "--open", "9"]
    assert main([*command, "--distance", "plane", "--out", str(tmp_path / "out")]) == 2
    assert "error: open: 9 of 3 candidates" in capsys.readouterr().err
