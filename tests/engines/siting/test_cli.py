"""The command line: a file in, files out, and one clear message for every wrong input."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jingge_engines.siting.cli import main
from tests.engines.siting.instances import COUNTY, FOLDER

POINTS = "id,x,y,weight,capacity,state\na,0,0,3,9,\nb,1,0,2,9,kept\nc,2,0,4,9,\nd,9,0,1,9,forbidden\n"
OWN: dict[str, Any] = {
    "model": "max_cover",
    "count": 1,
    "radius": 1.5,
    "points": [{"id": "p", "weight": 3, "x": 0, "y": 0}, {"id": "q", "weight": 2, "x": 4, "y": 0}],
    "sites": [{"id": "s", "x": 1, "y": 0, "classes": ["post"]}, {"id": "t", "x": 3, "y": 0}],
    "classes": [{"name": "room", "capacity": 2}, {"name": "post", "capacity": 9, "cost": 2}],
}


def run(file: Path, out: Path, *more: str) -> int:
    return main(["solve", str(file), "--time", "10", "--seed", "1", "--out", str(out), *more])


def report(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return found


def test_a_table_becomes_a_plan_and_a_report(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(POINTS, encoding="utf-8")
    assert run(tmp_path / "in.csv", tmp_path / "out", "--count", "2") == 0
    with (tmp_path / "out" / "plan.csv").open(encoding="utf-8") as file:
        plan = {row["point"]: row["office"] for row in csv.DictReader(file)}
    assert plan == {"a": "b", "b": "b", "c": "c", "d": "c"}
    said = report(tmp_path / "out")
    assert (said["objective"], said["bound"], said["gap"], said["status"]) == (10.0, 10.0, 0.0, "proven")
    assert (said["opened"], said["seed"], said["violations"]) == (["b", "c"], 1, [])
    assert {"seconds", "version", "bound_method", "input_hash", "params", "terms", "offices"} <= said.keys()


def test_our_own_format_holds_classes_and_sites(tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(json.dumps(OWN), encoding="utf-8")
    assert run(tmp_path / "in.json", tmp_path / "out") == 0
    said = report(tmp_path / "out")
    assert (said["objective"], said["opened"], said["offices"][0]["office_class"]) == (3.0, ["s"], "post")


def test_travel_comes_from_a_table_where_roads_are_known(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,weight\na,1\nb,1\n", encoding="utf-8")
    (tmp_path / "sites.csv").write_text("id,capacity\ns,\nt,\n", encoding="utf-8")
    (tmp_path / "km.csv").write_text("id,s,t\nb,5,\na,1,2\n", encoding="utf-8")
    more = ("--sites", str(tmp_path / "sites.csv"), "--travel", str(tmp_path / "km.csv"), "--count", "1")
    assert run(tmp_path / "in.csv", tmp_path / "out", *more) == 0
    assert report(tmp_path / "out")["objective"] == 6.0


def test_alternatives_and_what_one_more_adds_stand_in_the_report(tmp_path: Path) -> None:
    more = ("--count", "24", "--alternatives", "2", "--within", "0.05")
    assert run(COUNTY, tmp_path / "out", *more) == 0
    said = report(tmp_path / "out")
    assert said["objective"] == pytest.approx(3965.6)
    assert len(said["alternatives"]) == 2
    assert all(len(one["not_in_best"]) >= 3 for one in said["alternatives"])
    assert run(COUNTY, tmp_path / "more", "--count", "24", "--upto", "25") == 0
    curve = report(tmp_path / "more")["adds"]
    assert [one["count"] for one in curve] == [24, 25]
    assert curve[1]["proven"]
    assert curve[1]["gain"] > 0


def test_the_module_runs_as_a_program(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "jingge_engines.siting", "solve", str(FOLDER / "pmed1.txt"), "--out"]
    done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("p_median 5819 with 5 offices, feasible")


@pytest.mark.parametrize(
    ("name", "text", "more", "said"),
    [
        ("a.csv", "id,x,y\na,0,0\n", (), "a.csv row 1: column 'weight' is missing"),
        ("a.csv", "id,x,y,weight\na,0,0,many\n", (), "a.csv row 2, weight: 'many' is not a number"),
        ("a.csv", "id,x,y,weight\na,0,0,-1\n", (), "a.csv row 2, weight: -1 is below 0"),
        ("a.csv", "id,x,y,weight\na,0,0,1\na,0,0,1\n", (), "a.csv row 3, id: 'a' stands twice"),
        ("a.csv", "id,weight\na,1\n", (), "a.csv row 1: no coordinates"),
        ("a.csv", "id,lon,lat,weight\na,300,0,1\n", (), "a.csv row 2, lon: 300 is no such coordinate"),
        ("a.csv", "id,x,y,weight,state\na,0,0,1,open\n", (), "a.csv row 2, state: 'open' is unknown"),
        ("a.csv", "id,x,y,weight\n", (), "a.csv: no rows"),
        ("a.csv", POINTS, (), "count: not given; p_median needs the number of offices"),
        ("a.csv", POINTS, ("--model", "max_cover", "--count", "1"), "radius: not given; max_cover needs"),
        ("a.csv", POINTS, ("--count", "1", "--kept", "z"), "kept: no site 'z'"),
        ("a.csv", POINTS, ("--count", "1", "--kept", "d"), "kept and forbidden: site 'd' is in both"),
        ("a.txt", "", (), "a.txt: empty"),
        ("a.txt", "2 1 1\n1 3 5\n", (), "a.txt row 2, to: 3; give a vertex from 1 to 2"),
        ("a.txt", "2 2 1\n1 2 5\n", (), "a.txt row 1, edges: 2 announced and 1 given"),
        ("a.txt", "2 1 1\n1 x 5\n", (), "a.txt row 2, to: 'x'; give a number"),
        ("a.txt", "1 9\n2 1 10\n1 0 0 5\n", (), "a.txt row 2, customers: 2 announced and 1 given"),
        ("a.json", "{", (), "a.json: not JSON"),
        ("a.json", "[]", (), "a.json, the file: []; give an object"),
        ("a.json", '{"modell": 1}', (), "a.json, the file, modell: 1; no such field"),
        ("a.json", json.dumps(OWN | {"radius": "far"}), (), 'a.json, radius: "far"; give a number'),
        (
            "a.json",
            json.dumps(OWN | {"points": [{"id": "p"}]}),
            (),
            "a.json, points row 1, weight: null; give a number",
        ),
        ("a.json", json.dumps(OWN | {"travel": [[1, 2]]}), (), "a.json, travel: [[1, 2]]; give 2 rows"),
        ("a.json", json.dumps(OWN | {"travel": [[1, 2], [1, -2]]}), (), "travel: point 'q', site 't': -2.0"),
        ("a.json", json.dumps(OWN | {"model": "best"}), (), "model: 'best' is unknown"),
    ],
)
def test_wrong_input_is_refused_with_place_value_and_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, more: tuple[str, ...], said: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert run(tmp_path / name, tmp_path / "out", *more) == 2
    assert capsys.readouterr().err.startswith(f"error: {said}")
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "none.csv", tmp_path / "out") == 2
    assert "none.csv: cannot be read" in capsys.readouterr().err


def test_what_no_plan_can_keep_is_said_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.csv").write_text(POINTS, encoding="utf-8")
    assert run(tmp_path / "in.csv", tmp_path / "out", "--count", "9") == 0
    assert "not kept: 9 offices are wanted and only 3 sites may have one" in capsys.readouterr().out
    assert not report(tmp_path / "out")["feasible"]
