"""Level-4 grids by the norm: drawn inside communities and areas, adopted as a new map, misfits named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from jingge.common.clock import today
from jingge.common.errors import Invalid
from jingge.planning import actions
from jingge.planning.models import Scenario
from jingge.planning.rules.gridding import joined_name, numbers_of_grids
from jingge.planning.terms import GRIDS, Wishes
from jingge.staffing.queries import beat_officers
from jingge.territory.models import Grid
from tests.contexts.planning.conftest import SETTINGS, Place
from tests.factories.cast import viewer

Draw = Callable[..., Scenario]
PAIRS = {"town_lower": 150.0, "town_upper": 250.0}  # every block of the small map has 100 households


def grids(**changed: Any) -> dict[str, Any]:
    wishes = Wishes(**{"limits": PAIRS, **changed})
    return {"kind": GRIDS, "wishes": wishes, "weights": {"households": 1.0}, "officers_by_station": {}}


def test_grids_join_blocks_within_the_norm_inside_one_community_and_one_area(
    place: Place, draw: Draw
) -> None:
    scenario = draw(**grids())
    assert scenario.feasible, scenario.violations
    assert scenario.areas.count() == 8
    home = {
        code: (parent, beat)
        for code, parent, beat in Grid.objects.filter(version=place.map.version, level=4).values_list(
            "code", "parent__code", "beat__code"
        )
    }
    for area in scenario.areas.all():
        blocks = scenario.blocks.filter(area_number=area.number).values_list("block_code", flat=True)
        assert area.load == 200
        assert len({home[block] for block in blocks}) == 1
    assert scenario.report.get("misfits", []) == []


def test_adopting_grids_makes_a_new_map_with_the_same_areas_officers_and_sums(
    place: Place, draw: Draw
) -> None:
    scenario = draw(**grids(stations=("DT",)))
    by = viewer(place.cast.command_office)
    actions.submit_scenario(scenario_id=scenario.pk, by=by)
    actions.approve_scenario(scenario_id=scenario.pk, by=viewer(place.cast.chief))
    day = today() + timedelta(days=1)
    version = actions.adopt_scenario(scenario_id=scenario.pk, valid_from=day, by=by).adopted_version
    assert version is not None
    blocks = Grid.objects.filter(version=version, level=4)
    assert blocks.filter(station__code="DT").count() == 4
    assert blocks.filter(station__code="XJ").count() == 8
    joined = blocks.get(code="640181100001005")
    assert (joined.households, joined.population, joined.organisations) == (200, 660, 20)
    assert joined.incidents == {"dispute": 8, "report": 12}
    assert "1组" in joined.name
    before = Grid.objects.filter(version=place.map.version, level=3).values_list("code", "households")
    assert set(Grid.objects.filter(version=version, level=3).values_list("code", "households")) == set(before)
    officers = beat_officers(version, day)
    assert {code: officer.police_number for code, officer in officers.items()} == place.staff.responsible


def test_where_the_norm_cannot_be_kept_the_grid_and_the_reason_are_named(place: Place, draw: Draw) -> None:
    scenario = draw(**grids(limits={"town_lower": 40.0, "town_upper": 80.0}))
    assert {one["kind"] for one in scenario.report["misfits"]} == {"alone_too_many"}
    scenario = draw(**grids(limits={"town_lower": 500.0, "town_upper": 900.0}))
    assert {one["kind"] for one in scenario.report["misfits"]} == {"too_few_in_all"}
    scenario = draw(**grids(limits={"town_lower": 130.0, "town_upper": 160.0}))
    assert {one["kind"] for one in scenario.report["misfits"]} == {"do_not_add_up"}


def test_limits_the_wrong_way_round_name_their_field(place: Place, english: None) -> None:
    with pytest.raises(Invalid) as wrong:
        actions.create_scenario(
            settings=replace(SETTINGS, **grids(limits={"village_lower": 500.0, "village_upper": 300.0})),
            by=viewer(place.cast.command_office),
        )
    assert (wrong.value.field, wrong.value.value) == ("village_lower", 500.0)


@pytest.mark.parametrize(
    ("households", "blocks", "expected"),
    [
        (800, 8, 2),  # two grids of 400
        (1200, 12, 3),
        (290, 1, 1),
        (580, 2, 2),  # too many for one, a little few for two: the smaller miss first
        (0, 3, 1),
    ],
)
def test_the_number_tried_first_is_nearest_to_the_middle_of_the_norm(
    households: int, blocks: int, expected: int
) -> None:
    assert numbers_of_grids(households, blocks, 300, 500)[0] == expected


def test_a_grid_of_many_blocks_is_named_after_the_first() -> None:
    assert joined_name(["一组", "二组"]) == "一组、二组"
    assert joined_name([f"第{n}居民小区" for n in range(30)]) == "第0居民小区 +29"
