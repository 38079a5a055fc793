"""What a plan is worth, on cases small enough to count by hand."""

import numpy as np
import pytest

from jingge_engines.districting import Broken, Params, ProblemError, diagnose, evaluate
from tests.engines.districting.cases import grid

ROWS = [0, 0, 0, 1, 1, 1]


def test_a_sound_plan_is_counted_term_by_term() -> None:
    weighed = evaluate(grid(3, 2, districts=2, lower=3, upper=3), ROWS)
    assert weighed.feasible
    assert weighed.terms.cut_edges == 3
    assert weighed.terms.moment_of_inertia == pytest.approx(4e-6)
    assert weighed.terms.imbalance_max_over_mean == weighed.terms.imbalance_gini == 0
    assert [district.centre for district in weighed.districts] == ["u1", "u4"]
    assert weighed.objective == weighed.terms.moment_of_inertia


def test_distances_on_the_globe_are_great_circle_kilometres() -> None:
    points = np.array([[106.0, 38.0], [106.0, 39.0]])
    weighed = evaluate(grid(2, 1, points=points, metric="haversine_km", load=[1e6, 1]), [0, 0])
    assert weighed.terms.moment_of_inertia == pytest.approx(111.195**2 / 1e6, rel=1e-4)


def test_imbalance_is_relative_to_the_mean_load() -> None:
    terms = evaluate(grid(4, 1, districts=2), [0, 0, 0, 1]).terms
    assert terms.imbalance_max_over_mean == pytest.approx(0.5)
    assert terms.imbalance_std == pytest.approx(0.5)
    assert terms.imbalance_gini == pytest.approx(0.25)


def test_new_areas_are_matched_to_those_of_today_that_keep_most_people() -> None:
    problem = grid(
        6, 1, districts=2, today=("w", "w", "w", "e", "e", "e"), change_weight_of=[1, 1, 1, 10, 1, 1]
    )
    weighed = evaluate(problem, [1, 1, 1, 1, 0, 0])
    assert [district.today for district in weighed.districts] == ["", "e"]
    assert weighed.terms.units_changed == 5
    assert weighed.terms.people_changed == 5
    gentle = evaluate(problem, [1, 1, 0, 0, 0, 0])
    assert (gentle.terms.units_changed, gentle.terms.people_changed) == (1, 1)
    assert gentle.terms.districts_changed == 0


def test_ground_that_has_no_officer_today_does_not_change_hands() -> None:
    problem = grid(4, 1, districts=2, today=("", "", "e", "e"))
    assert evaluate(problem, [0, 0, 1, 1]).terms.people_changed == 0


def test_the_price_of_change_is_what_the_parameters_say() -> None:
    problem = grid(6, 1, districts=2, today=("w", "w", "w", "e", "e", "e"), change_weight_of=[2] * 6)
    plan = [0, 0, 1, 1, 1, 1]
    inertia = evaluate(problem, plan, Params(change_weight=4))
    assert inertia.objective == pytest.approx(inertia.terms.moment_of_inertia + 4 * 2 / 1e6)
    edges = evaluate(problem, plan, Params(objective="cut_edges", change_weight=4))
    assert edges.objective == pytest.approx(1 + 4 * 2 / 2)


def test_every_broken_constraint_is_named() -> None:
    problem = grid(4, 2, districts=2, lower=3, upper=4, nest=tuple("aabbccdd"), region=tuple("nnnnnnss"))
    weighed = evaluate(problem, ["x", "y", "x", "y", "y", "y", "y", None])
    kinds = {violation.kind for violation in weighed.violations}
    assert kinds == {
        Broken.UNASSIGNED,
        Broken.LOAD_BELOW,
        Broken.LOAD_ABOVE,
        Broken.NOT_CONTIGUOUS,
        Broken.NOT_NESTED,
        Broken.REGIONS_MIXED,
        Broken.DISTRICT_COUNT,
    }
    assert not weighed.feasible
    assert not weighed.contiguous
    assert not weighed.nested
    heavy = next(one for one in weighed.violations if one.kind is Broken.LOAD_ABOVE)
    assert heavy.message == "region 'n': area 'y' carries 5, 1 above the limit 4"
    assert (heavy.district, heavy.region, heavy.amount) == ("y", "n", 1)


def test_labels_and_indices_weigh_the_same() -> None:
    problem = grid(3, 2, districts=2)
    assert evaluate(problem, ["n"] * 3 + ["s"] * 3).terms == evaluate(problem, np.array(ROWS)).terms
    with pytest.raises(ProblemError, match="assignment: 2 entries for 6 units"):
        evaluate(problem, [0, 1])


def test_an_empty_plan_is_weighed_too() -> None:
    weighed = evaluate(grid(2, 1), ["", ""])
    assert weighed.districts == ()
    assert {violation.kind for violation in weighed.violations} == {Broken.UNASSIGNED, Broken.DISTRICT_COUNT}


def test_reasons_why_limits_cannot_be_met_are_named() -> None:
    heavy = grid(3, 1, load=[9, 1, 1], districts=2, lower=1, upper=5)
    assert [(one.kind, one.unit) for one in diagnose(heavy)] == [
        (Broken.REGION_TOTAL, ""),
        (Broken.UNIT_TOO_HEAVY, "u0"),
    ]
    apart = grid(3, 1, edges=np.zeros((0, 2)), districts=2)
    assert [one.kind for one in diagnose(apart)] == [Broken.REGION_IN_PIECES]
    many = grid(2, 1, districts=3)
    assert diagnose(many)[0].message == "3 areas are wanted of 2 units; every area needs a unit"
    alone = grid(4, 1, edges=[[0, 1], [1, 2]], districts=2, lower=2, upper=3)
    assert [(one.kind, one.unit) for one in diagnose(alone)] == [(Broken.REGION_TOTAL, "u3")]
    assert diagnose(grid(4, 1, districts=2, lower=2, upper=2)) == ()
