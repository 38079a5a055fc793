"""Whatever is fast agrees with the twin that looks at every set of offices."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingge_engines.siting import Model, evaluate
from jingge_engines.siting.reference import best_value
from jingge_engines.siting.vary import varied
from tests.engines.siting.cases import QUICK, answer, random_problem

MODELS = st.sampled_from(list(Model))


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 1_000_000), model=MODELS)
def test_the_answer_is_that_of_the_slow_twin(seed: int, model: Model) -> None:
    problem = random_problem(seed, model)
    result, best = answer(problem, params=QUICK), best_value(problem)
    if best is None:
        assert not result.feasible
        assert result.violations
        return
    assert result.feasible
    assert result.objective == pytest.approx(best)
    assert result.bound == pytest.approx(best)
    assert result.status == "proven"


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 1_000_000), model=MODELS)
def test_a_result_says_what_weighing_its_plan_says(seed: int, model: Model) -> None:
    problem = random_problem(seed, model)
    result = answer(problem, params=QUICK)
    weighed = evaluate(problem, result.plan)
    assert (weighed.terms, weighed.value, weighed.feasible) == (
        result.terms,
        result.objective,
        result.feasible,
    )
    assert sum(office.weight for office in result.offices) + result.terms.unserved_weight == pytest.approx(
        problem.weight.sum()
    )


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 1_000_000))
def test_larger_medians_agree_with_the_twin(seed: int) -> None:
    dice = np.random.default_rng(seed)
    problem = varied(
        random_problem(1, Model.P_MEDIAN),
        points=tuple(map(str, range(12))),
        sites=tuple(map(str, range(9))),
        weight=dice.integers(0, 9, 12).astype(float),
        travel=np.round(dice.random((12, 9)) * 10, 1),
        count=int(dice.integers(1, 6)), load=None, capacity=None, kept=("1",) if dice.random() < 0.5 else (),
        forbidden=("2",), classes=(), classes_of={}, budget=None, differ_from=(), radius=np.inf,
    )  # fmt: skip
    result = answer(problem)
    assert result.objective == pytest.approx(best_value(problem))
    assert result.status == "proven"


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1_000_000), model=MODELS, factor=st.sampled_from([2.0, 10.0]))
def test_more_weight_everywhere_changes_the_value_and_nothing_else(
    seed: int, model: Model, factor: float
) -> None:
    problem = random_problem(seed, model)
    heavier = varied(problem, weight=problem.weight * factor)
    one, other = answer(problem, params=QUICK), answer(heavier, params=QUICK)
    assert one.feasible == other.feasible
    if one.feasible:
        scale = 1.0 if model in (Model.SET_COVER, Model.P_CENTRE) else factor
        assert other.objective == pytest.approx(one.objective * scale)
