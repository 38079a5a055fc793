"""Plans survive real life: maps loaded without areas, units renamed, removed and added since the map."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import shapely

from jingge.common.clock import today
from jingge.planning import actions
from jingge.planning.models import Scenario
from jingge.planning.queries.carrying import new_names, unit_changes
from jingge.planning.queries.ground import ground_of
from jingge.territory.actions import adopt_version, put_divisions
from jingge.territory.models import Grid, GridVersion
from jingge.territory.terms import BlockSpec, DivisionSpec
from tests.contexts.planning.conftest import SETTINGS, Place, work
from tests.factories.cast import viewer
from tests.factories.territory import SmallMap, square
from tests.factories.territory import draw as draw_map

Draw = Callable[..., Scenario]
SOUTH_UNIT = "640181100001"


def redrawn_without_areas(drawn: SmallMap) -> GridVersion:
    """A later map: no areas, and the south-western block of 东塔 split in two halves with new codes."""
    blocks: list[BlockSpec] = []
    for block in drawn.spec.blocks:
        bare = replace(block, beat_code="")
        if block.code != f"{SOUTH_UNIT}001":
            blocks.append(bare)
            continue
        for number, share in ((8, 0), (9, 1)):
            west = 106.32 + share * 0.005
            blocks.append(
                replace(bare, code=f"{SOUTH_UNIT}00{number}", name=f"半格{number}", households=50, population=180,
                        wkb=_half(west), lon=west + 0.0025, area_km2=None)
            )  # fmt: skip
    spec = replace(drawn.spec, blocks=blocks, beats=[])
    version = draw_map(spec, drawn.bureau, drawn.by, name="新图")
    return adopt_version(version=version, valid_from=today(), by=drawn.by)


def _half(west: float) -> bytes:
    whole = shapely.from_wkb(square(2, 0))
    _west, south, _east, north = whole.bounds
    return bytes(
        shapely.to_wkb(shapely.box(round(west, 6), south, round(west + 0.005, 6), north), byte_order=1)
    )


def test_a_map_loaded_without_areas_takes_todays_areas_and_officers_from_the_map_before(place: Place) -> None:
    version = redrawn_without_areas(place.map)
    ground = ground_of(version, today())
    beat = {block.code: block.beat_code for block in ground.blocks}
    assert beat[f"{SOUTH_UNIT}008"] == beat[f"{SOUTH_UNIT}009"] == f"{SOUTH_UNIT}Z01"
    assert beat["640181001001001"] == "640181001Z01"
    assert ground.carried == 17
    assert {code: one.police_number for code, one in ground.beats.items()} == place.staff.responsible


def test_keeping_everything_on_a_new_map_changes_nobodys_officer(place: Place) -> None:
    redrawn_without_areas(place.map)
    by = viewer(place.cast.command_office)
    scenario = actions.create_scenario(settings=replace(SETTINGS, change_weight=1.0), by=by)
    actions.request_solution(scenario_id=scenario.pk, by=by)
    assert work() == "done"
    scenario.refresh_from_db()
    assert scenario.report["change_summary"]["people"] == 0
    assert scenario.terms["people_changed"] == 0
    assert len(scenario.report["today_areas"]) == 4


def division(code: str, name: str, since: date, until: date | None = None) -> DivisionSpec:
    return DivisionSpec(
        code=code, name=name, kind="residents_committee", town_code=code[:9], valid_from=since, valid_to=until,
        station_code="DT",
    )  # fmt: skip


def listed(place: Place) -> date:
    """东塔1社区 renamed, 东塔2社区 removed, a third added, all since the map; the day after."""
    since = date(2021, 3, 1)
    rows = [
        division(SOUTH_UNIT, "东塔1社区", date(2016, 1, 1), since),
        division(SOUTH_UNIT, "东塔路社区", since),
        division("640181100002", "东塔2社区", date(2016, 1, 1), since),
        division("640181100003", "东塔新社区", since),
    ]
    put_divisions(bureau=place.cast.bureau, rows=rows, by=viewer(place.cast.command_office))
    return since + timedelta(days=1)


def test_what_the_official_list_changed_since_the_map_is_told(place: Place) -> None:
    day = listed(place)
    found = {one.code: (one.kind, one.before, one.after) for one in unit_changes(place.map.version, day)}
    assert found == {
        SOUTH_UNIT: ("renamed", "东塔1社区", "东塔路社区"),
        "640181100002": ("removed", "东塔2社区", ""),
        "640181100003": ("added", "", "东塔新社区"),
    }
    assert unit_changes(place.map.version, date(2021, 2, 1)) == []


def test_adopting_gives_a_renamed_unit_its_official_name(place: Place, draw: Draw) -> None:
    listed(place)
    scenario = draw(change_weight=1.0)
    assert new_names(place.map.version, today()) == {SOUTH_UNIT: "东塔路社区"}
    by = viewer(place.cast.command_office)
    actions.submit_scenario(scenario_id=scenario.pk, by=by)
    actions.approve_scenario(scenario_id=scenario.pk, by=viewer(place.cast.chief))
    adopted = actions.adopt_scenario(scenario_id=scenario.pk, valid_from=today() + timedelta(days=1), by=by)
    assert Grid.objects.get(version=adopted.adopted_version, code=SOUTH_UNIT).name == "东塔路社区"
    assert Grid.objects.get(version=place.map.version, code=SOUTH_UNIT).name == "东塔1社区"
