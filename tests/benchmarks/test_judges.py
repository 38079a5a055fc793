"""Peers choose their best plan by the very objective and limits that they are judged by afterwards."""

from typing import Any

import numpy as np
import pytest

from benchmarks.quality.cases import case_of
from benchmarks.quality.peers.plans import Best, Question
from benchmarks.quality.runs import question_of
from jingge_engines.districting import Params, evaluate
from jingge_engines.districting.params import Objective


def asked(label: str, **changes: Any) -> Question:
    return Question(question_of(label, seed=1, seconds=1.0) | changes)


@pytest.mark.parametrize("objective", ["cut_edges", "moment_of_inertia"])
@pytest.mark.parametrize("name", ["ms_county_2010", "ragged_3x2_1", "lingwu_LW02"])
def test_a_peer_weighs_a_plan_as_we_do(name: str, objective: Objective) -> None:
    problem = case_of(name).problem
    question = asked(f"{name}:{objective}")
    squared = question.squared() if objective == "moment_of_inertia" else None
    label = np.random.default_rng(3).integers(0, question.districts, question.size)
    wanted = evaluate(problem, label, Params(objective=objective))
    assert question.value(label, squared) == pytest.approx(wanted.terms.of(objective), rel=1e-9)


def test_a_peer_knows_a_plan_within_the_limits_when_it_sees_one() -> None:
    question = asked("ragged_3x2_1:cut_edges")
    cells = np.arange(36)
    planted = cells // 6 // 3 * 2 + cells % 6 // 3
    assert question.within(planted)
    assert question.connected(planted)
    assert question.deviation(planted) <= question.epsilon
    moved = planted.copy()
    moved[0] = planted[-1]
    assert not question.connected(moved)
    assert question.deviation(moved) == float("inf")


def test_a_plan_outside_the_limits_counts_only_while_there_is_no_other() -> None:
    best = Best()
    best.offer_outside(0.4, [0], "first")
    best.offer_outside(0.2, [1], "nearer")
    best.offer_outside(0.3, [2], "further")
    assert best.label == [1]
    best.offer(10.0, lambda: [3])
    best.offer_outside(0.1, [4], "late")
    assert best.label == [3]
    assert [value for _at, value in best.trace] == [10.0]
