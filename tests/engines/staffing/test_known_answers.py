"""Published and given optima."""

import json
from pathlib import Path

import pytest

from jingge_engines.core.result import Status
from jingge_engines.core.stop import MaxTime
from jingge_engines.staffing import Person, Post, Problem, Station, certify, clash, solve
from jingge_engines.staffing.cli import main
from jingge_engines.staffing.io import read_problem, read_sharings
from jingge_engines.staffing.rules import StationSize, TransfersAtMost
from jingge_engines.staffing.sharing import share
from jingge_engines.staffing.vary import with_rules
from tests.engines.staffing.instances import FOLDER

GAP1 = [336, 327, 339, 341, 326]


def test_the_county_needs_20_transfers_6_role_changes_and_782_92_km() -> None:
    problem = read_problem(FOLDER / "county_staff_dev.json")
    found = solve(problem, stop=MaxTime(60))
    assert found.status is Status.PROVEN
    assert [goal.value for goal in found.goals] == [20, 6, 782_920]
    assert certify(problem, found.held) == ()


def test_19_transfers_are_not_enough_for_three_rules_together() -> None:
    problem = with_rules(read_problem(FOLDER / "county_staff_dev.json"), TransfersAtMost(most=19))
    found = clash(problem, stop=MaxTime(60))
    assert found.status is Status.PROVEN
    assert len(found.rules) == 3
    assert "transfers_at_most" in {rule.id for rule in found.rules}


@pytest.mark.parametrize(("number", "best"), list(enumerate(GAP1)))
def test_generalised_assignments_reach_their_published_optima(number: int, best: int) -> None:
    found = share(read_sharings(FOLDER / "gap1.txt", "most")[number], stop=MaxTime(30))
    assert (found.objective, found.bound, found.status) == (best, best, Status.PROVEN)


def test_the_first_of_the_large_ones_too() -> None:
    found = share(read_sharings(FOLDER / "gapa.txt", "least")[0], stop=MaxTime(30))
    assert (found.objective, found.status) == (1698, Status.PROVEN)


def test_the_given_file_names_the_rules_it_is_solved_under() -> None:
    told = json.loads((FOLDER / "county_staff_dev.json").read_text(encoding="utf-8"))
    assert len(read_problem(FOLDER / "county_staff_dev.json").rules) == 1 + 3 * len(told["stations"])


def test_a_province_is_answered_in_one_job_and_a_bureau_that_cannot_be_read_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    province = tmp_path / "province"
    province.mkdir()
    county = (FOLDER / "county_staff_dev.json").read_text(encoding="utf-8")
    for name in ("a", "c"):
        (province / f"{name}.json").write_text(county, encoding="utf-8")
    (province / "b.json").write_text("{}", encoding="utf-8")
    code = main(["solve", str(province), "--time", "60", "--out", str(tmp_path / "plans")])
    said = capsys.readouterr().out
    assert code == 2
    assert "1 of 3, a: transfers 20 (proven)" in said
    assert "2 of 3, b: refused: b.json" in said
    assert "3 of 3, c: transfers 20 (proven)" in said
    assert sorted(one.name for one in (tmp_path / "plans").iterdir()) == ["a", "c"]


def test_of_people_who_are_alike_the_lower_numbers_move() -> None:
    people = tuple(Person(number=f"01{n:02}", station="east", role="case") for n in (7, 3, 9, 1, 5))
    posts = tuple(Post(id=f"{one} case", station=one, role="case") for one in ("east", "west"))
    asked = Problem(
        persons=people,
        stations=(Station(id="east"), Station(id="west")),
        posts=posts,
        rules=(StationSize(id="west", station="west", least=2),),
        distance_m={("east", "west"): 9_400},
    )
    found = solve(asked, stop=MaxTime(10))
    assert [move.number for move in found.moves] == ["0101", "0103"]
    assert [people[p].number for p, held in enumerate(found.held) if held == ("west case",)] == [
        "0103",
        "0101",
    ]
