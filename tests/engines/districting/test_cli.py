"""The command line: files in, files out, and one clear message for every wrong input."""

import csv
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jingge_engines.districting import Result, solve
from jingge_engines.districting.cli import main
from tests.engines.districting.cases import grid_edges
from tests.engines.districting.instances import FOLDER

NODES = "id,geoid,population,lon,lat\n" + "".join(f"{i},g{i},10,{i % 4},{i // 4}\n" for i in range(16))
EDGES = "u,v,shared_perim\n" + "".join(f"{u},{v},1\n" for u, v in grid_edges(4, 4))


def written(folder: Path, nodes: str = NODES, edges: str = EDGES) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "nodes.csv").write_bytes(nodes.encode("utf-8", "surrogateescape"))
    (folder / "edges.csv").write_bytes(edges.encode("utf-8", "surrogateescape"))
    return folder


def run(folder: Path, out: Path, *more: str) -> int:
    options = ["--districts", "4", "--lower", "40", "--upper", "40", "--objective", "cut_edges"]
    return main(["solve", str(folder), *options, "--time", "2", "--seed", "1", "--out", str(out), *more])


def test_a_folder_becomes_a_plan_and_a_report(tmp_path: Path) -> None:
    assert run(written(tmp_path / "in"), tmp_path / "out") == 0
    with (tmp_path / "out" / "plan.csv").open() as file:
        plan = list(csv.DictReader(file))
    assert [row["id"] for row in plan] == [str(i) for i in range(16)]
    assert {row["district"] for row in plan} == {"0", "1", "2", "3"}
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["feasible"] is True
    assert (report["objective"], report["lower_bound"], report["gap"]) == (8, 8, 0)
    assert report["status"] == "proven"
    assert report["violations"] == []
    assert report["terms"]["cut_edges"] == 8
    assert report["seed"] == 1
    assert {"seconds", "version", "bound_method", "input_hash", "params"} <= report.keys()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["plan.csv", "report.json"]


def test_planar_columns_are_measured_in_their_own_unit(tmp_path: Path) -> None:
    far = NODES.replace("lon,lat", "x,y")
    assert run(written(tmp_path / "in", nodes=far), tmp_path / "o", "--distance", "plane") == 0
    report = json.loads((tmp_path / "o" / "report.json").read_text())
    assert report["terms"]["moment_of_inertia"] == pytest.approx(4 * 10 * 4 / 1e6)


def test_a_byte_order_mark_and_reversed_pairs_are_no_trouble(tmp_path: Path) -> None:
    turned = "v,u\n" + "".join(f"{u},{v}\n" for u, v in grid_edges(4, 4))
    assert run(written(tmp_path / "in", "\ufeff" + NODES, turned), tmp_path / "out") == 0


def test_limits_that_no_plan_keeps_give_a_plan_with_its_violations_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = written(tmp_path / "in"), tmp_path / "out"
    assert run(folder, out, "--lower", "50", "--upper", "60") == 0
    report = json.loads((out / "report.json").read_text())
    assert report["feasible"] is False
    kinds = {violation["kind"] for violation in report["violations"]}
    assert {"load_below_lower", "region_total_outside_limits", "no_plan_within_limits_exists"} <= kinds
    assert "not kept:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        (
            NODES,
            EDGES + "0,1,1\n",
            "edges.csv row 26, u and v: '0' - '1' stands in row 2 too; give every pair once",
        ),
        (NODES, EDGES + "1,0,1\n", "edges.csv row 26, u and v: '1' - '0' stands in row 2 too"),
        (NODES, EDGES + "3,3,1\n", "edges.csv row 26, v: '3' is joined to itself; leave the row out"),
        (NODES, EDGES + "3,99,1\n", "edges.csv row 26, v: no unit '99' in nodes.csv; correct the id"),
        (NODES, EDGES + "3,,1\n", "edges.csv row 26, v: empty; fill it in"),
        (
            NODES.replace("0,g0,10", "0,g0,-5"),
            EDGES,
            "nodes.csv row 2, population: -5 is below 0; give at least 0",
        ),
        (NODES.replace("0,g0,10", "0,g0,nan"), EDGES, "nodes.csv row 2, population: 'nan' is not a number"),
        (NODES.replace("0,g0,10", "0,g0,many"), EDGES, "nodes.csv row 2, population: 'many' is not a number"),
        (NODES.replace("0,g0,10,0", "0,g0,10,500"), EDGES, "nodes.csv row 2, lon: 500 is no such coordinate"),
        (NODES.replace("5,g5", "4,g5"), EDGES, "nodes.csv row 7, id: '4' stands twice"),
        (NODES.replace("population", "people"), EDGES, "nodes.csv row 1: column 'population' is missing"),
        (NODES, "u,w\n0,1\n", "edges.csv row 1: column 'v' is missing"),
        ("id,population,lon,lat\n", EDGES, "nodes.csv: no rows; give one row per unit"),
        ("", EDGES, "nodes.csv row 1: column 'id' is missing"),
        ("id,population,lon,lat\n0,1,1,1\n", "u,v\n", "--districts: 4 areas of 1 units in nodes.csv"),
        (
            NODES.replace("g0", "\udcff\udcfe"),
            EDGES,
            "nodes.csv row 2: not UTF-8; save the file as UTF-8",
        ),
    ],
)
def test_wrong_input_is_refused_by_file_row_field_and_value(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], nodes: str, edges: str, message: str
) -> None:
    assert run(written(tmp_path / "in", nodes, edges), tmp_path / "out") == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--districts", "0"), "'0' is not a whole number of at least 1"),
        (("--time", "-1"), "'-1' is not above 0 seconds"),
        (("--upper", "nan"), "'nan' is not a finite number"),
        (("--seed", "-3"), "'-3' is not a whole number of at least 0"),
        (("--objective", "beauty"), "invalid choice"),
    ],
)
def test_a_wrong_option_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], message: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(written(tmp_path / "in"), tmp_path / "out", *(f"{more[0]}={more[1]}",))
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "needed"), [("--change-weight", "4", "--today"), ("--open", "3", "--facilities")]
)
def test_an_option_that_says_nothing_alone_is_not_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, needed: str
) -> None:
    assert run(written(tmp_path / "in"), tmp_path / "out", option, value) == 2
    assert f"{option}: says nothing without {needed}; give both" in capsys.readouterr().err


def test_crossed_limits_and_missing_folders_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(written(tmp_path / "in"), tmp_path / "out", "--lower", "50") == 2
    assert "lower: 50.0 must be at least 0 and at most upper, 40.0" in capsys.readouterr().err
    assert run(tmp_path / "nowhere", tmp_path / "out") == 2
    assert "nodes.csv: cannot be read" in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    assert run(tmp_path / "in", tmp_path / "file") == 2
    assert "--out file: cannot be written" in capsys.readouterr().err


def test_ctrl_c_writes_the_best_plan_so_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed_at_once(*arguments: Any, **options: Any) -> Result:
        signal.raise_signal(signal.SIGINT)
        return solve(*arguments, **options)

    before = signal.getsignal(signal.SIGINT)  # a run started in the background ignores it
    monkeypatch.setattr("jingge_engines.districting.cli.solve", pressed_at_once)
    assert run(written(tmp_path / "in"), tmp_path / "out", "--time", "600") == 0
    plan = (tmp_path / "out" / "plan.csv").read_text().splitlines()
    assert len(plan) == 17
    assert signal.getsignal(signal.SIGINT) is before


def test_it_runs_as_a_module(tmp_path: Path) -> None:
    folder = FOLDER / "ms_county_2010"
    options = ["--districts", "4", "--lower", "738116", "--upper", "745533", "--time", "2", "--seed", "5"]
    command = [sys.executable, "-m", "jingge_engines.districting", "solve", str(folder), *options]
    done = subprocess.run([*command, "--out", str(tmp_path)], capture_output=True, text=True, check=True)
    assert "feasible" in done.stdout
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["seconds"] > 0
    assert report["objective"] == pytest.approx(16173.608, abs=0.01)
