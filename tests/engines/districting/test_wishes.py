"""Wishes on the command line: each option changes the plan as it says, and is refused in words."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from jingge_engines.districting.cli import main
from tests.engines.districting.cases import grid_edges

SIDE = 4
EDGES = "u,v,km\n" + "".join(f"{u},{v},{1 + (u + v) % 3}\n" for u, v in grid_edges(SIDE, SIDE))


def nodes() -> str:
    """Sixteen squares: halves are stations, quarters are level-2 units, two people live in each."""
    rows = ["id,population,x,y,town,station,homes"]
    for unit in range(SIDE * SIDE):
        x, y = unit % SIDE, unit // SIDE
        station = "east" if x >= SIDE // 2 else "west"
        town = f"{station}-{'north' if y >= SIDE // 2 else 'south'}"
        rows.append(f"{unit},2,{x},{y},{town},{station},{1 + y}")
    return "\n".join(rows) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nodes.csv").write_text(nodes(), encoding="utf-8")
    (tmp_path / "edges.csv").write_text(EDGES, encoding="utf-8")
    return tmp_path


def given(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def solved(folder: Path, *options: str) -> tuple[dict[str, int], dict[str, Any]]:
    """Area of every unit, and the report."""
    plain = ["--districts", "2", "--lower", "14", "--upper", "18", "--objective", "cut_edges"]
    fixed = ["--distance", "plane", "--time", "20", "--out", str(folder / "out")]
    assert main(["solve", str(folder), *plain, *fixed, *options]) == 0
    with (folder / "out" / "plan.csv").open(encoding="utf-8") as file:
        plan = {row["id"]: int(row["district"]) for row in csv.DictReader(file)}
    return plan, json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))


def refused(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    plain = ["--districts", "2", "--lower", "8", "--upper", "24", "--distance", "plane"]
    assert main(["solve", str(folder), *plain, "--out", str(folder / "out"), *options]) == 2
    assert not (folder / "out").exists()
    return capsys.readouterr().err


def sides(plan: dict[str, int], *units: int) -> set[int]:
    return {plan[str(unit)] for unit in units}


def test_pairs_are_kept_together_and_apart(folder: Path) -> None:
    together = given(folder, "together.csv", "u,v\n0,15\n")
    apart = given(folder, "apart.csv", "u,v\n0,1\n")
    plan, report = solved(folder, "--together", together, "--apart", apart)
    assert plan["0"] == plan["15"]
    assert plan["0"] != plan["1"]
    assert (report["feasible"], report["status"]) == (True, "proven")


def test_locked_units_lie_in_their_areas(folder: Path) -> None:
    lock = given(folder, "lock.csv", "unit,area\n0,a\n3,a\n12,b\n")
    plan, report = solved(folder, "--lock", lock)
    assert len(sides(plan, 0, 3)) == 1
    assert len(sides(plan, 0, 12)) == 2
    assert report["feasible"]


def test_every_area_holds_one_seat(folder: Path) -> None:
    plan, _ = solved(folder, "--seats", given(folder, "seats.csv", "id\n5\n6\n"))
    assert len(sides(plan, 5, 6)) == 2


def test_levels_are_kept_whole(folder: Path) -> None:
    plan, report = solved(folder, "--levels", "town", "--lower", "16", "--upper", "16")
    assert len(sides(plan, 0, 1, 4, 5)) == len(sides(plan, 2, 3, 6, 7)) == 1
    assert report["feasible"]


def test_regions_have_areas_and_limits_of_their_own(folder: Path) -> None:
    regions = ["--regions", "station", "--districts", "west=1,east=2"]
    plan, report = solved(folder, *regions, "--lower", "west=16,east=8", "--upper", "west=16,east=8")
    assert len(sides(plan, 0, 1, 4, 5, 8, 9, 12, 13)) == 1
    assert sorted(district["region"] for district in report["districts"]) == ["east", "east", "west"]
    assert report["feasible"]


def test_further_measures_have_limits_of_their_own(folder: Path) -> None:
    loose, _ = solved(folder)
    plan, report = solved(folder, "--measures", "homes:19:21")
    assert report["feasible"]
    for area in (0, 1):
        assert 19 <= sum(1 + int(unit) // SIDE for unit, mine in plan.items() if mine == area) <= 21
    assert [district["measures"] for district in report["districts"]] != []
    assert loose != plan or report["terms"]["cut_edges"] == 4


def test_areas_may_have_a_least_and_a_greatest_number_of_units(folder: Path) -> None:
    plan, report = solved(folder, "--lower", "0", "--upper", "32", "--least-units", "7", "--most-units", "9")
    assert report["feasible"]
    assert 7 <= list(plan.values()).count(0) <= 9


def test_today_is_kept_as_far_as_it_is_weighed(folder: Path) -> None:
    ragged = {0, 1, 2, 4, 5, 8, 9, 12}
    rows = [f"{unit},{'A' if unit in ragged else 'B'}" for unit in reversed(range(16))]
    today = ("--today", given(folder, "today.csv", "id,district\n" + "\n".join(rows) + "\n"))
    plan, report = solved(folder, *today, "--change-weight", "10")
    assert report["terms"]["units_changed"] == 0
    assert {district["label"] for district in report["districts"]} == {"A", "B"}
    assert len(sides(plan, *ragged)) == 1
    _, free = solved(folder, *today)
    assert free["terms"]["cut_edges"] < report["terms"]["cut_edges"]
    assert free["terms"]["people_changed"] > 0


def test_a_blend_weighs_any_named_terms(folder: Path) -> None:
    _, report = solved(folder, "--objective", "blend", "--weights", "cut_edges=1,imbalance=100")
    terms = report["terms"]
    assert report["objective"] == pytest.approx(terms["cut_edges"] + 100 * terms["imbalance"])
    assert report["params"]["weights"] == {"cut_edges": 1.0, "imbalance": 100.0}
    assert {"travel", "officers_changed", "moment_of_inertia", "imbalance_gini"} <= terms.keys()


def test_travel_runs_along_the_edges_or_by_a_table_from_bases(folder: Path) -> None:
    _, along = solved(folder, "--objective", "travel", "--travel", "km")
    assert along["objective"] == pytest.approx(along["terms"]["travel"])
    rows = [f"{unit},{unit % SIDE},{SIDE - 1 - unit % SIDE}" for unit in reversed(range(16))]
    table = given(folder, "km.csv", "id,0,elsewhere\n" + "\n".join(rows) + "\n")
    _, based = solved(folder, "--objective", "travel", "--travel", table)
    assert based["objective"] == pytest.approx(2 * (0 + 1 + 1 + 0) * SIDE / 1000)


def test_effort_is_written_down(folder: Path) -> None:
    _, report = solved(folder, "--exact", "--threads", "1", "--islands", "3")
    assert report["status"] == "proven"
    assert (report["params"]["threads"], report["params"]["islands"]) == (1, 3)
    assert report["params"]["exact_sets"] > 1_000_000


@pytest.mark.parametrize(
    ("option", "text", "message"),
    [
        ("--today", "id,district\n0,a\n0,b\n", "wish.csv row 3, id: '0' stands twice"),
        ("--today", "id,district\n99,a\n", "wish.csv row 2, id: no unit '99' in nodes.csv; correct the id"),
        ("--today", "id,area_code\n0,a\n", "wish.csv row 1: column 'district' is missing"),
        ("--lock", "unit,area\n,a\n", "wish.csv row 2, unit: empty; fill it in"),
        ("--together", "u,w\n0,1\n", "wish.csv row 1: column 'v' is missing"),
        ("--apart", "u,v\n0,99\n", "wish.csv row 2, v: no unit '99' in nodes.csv"),
        ("--apart", "u,v\n0,0\n", "apart: entry 1 is ('0', '0'); give two different units"),
        ("--seats", "id\n1\n2\n3\n", "seats: 3 for 2 areas; every area holds exactly one"),
        ("--seats", "id\n1\n1\n", "seats: unit '1' stands twice"),
        ("--travel", "id,a\n0,1\n", "wish.csv: no row for unit '1'; give one row per unit"),
        ("--travel", "id\n0\n", "wish.csv row 1: no bases; give a column of distances for each of them"),
        ("--travel", "id,a\n0,-1\n", "wish.csv: no row for unit '1'"),
        ("--lock", "", "wish.csv row 1: column 'id' is missing; the header is []"),
    ],
)
def test_a_wrong_wish_is_refused_by_file_row_field_and_value(
    folder: Path, capsys: pytest.CaptureFixture[str], option: str, text: str, message: str
) -> None:
    assert message in refused(folder, capsys, option, given(folder, "wish.csv", text))


def test_a_file_that_is_not_there_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "none.csv: cannot be read" in refused(folder, capsys, "--today", str(folder / "none.csv"))


def test_roads_that_do_not_lead_everywhere_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "edges.csv").write_text("u,v,km\n0,1,1\n", encoding="utf-8")
    said = refused(folder, capsys, "--objective", "travel", "--travel", "km")
    assert "--travel km: no way along edges.csv leads from unit '0' to '2'; join them" in said


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--levels", "village"), "nodes.csv row 1: column 'village' is missing"),
        (("--measures", "dogs:1:2"), "nodes.csv row 1: column 'dogs' is missing"),
        (("--measures", "town:1:2"), "nodes.csv row 2, town: 'west-south' is not a number"),
        (("--travel", "miles"), "--travel miles: neither a file nor a column of edges.csv"),
        (("--districts", "north=1"), "--districts: no region 'north'; there are none, as --regions names no"),
        (("--regions", "station", "--districts", "east=1"), "districts: nothing for region 'west'"),
        (
            ("--regions", "station", "--upper", "east=9,south=9"),
            "--upper: no region 'south'; there are east, w",
        ),
        (("--objective", "blend"), "--weights: needed with objective 'blend', and only there"),
        (("--weights", "cut_edges=1"), "--weights: needed with objective 'blend', and only there"),
        (
            ("--objective", "blend", "--weights", "travel=1", "--change-weight", "2"),
            "--change_weight: not with 'blend'",
        ),
        (("--least-units", "9", "--most-units", "3"), "measures 'units': lower 9 must be at most upper, 3"),
    ],
)
def test_wishes_that_contradict_the_folder_or_each_other_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], message: str
) -> None:
    assert message in refused(folder, capsys, *options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--measures", "homes:1"), "'homes:1' is not COLUMN:LOWER:UPPER"),
        (("--measures", "homes:2:nan"), "'nan' is not a finite number"),
        (("--measures", "homes:1:2,homes:1:3"), "'homes' stands twice"),
        (("--weights", "beauty=1"), "no term 'beauty'; known are cut_edges"),
        (("--weights", "travel"), "'travel' is not NAME=VALUE"),
        (("--weights", "travel=-1"), "'-1' is below 0"),
        (("--priority", "imbalance,imbalance"), "'imbalance' stands twice"),
        (("--priority", "speed"), "no term 'speed'"),
        (("--districts", "a=1,a=2"), "'a' stands twice"),
        (("--threads", "-1"), "'-1' is not a whole number of at least 0"),
        (("--islands", "0"), "'0' is not a whole number of at least 1"),
        (("--change-weight", "inf"), "'inf' is not a finite number"),
        (("--open", "none"), "'none' is not a whole number"),
    ],
)
def test_a_wrong_value_is_refused_where_it_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, str], message: str
) -> None:
    name, value = options
    with pytest.raises(SystemExit) as stopped:
        main(["solve", str(folder), "--out", str(folder / "out"), f"{name}={value}"])
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


def test_limits_may_only_be_left_out_with_facilities(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["solve", str(folder), "--out", str(folder / "out"), "--lower", "1"])
    assert stopped.value.code == 2
    assert "the following arguments are required: --districts, --upper" in capsys.readouterr().err
