"""Plans survive real life: maps loaded without areas, units renamed, removed and added since the map."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
import shapely
from django.conf import settings
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.clock import today
from jingge.common.errors import Refused
from jingge.planning import actions
from jingge.planning.models import Scenario
from jingge.planning.queries.carrying import new_names, unit_changes
from jingge.planning.queries.ground import ground_of
from jingge.planning.terms import PRESENT, Wishes
from jingge.staffing.actions import post_to_beats, take_over_staff
from jingge.staffing.models import Posting
from jingge.staffing.queries import beat_officers
from jingge.territory.actions import adopt_version, put_divisions
from jingge.territory.models import Grid, GridVersion, Level
from jingge.territory.terms import BlockSpec, DivisionSpec
from tests.contexts.planning.conftest import SETTINGS, Place, work
from tests.factories.cast import viewer
from tests.factories.staffing import one
from tests.factories.territory import SmallMap, square
from tests.factories.territory import draw as draw_map

As = Callable[[Account], Client]
Draw = Callable[..., Scenario]
SOUTH_UNIT = "640181100001"
NORTH_UNIT = "640181100002"


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


XJ_AREA = "640181001Z01"
NEW_HAND = "040299"


def adopted_tomorrow(place: Place, scenario: Scenario) -> GridVersion:
    by = viewer(place.cast.command_office)
    actions.submit_scenario(scenario_id=scenario.pk, by=by)
    actions.approve_scenario(scenario_id=scenario.pk, by=viewer(place.cast.chief))
    day = today() + timedelta(days=1)
    version = actions.adopt_scenario(scenario_id=scenario.pk, valid_from=day, by=by).adopted_version
    assert version is not None
    return version


def holder(version: GridVersion, code: str, day: date) -> str:
    return beat_officers(version, day)[code].police_number


def with_a_new_hand(place: Place) -> None:
    """One more community officer in 西郊."""
    take_over_staff(
        bureau=place.cast.bureau, officers=[one(NEW_HAND, "community_officer", "XJ", community_years=1)],
        offices=[], valid_from=date(2020, 1, 1), origin_id=None, by=place.map.by,
    )  # fmt: skip


def test_a_plan_of_one_station_on_a_map_without_areas_leaves_the_others_their_areas_and_officers(
    place: Place, draw: Draw
) -> None:
    """A community was split on the new map; 西郊 takes no part and must not lose its area for it."""
    redrawn_without_areas(place.map)
    scenario = draw(wishes=Wishes(stations=("DT",)), officers_by_station={"DT": 3})
    version = adopted_tomorrow(place, scenario)
    tomorrow = today() + timedelta(days=1)
    assert Grid.objects.filter(version=version, level=Level.BLOCK, beat__isnull=True).count() == 0
    before = Grid.objects.filter(version=place.map.version, beat__code=XJ_AREA)
    now = Grid.objects.filter(version=version, beat__code=XJ_AREA)
    assert set(now.values_list("code", flat=True)) == set(before.values_list("code", flat=True)) != set()
    assert holder(version, XJ_AREA, tomorrow) == place.staff.responsible[XJ_AREA]
    assert len(beat_officers(version, tomorrow)) == 4


def test_a_handover_settled_for_later_holds_on_the_map_of_the_plan(place: Place, draw: Draw) -> None:
    with_a_new_hand(place)
    later = today() + timedelta(days=9)
    post_to_beats(
        version=place.map.version, responsible={**place.staff.responsible, XJ_AREA: NEW_HAND},
        valid_from=later, origin_id=None, by=place.map.by,
    )  # fmt: skip
    scenario = draw(wishes=Wishes(stations=("DT",)), officers_by_station={"DT": 3})
    version = adopted_tomorrow(place, scenario)
    assert holder(version, XJ_AREA, later - timedelta(days=1)) == place.staff.responsible[XJ_AREA]
    assert holder(version, XJ_AREA, later) == NEW_HAND


def test_ground_of_a_removed_unit_stays_with_its_code_and_an_officer(place: Place, draw: Draw) -> None:
    listed(place)
    version = adopted_tomorrow(place, draw())
    removed = Grid.objects.get(version=version, code="640181100002")
    assert removed.name == "东塔2社区"
    blocks = Grid.objects.filter(version=version, level=Level.BLOCK)
    assert blocks.count() == Grid.objects.filter(version=place.map.version, level=Level.BLOCK).count()
    assert not blocks.filter(beat__isnull=True).exists()
    assert not Grid.objects.filter(version=version, code="640181100003").exists()


def test_an_officer_who_left_since_the_plan_was_approved_is_named(
    place: Place, draw: Draw, english: None
) -> None:
    """Nothing of the adoption stays behind: neither a map nor postings."""
    scenario = draw()
    gone = place.staff.responsible[XJ_AREA]
    Posting.objects.filter(officer__police_number=gone).update(valid_to=today())
    with pytest.raises(Refused, match=gone):
        adopted_tomorrow(place, scenario)
    scenario.refresh_from_db()
    assert (scenario.adopted_version, GridVersion.objects.count()) == (None, 1)


def test_an_officer_on_leave_has_no_area_on_the_adopted_map(place: Place, draw: Draw) -> None:
    away = place.staff.responsible[f"{SOUTH_UNIT}Z01"]
    version = adopted_tomorrow(place, draw(wishes=Wishes(counting=PRESENT, absent=(away,))))
    tomorrow = today() + timedelta(days=1)
    posted = {officer.police_number for officer in beat_officers(version, tomorrow).values()}
    assert away not in posted
    assert len(posted) == 3


def test_two_officers_of_one_large_community_each_get_a_part_of_it_on_the_adopted_map(
    place: Place, draw: Draw
) -> None:
    scenario = draw(wishes=Wishes(divided={NORTH_UNIT: 2}), officers_by_station={"DT": 3, "XJ": 1})
    version = adopted_tomorrow(place, scenario)
    inside = Grid.objects.filter(version=version, level=Level.BLOCK, parent__code=NORTH_UNIT)
    areas = set(inside.values_list("beat__code", flat=True))
    holders = {holder(version, code, today() + timedelta(days=1)) for code in areas}
    assert (len(areas), len(holders)) == (2, 2)
    across = Grid.objects.filter(version=version, level=Level.BLOCK, beat__code__in=areas)
    assert set(across.values_list("parent__code", flat=True)) == {NORTH_UNIT}


def test_whoever_adopts_is_told_on_the_page_what_the_official_list_changed(
    place: Place, draw: Draw, as_: As, django_assert_max_num_queries: Callable[..., object]
) -> None:
    listed(place)
    scenario = draw()
    actions.submit_scenario(scenario_id=scenario.pk, by=viewer(place.cast.command_office))
    actions.approve_scenario(scenario_id=scenario.pk, by=viewer(place.cast.chief))
    address = reverse("planning:scenario", args=[scenario.pk])
    command, head = as_(place.cast.command_office), as_(place.cast.dongta_head)
    for client in (command, head):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        told = command.get(address).content.decode()
    assert "东塔1社区 is called 东塔路社区" in told
    assert "东塔2社区 was taken off the list" in told
    assert "official list has changed" not in head.get(address).content.decode()
