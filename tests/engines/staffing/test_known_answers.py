"""Published and given optima."""

import json

import pytest

from jingge_engines.core.result import Status
from jingge_engines.core.stop import MaxTime
from jingge_engines.staffing import certify, clash, solve
from jingge_engines.staffing.io import read_problem, read_sharings
from jingge_engines.staffing.rules import TransfersAtMost
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
