"""Stopping rules say stop when they promise to."""

import math

import pytest

from jingge_engines.core.stop import AnyOf, Cancelled, MaxIterations, MaxTime, NoImprovement, Proven, State


def test_rounds_are_counted() -> None:
    rule = MaxIterations(3)
    assert [rule.reached(State(rounds)) for rounds in range(5)] == [False, False, False, True, True]
    assert rule.rounds_left(State(1)) == 2
    assert rule.seconds_left() == math.inf


def test_time_runs_from_the_beginning_only() -> None:
    rule = MaxTime(1000)
    assert rule.seconds_left() == 1000
    rule.begin()
    first = rule.seconds_left()
    rule.begin()
    assert rule.seconds_left() <= first < 1000
    assert not rule.reached(State(0))
    over = MaxTime(0)
    over.begin()
    assert over.reached(State(0))


def test_a_search_that_stands_still_is_stopped() -> None:
    rule = NoImprovement(3)
    assert not rule.reached(State(0, value=10))
    assert not rule.reached(State(2, value=9))
    assert not rule.reached(State(4, value=9))
    assert rule.reached(State(5, value=9))


def test_a_proof_stops_at_the_gap_asked_for() -> None:
    assert Proven().reached(State(1, value=10, bound=10))
    assert not Proven().reached(State(1, value=10, bound=9.9))
    assert Proven(gap=0.01).reached(State(1, value=10, bound=9.9))
    assert not Proven(gap=0.5).reached(State(1))


def test_the_first_of_several_rules_stops() -> None:
    rule = AnyOf(MaxIterations(5), MaxTime(100), Proven())
    rule.begin()
    assert not rule.reached(State(4))
    assert rule.reached(State(5))
    assert rule.rounds_left(State(1)) == 4
    assert 0 < rule.seconds_left() <= 100


def test_senseless_rules_are_refused() -> None:
    for make in (lambda: MaxTime(-1), lambda: MaxTime(math.nan), lambda: MaxIterations(-1)):
        with pytest.raises(ValueError, match=r"seconds|rounds"):
            make()
    for other in (lambda: NoImprovement(0), lambda: Proven(-1), lambda: AnyOf()):
        with pytest.raises(ValueError, match=r"rounds|gap|rules"):
            other()


def test_a_word_from_outside_stops_what_looks_at_time_alone() -> None:
    said: list[bool] = []
    rule = AnyOf(MaxIterations(9), Cancelled(lambda: bool(said)))
    assert rule.seconds_left() == math.inf and not rule.reached(State(1))
    said.append(True)
    rule = AnyOf(MaxIterations(9), Cancelled(lambda: bool(said)))
    assert rule.seconds_left() == 0 and rule.reached(State(1))


def test_a_rule_does_not_ask_again_at_once() -> None:
    asked: list[bool] = []

    def ask() -> bool:
        asked.append(True)
        return False

    rule = Cancelled(ask)
    for _ in range(100):
        rule.seconds_left()
    assert len(asked) < 100
