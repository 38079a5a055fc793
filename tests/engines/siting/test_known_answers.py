"""Optima that others published are reached and proven."""

import pytest

from jingge_engines.siting import Model, Result
from jingge_engines.siting.io import Wishes, read_problem
from tests.engines.siting.cases import answer
from tests.engines.siting.instances import COUNTY, EXPECTED, FOLDER, KNOWN


def county(model: Model, **more: float) -> Result:
    wishes = Wishes(model=model.value, count=None if model is Model.SET_COVER else 24, **more)  # type: ignore[arg-type]
    return answer(read_problem(COUNTY, wishes))


@pytest.mark.parametrize(
    ("model", "name", "field"),
    [
        (Model.P_MEDIAN, "p_median", "objective"),
        (Model.MAX_COVER, "mclp", "covered_weight"),
        (Model.SET_COVER, "lscp", "facilities_needed"),
        (Model.DOUBLE_COVER, "double_cover", "weight_covered_twice"),
        (Model.EXPECTED_COVER, "mexclp_q0.4_one_unit_per_site", "expected_cover"),
        (Model.P_CENTRE, "p_center", "radius"),
    ],
)
def test_the_county_is_answered_as_published(model: Model, name: str, field: str) -> None:
    centre = model in (Model.P_MEDIAN, Model.P_CENTRE)
    result = county(model, **({} if centre else {"radius": 6.0}), busy=0.4)
    assert result.objective == pytest.approx(EXPECTED[name][field], abs=5e-5)
    assert (result.status, result.violations) == ("proven", ())


@pytest.mark.parametrize("number", sorted(KNOWN["pmed"]))
def test_medians_of_the_library_are_proven(number: str) -> None:
    result = answer(read_problem(FOLDER / f"pmed{number}.txt"))
    assert (result.objective, result.status) == (KNOWN["pmed"][number], "proven")


@pytest.mark.parametrize("number", sorted(KNOWN["pmedcap"]))
def test_medians_with_capacities_are_proven(number: str) -> None:
    result = answer(read_problem(FOLDER / f"pmedcap0{number}.txt"))
    assert (result.objective, result.status) == (KNOWN["pmedcap"][number], "proven")
    assert all(office.load <= 120 for office in result.offices)
