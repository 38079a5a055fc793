"""Published optima, and a station's month."""

from pathlib import Path

import pytest

from jingge_engines.core.result import Status
from jingge_engines.core.stop import MaxTime
from jingge_engines.rostering import certify, solve
from jingge_engines.rostering.curtois import read_curtois

FOLDER = Path(__file__).parents[2] / "instances" / "rostering"


@pytest.mark.parametrize(("name", "best"), [("Instance1.txt", 607), ("Instance2.txt", 828)])
def test_published_instances_reach_their_optimum_and_prove_it(name: str, best: int) -> None:
    problem = read_curtois(FOLDER / name)
    found = solve(problem, stop=MaxTime(60))
    assert (found.objective, found.lower_bound, found.status) == (best, best, Status.PROVEN)
    assert certify(problem, found.roster) == ()
