"""Whatever the engine says of small questions, looking at every plan says too."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingge_engines.core.result import Status
from jingge_engines.core.stop import MaxTime
from jingge_engines.staffing import Kind, Person, Post, Problem, Station, certify, clash, curve, solve
from jingge_engines.staffing.reference import best_values, smallest_clash, together
from jingge_engines.staffing.rules import (
    Attached,
    Covered,
    Exclusive,
    RoleShare,
    RoleSize,
    Rule,
    Separate,
    Stability,
    StationShare,
    StationSize,
    TransfersAtMost,
)
from jingge_engines.staffing.solve import solve_welded
from jingge_engines.staffing.terms import Goal

ROLES = ("community", "case")
PLACES = ("a", "b")
SKILLS = ("first aid", "dialect")


@st.composite
def persons(draw: st.DrawFn, number: str) -> Person:
    kind = draw(st.sampled_from([Kind.OFFICER, Kind.OFFICER, Kind.AUXILIARY]))
    return Person(
        number=number,
        kind=kind,
        station=draw(st.sampled_from(["", *PLACES])),
        role=draw(st.sampled_from(["", *ROLES])),
        skills=frozenset(draw(st.sets(st.sampled_from(SKILLS)))),
        posting_years=draw(st.sampled_from([None, 1.0, 9.0])),
        fixed=draw(st.sampled_from(["", "", "", "in training"])),
        most_posts=draw(st.sampled_from([1, 1, 2])),
        new=draw(st.sampled_from([False, False, False, True])),
    )


@st.composite
def posts(draw: st.DrawFn, number: str) -> Post:
    least = draw(st.integers(0, 1))
    return Post(
        id=number,
        station=draw(st.sampled_from(PLACES)),
        role=draw(st.sampled_from(ROLES)),
        kinds=frozenset(
            draw(st.sampled_from([{Kind.OFFICER}, {Kind.AUXILIARY}, {Kind.OFFICER, Kind.AUXILIARY}]))
        ),
        least=least,
        most=draw(st.sampled_from([None, least + 1])),
        wants=frozenset(draw(st.sampled_from([set[str](), set[str](), {"first aid"}]))),
        prefers=frozenset(draw(st.sets(st.just("dialect")))),
        area=draw(st.sampled_from(["", "one", "two"])),
        units=tuple(draw(st.sets(st.sampled_from(["u1", "u2"])))),
    )


def rules(numbers: list[str]) -> st.SearchStrategy[Rule]:
    share = st.sampled_from([Fraction(2, 5), Fraction(1, 2), Fraction(1)])
    return st.one_of(
        st.builds(StationShare, least=share),
        st.builds(RoleShare, id=st.just("share"), role=st.just("community"), least=share, station=st.sampled_from([None, "a"])),
        st.builds(StationSize, id=st.just("size"), station=st.just("a"), least=st.integers(0, 2), most=st.sampled_from([None, 2])),
        st.builds(RoleSize, id=st.just("role"), role=st.just("case"), least=st.integers(0, 2), station=st.sampled_from([None, "b"])),
        st.builds(Stability, role=st.just("community"), exempt=st.sampled_from([frozenset(), frozenset({numbers[0]})])),
        st.builds(Attached, role=st.just("community")),
        st.just(Exclusive(id="exclusive", first="community", second="case")),
        st.just(Separate(id="separate", first=numbers[0], second=numbers[1])),
        st.builds(TransfersAtMost, most=st.integers(0, 2)),
    )  # fmt: skip


@st.composite
def crews(draw: st.DrawFn) -> tuple[Person, ...]:
    """Two to four people; often some are alike in everything but their numbers."""
    people: list[Person] = []
    for index in range(draw(st.integers(2, 4))):
        number = f"{1000 + index}"
        double = bool(people) and draw(st.booleans())
        people.append(replace(people[-1], number=number) if double else draw(persons(number)))
    return tuple(people)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    people = draw(crews())
    numbers = [person.number for person in people]
    places = tuple(draw(posts(f"post {index}")) for index in range(draw(st.integers(2, 4))))
    reserve = Post(id="reserve", role="community", kinds=frozenset(Kind))
    case = Post(id="brigade", role="case", kinds=frozenset(Kind))
    chosen: list[Rule] = draw(st.lists(rules(numbers), max_size=4, unique_by=lambda rule: rule.id))
    units = tuple(sorted({unit for post in places for unit in post.units}))
    covered = draw(st.booleans()) and units
    if covered:
        chosen.append(Covered(units=units))
    return Problem(
        persons=people,
        stations=tuple(Station(id=one, workload=draw(st.integers(0, 5))) for one in PLACES),
        posts=(*places, reserve, case),
        rules=tuple(chosen),
        distance_m={("a", "b"): draw(st.integers(0, 9)), ("a", ""): 4, ("b", ""): 7},
    )


@given(problems())
@settings(max_examples=120, deadline=None)
def test_no_plan_is_better_than_the_engines(problem: Problem) -> None:
    found = solve(problem, stop=MaxTime(20))
    best = best_values(problem)
    assert found.status is Status.PROVEN
    assert found.feasible is (best is not None)
    if best is not None:
        assert [one.value for one in found.goals] == pytest.approx(best)
        assert [getattr(found.terms, goal) for goal in problem.goals] == pytest.approx(best)
        assert certify(problem, found.held) == ()


@given(problems())
@settings(max_examples=60, deadline=None)
def test_a_clash_is_the_smallest_and_every_rule_of_it_is_needed(problem: Problem) -> None:
    found = clash(problem, stop=MaxTime(20))
    assert found.status is Status.PROVEN
    assert len(found.rules) == smallest_clash(problem)
    for left_out in found.rules:
        assert together(problem, tuple(rule for rule in found.rules if rule is not left_out))


@given(problems())
@settings(max_examples=30, deadline=None)
def test_more_moves_never_make_balance_worse(problem: Problem) -> None:
    values = [point.value for point in curve(problem, most=2, stop=MaxTime(20))]
    there = [value for value in values if value is not None]
    assert there == sorted(there, reverse=True)
    assert values[: len(values) - len(there)] == [None] * (len(values) - len(there))


@given(problems())
@settings(max_examples=60, deadline=None)
def test_every_point_of_the_curve_is_what_the_whole_question_answers(problem: Problem) -> None:
    """Strengths first, people afterwards: the same balance as the slow twin finds over every plan."""
    for point in curve(problem, most=3, stop=MaxTime(20)):
        cap = TransfersAtMost(id="cap", most=point.transfers_at_most)
        goals: tuple[Goal, ...] = ("imbalance", "transfers")
        best = best_values(replace(problem, rules=(*problem.rules, cap), goals=goals))
        assert point.status is Status.PROVEN
        assert (point.value is None) is (best is None)
        if best is not None:
            terms = point.result.terms
            assert [getattr(terms, goal) for goal in goals] == pytest.approx(best)
            assert certify(replace(problem, rules=(*problem.rules, cap)), point.result.held) == ()


@given(problems())
@settings(max_examples=60, deadline=None)
def test_goals_welded_into_one_sum_keep_their_order(problem: Problem) -> None:
    asked = replace(problem, goals=("transfers", "role_changes", "posts_left"))
    one, other = solve(asked, stop=MaxTime(20)), solve_welded(asked, stop=MaxTime(20))
    assert (one.goals, one.status) == (other.goals, other.status)
