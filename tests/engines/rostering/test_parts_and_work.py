"""A question is taken apart where nobody shares a shift; the work ends a search, whatever the clock says."""

from dataclasses import replace

import pytest

from jingge_engines.core.result import Status
from jingge_engines.core.stop import AnyOf, MaxTime, Proven
from jingge_engines.rostering import Cover, Fairness, Member, Params, Problem, Shift, certify, repair, solve
from jingge_engines.rostering.objective import nights_of
from jingge_engines.rostering.parts import parts_of

DAYS = 28
WORK = Params(turns=1, nodes=20)
DUTY = Shift(id="duty", minutes=1440, rest_days=1, night=True)
DESK = Shift(id="desk", minutes=1440, rest_days=1, night=True)


def station(*, shared: bool) -> Problem:
    """Five on duty and three at the desk, round the clock; `shared`: one of them may take both."""
    five = [Member(number=f"1{n}", most_of={"desk": 0}, most_run=6) for n in range(5)]
    three = [Member(number=f"2{n}", most_of={"duty": 0}, most_run=6) for n in range(3)]
    if shared:
        five[0] = replace(five[0], most_of={})
    return Problem(
        days=DAYS,
        shifts=(DUTY, DESK),
        members=(*five, *three),
        covers=tuple(
            Cover(day=day, shift=kind, wanted=1) for day in range(DAYS) for kind in ("duty", "desk")
        ),
        fairness=Fairness(nights=4.0),
    )


def test_people_who_share_no_shift_are_apart_and_nobody_is_lost() -> None:
    problem = station(shared=False)
    parts = parts_of(problem)
    assert [people for people, _part in parts] == [(0, 1, 2, 3, 4), (5, 6, 7)]
    assert sum(len(part.covers) for _people, part in parts) == len(problem.covers)
    assert len(parts_of(station(shared=True))) == 1


def test_a_cover_nobody_can_fill_is_kept_and_lacks() -> None:
    problem = station(shared=False)
    nobody = tuple(replace(one, most_of={"desk": 0}) for one in problem.members)
    found = solve(replace(problem, members=nobody), stop=AnyOf(MaxTime(20), Proven()), params=WORK)
    assert found.terms is not None
    assert found.terms.missing == DAYS


@pytest.mark.parametrize("shared", [False, True])
def test_nights_are_shared_evenly_round_the_clock(shared: bool) -> None:
    problem = station(shared=shared)
    found = solve(problem, stop=AnyOf(MaxTime(60), Proven()), params=WORK)
    assert certify(problem, found.roster) == ()
    assert found.terms is not None
    assert found.terms.missing == 0
    nights = [nights_of(problem, row) for row in found.roster]
    assert max(nights[1:5]) - min(nights[1:5]) <= 1
    assert max(nights[5:]) - min(nights[5:]) <= 1
    assert found.status is not Status.NO_BOUND


def test_more_time_changes_nothing_where_the_work_decides() -> None:
    problem = station(shared=True)
    rosters = [solve(problem, stop=MaxTime(seconds), rng=1, params=WORK).roster for seconds in (60, 600)]
    assert rosters[0] == rosters[1]


def test_the_time_that_is_given_is_kept() -> None:
    solve(station(shared=False), stop=MaxTime(5), params=WORK)  # compiles
    problem = replace(station(shared=True), fairness=Fairness(nights=4.0, weekends=1.0))
    found = solve(problem, stop=MaxTime(0.05))
    assert certify(problem, found.roster) == ()
    assert len(found.roster) == len(problem.members)


def test_a_repair_by_work_is_the_least_change() -> None:
    problem = station(shared=False)
    then = solve(problem, stop=AnyOf(MaxTime(60), Proven()), params=WORK).roster
    day = next(day for day in range(10, DAYS) if then[0][day])
    mended = repair(
        problem, then, {"10": [day]}, from_day=day, stop=AnyOf(MaxTime(20), Proven()), params=WORK
    )
    assert mended.terms is not None
    assert mended.terms.missing == 0
    assert 2 <= mended.changed <= 4
    assert mended.roster[5:] == then[5:]
