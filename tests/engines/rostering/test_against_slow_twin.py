"""Whatever the engine says of small rosters, looking at every roster says too."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingge_engines.core.result import Status
from jingge_engines.core.stop import MaxTime
from jingge_engines.rostering import (
    Cover,
    Fairness,
    Member,
    Problem,
    Shift,
    Wish,
    certify,
    repair,
    solve,
    terms_of,
)
from jingge_engines.rostering.reference import best_value, every_row

SHIFTS = (
    Shift(id="day", minutes=480, community=True),
    Shift(id="duty", minutes=1440, night=True, rest_days=1, never_next=frozenset({"day"})),
)
KINDS = ("day", "duty")


@st.composite
def members(draw: st.DrawFn, number: str, days: int) -> Member:
    least_run = draw(st.sampled_from([1, 1, 2]))
    return Member(
        number=number,
        teams=frozenset(draw(st.sets(st.sampled_from(["case"])))),
        most_of=draw(st.sampled_from([{}, {"duty": 1}, {"day": 0}])),
        least_minutes=draw(st.sampled_from([0, 0, 480, 960])),
        most_minutes=draw(st.sampled_from([None, 1920, 2400])),
        most_run=draw(st.sampled_from([None, least_run, 3])),
        least_run=least_run,
        least_off=draw(st.sampled_from([1, 1, 2])),
        most_weekends=draw(st.sampled_from([None, 0, 1])),
        away=frozenset(draw(st.sets(st.integers(0, days - 1), max_size=1))),
        before=draw(st.sampled_from([(), ("",), ("duty",), ("day", "day"), ("", "day")])),
        nights_before=draw(st.sampled_from([0.0, 1.0, -1.5])),
        weekends_before=draw(st.sampled_from([0.0, 1.0])),
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    days = draw(st.integers(1, 4))
    people = tuple(draw(members(f"{index}", days)) for index in range(draw(st.integers(1, 2))))
    teams = sorted({team for member in people for team in member.teams})
    covers = st.builds(
        Cover,
        day=st.integers(0, days - 1),
        shift=st.sampled_from(KINDS),
        wanted=st.integers(0, 2),
        team=st.sampled_from(["", *teams]),
        under=st.integers(0, 9),
        over=st.integers(0, 3),
    )
    wishes = st.builds(
        Wish,
        number=st.sampled_from([member.number for member in people]),
        day=st.integers(0, days - 1),
        shift=st.sampled_from(KINDS),
        weight=st.integers(0, 5),
        wanted=st.booleans(),
    )
    return Problem(
        days=days,
        shifts=SHIFTS,
        members=people,
        covers=tuple(draw(st.lists(covers, max_size=5))),
        wishes=tuple(draw(st.lists(wishes, max_size=3))),
        fairness=draw(
            st.sampled_from([Fairness(), Fairness(nights=1.5), Fairness(nights=1.0, weekends=0.5)])
        ),
        first_weekday=draw(st.integers(0, 6)),
    )


@given(problems())
@settings(max_examples=150, deadline=None)
def test_no_roster_is_better_than_the_engines(problem: Problem) -> None:
    found = solve(problem, stop=MaxTime(20))
    best = best_value(problem)
    assert found.status is Status.PROVEN
    assert found.feasible is (best is not None)
    if best is None:
        assert {one.number for one in found.broken} == {
            member.number for person, member in enumerate(problem.members) if not every_row(problem, person)
        }
    else:
        assert found.objective == pytest.approx(best)
        assert terms_of(problem, found.roster).objective == pytest.approx(best)
        assert certify(problem, found.roster) == ()


@given(problems(), st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_who_falls_ill_does_not_work_and_days_gone_by_stay(problem: Problem, day: int) -> None:
    before = solve(problem, stop=MaxTime(20))
    day = min(day, problem.days - 1)
    if not before.feasible:
        return
    number = problem.members[0].number
    after = repair(problem, before.roster, {number: [day]}, from_day=day, stop=MaxTime(20))
    if after.result.feasible:
        assert after.roster[0][day] == ""
        assert [row[:day] for row in after.roster] == [row[:day] for row in before.roster]


@given(
    st.sets(st.integers(0, 6)), st.sampled_from([(2, 0), (4, 1200), (3, 1700)]), st.sets(st.integers(0, 6))
)
@settings(max_examples=25, deadline=None)
def test_a_week_with_excused_days_is_weighed_as_every_row_of_it_says(
    excused: set[int], asked: tuple[int, int], away: set[int]
) -> None:
    member = Member(
        number="0", away=frozenset(away), excused=frozenset(excused), community_days_a_week=asked[0],
        community_minutes_a_week=asked[1],
    )  # fmt: skip
    covers = tuple(Cover(day=day, shift="duty", wanted=1, under=5) for day in range(7))
    problem = Problem(days=7, shifts=SHIFTS, members=(member,), covers=covers)
    found = solve(problem, stop=MaxTime(10))
    best = best_value(problem)
    assert found.feasible is (best is not None)
    assert best is None or found.objective == pytest.approx(best)
    assert not found.feasible or certify(problem, found.roster) == ()


def test_leave_on_a_workday_counts_as_a_day_in_the_own_area_where_it_is_excused() -> None:
    covers = tuple(Cover(day=day, shift="duty", wanted=0) for day in range(7))
    away = Member(
        number="0", away=frozenset(range(5)), community_days_a_week=4, community_minutes_a_week=1200
    )
    assert not solve(Problem(days=7, shifts=SHIFTS, members=(away,), covers=covers), stop=MaxTime(5)).feasible
    excused = replace(away, excused=frozenset(range(4)))
    assert solve(Problem(days=7, shifts=SHIFTS, members=(excused,), covers=covers), stop=MaxTime(5)).feasible
