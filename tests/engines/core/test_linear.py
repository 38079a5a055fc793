"""Programs that grow rows between solves, and say what they met on the way."""

import numpy as np
import pytest

from jingge_engines.core.linear import Columns, Program, Rows


def knapsack() -> Program:
    """Take at most 5 kg of three things; costs are what taking saves."""
    program = Program(np.zeros(0), np.zeros(0))
    nothing = np.zeros(0, dtype=np.int64)
    costs = np.array([-6.0, -5.0, -4.0])
    program.add(Columns(costs, np.zeros(4, dtype=np.int64), nothing, np.zeros(0)), 1.0)
    weights = np.array([4.0, 3.0, 2.0])
    program.constrain(Rows(np.zeros(1), np.array([5.0]), np.array([0, 3]), np.arange(3), weights))
    return program


def test_whole_numbers_are_worse_than_broken_ones_and_within_their_bound() -> None:
    broken, whole = knapsack().solve(), knapsack().solve(integer=True, nodes=100)
    assert broken.objective == pytest.approx(-9.0)
    assert whole.objective == pytest.approx(-9.0)
    assert whole.bound <= whole.objective + 1e-6
    assert whole.values == pytest.approx([0, 1, 1])


def test_rows_and_costs_that_come_later_count() -> None:
    program = knapsack()
    assert program.solve(integer=True, nodes=100).objective == pytest.approx(-9.0)
    apart = Rows(np.zeros(1), np.ones(1), np.array([0, 2]), np.array([1, 2]), np.ones(2))
    program.constrain(apart)
    assert program.solve(integer=True, nodes=100).objective == pytest.approx(-6.0)
    program.recost(np.array([-1.0, -5.0, -4.0]))
    assert program.solve(integer=True, nodes=100).objective == pytest.approx(-5.0)
    program.limit(np.array([1.0, 0.0, 1.0]))
    assert program.solve(integer=True, nodes=100).values == pytest.approx([0, 0, 1])


def test_only_the_first_variables_need_to_be_whole() -> None:
    answer = knapsack().solve(integer=True, whole=1, nodes=100)
    assert answer.objective == pytest.approx(-9.0)
    assert answer.values[0] == pytest.approx(round(answer.values[0]))


def test_what_is_raised_while_the_solver_runs_comes_out_of_it() -> None:
    def over() -> bool:
        raise KeyboardInterrupt

    rng = np.random.default_rng(1)
    program = Program(np.zeros(0), np.zeros(0))
    count = 60
    nothing = np.zeros(0, dtype=np.int64)
    program.add(Columns(-rng.random(count), np.zeros(count + 1, dtype=np.int64), nothing, np.zeros(0)), 1.0)
    for _ in range(20):
        row = Rows(np.zeros(1), np.array([9.0]), np.array([0, count]), np.arange(count), rng.random(count))
        program.constrain(row)
    with pytest.raises(KeyboardInterrupt):
        program.solve(integer=True, nodes=100, over=over)
    stopped = program.solve(integer=True, nodes=100, over=lambda: True)
    assert not stopped.optimal and not stopped.infeasible
