"""One station or several, locked areas, places together and apart, officers away: what the plan then keeps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from jingge.common.clock import today
from jingge.common.errors import Invalid, Refused
from jingge.planning import actions
from jingge.planning.models import Scenario
from jingge.planning.terms import POSTS, PRESENT, LockedArea, Wishes
from jingge.staffing.queries import beat_officers
from jingge.territory.models import Grid
from tests.contexts.planning.conftest import SETTINGS, Place
from tests.factories.cast import viewer

Draw = Callable[..., Scenario]
Z01, Z02, NORTH = "640181100001Z01", "640181100001Z02", "640181100002Z01"
SOUTH_UNIT, NORTH_UNIT = "640181100001", "640181100002"


def areas_of(scenario: Scenario) -> dict[str, frozenset[str]]:
    """Code of every area → its blocks."""
    codes = dict(scenario.areas.values_list("number", "code"))
    found: dict[str, set[str]] = {}
    for block, number in scenario.blocks.values_list("block_code", "area_number"):
        found.setdefault(codes[number], set()).add(block)
    return {code: frozenset(blocks) for code, blocks in found.items()}


def today_of(place: Place) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for block, beat in Grid.objects.filter(version=place.map.version, level=4).values_list(
        "code", "beat__code"
    ):
        found.setdefault(beat, set()).add(block)
    return {code: frozenset(blocks) for code, blocks in found.items()}


def refused(place: Place, **changed: Any) -> str:
    with pytest.raises(Refused) as refusal:
        actions.create_scenario(settings=replace(SETTINGS, **changed), by=viewer(place.cast.command_office))
    return str(refusal.value.reason)


def decided(place: Place, scenario: Scenario) -> Scenario:
    """Submitted by one, approved by another, adopted from tomorrow."""
    actions.submit_scenario(scenario_id=scenario.pk, by=viewer(place.cast.command_office))
    actions.approve_scenario(scenario_id=scenario.pk, by=viewer(place.cast.chief))
    return actions.adopt_scenario(
        scenario_id=scenario.pk, valid_from=today() + timedelta(days=1), by=viewer(place.cast.command_office)
    )


# -- one station or several ---------------------------------------------------------------


def test_a_reform_of_one_station_draws_only_its_ground(place: Place, draw: Draw) -> None:
    scenario = draw(wishes=Wishes(stations=("DT",)), officers_by_station={"DT": 2, "XJ": 1})
    assert scenario.officers_by_station == {"DT": 2}
    assert {area.station.code for area in scenario.areas.select_related("station")} == {"DT"}
    assert scenario.blocks.count() == 8
    assert {row["station_code"] for row in scenario.report["today_areas"]} == {"DT"}


def test_adopting_one_stations_plan_carries_the_neighbours_over_with_their_officers(
    place: Place, draw: Draw
) -> None:
    before = today_of(place)
    scenario = decided(place, draw(wishes=Wishes(stations=("DT",)), officers_by_station={"DT": 2}))
    version = scenario.adopted_version
    assert version is not None
    now = {
        code: frozenset(Grid.objects.filter(version=version, beat__code=code).values_list("code", flat=True))
        for code in Grid.objects.filter(version=version, level=3).values_list("code", flat=True)
    }
    assert len(now) == 3
    assert now["640181001Z01"] == before["640181001Z01"]
    day = today() + timedelta(days=1)
    officers = beat_officers(version, day)
    assert officers["640181001Z01"].police_number == place.staff.responsible["640181001Z01"]


def test_a_station_that_the_map_does_not_have_is_named(place: Place, english: None) -> None:
    assert "XX" in refused(place, wishes=Wishes(stations=("XX",)))


# -- locked areas -------------------------------------------------------------------------


def test_a_locked_area_keeps_exactly_its_ground_while_the_rest_is_drawn(place: Place, draw: Draw) -> None:
    before = today_of(place)
    scenario = draw(wishes=Wishes(locked={NORTH: LockedArea("", ())}))
    assert scenario.feasible, scenario.violations
    found = areas_of(scenario)
    assert found[NORTH] == before[NORTH]
    assert len(found) == 4
    assert Wishes.from_json(scenario.wishes).locked[NORTH].name == "东塔2社区一区"


def test_what_a_lock_leaves_of_a_community_is_divided_within_itself(place: Place, draw: Draw) -> None:
    before = today_of(place)
    scenario = draw(wishes=Wishes(locked={Z01: LockedArea("", ())}))
    found = areas_of(scenario)
    assert found[Z01] == before[Z01]
    assert before[Z02] in found.values()


def test_a_locked_area_of_any_load_is_no_broken_limit(place: Place, draw: Draw) -> None:
    scenario = draw(
        wishes=Wishes(locked={NORTH: LockedArea("", ())}),
        balance_pct=10.0,
        officers_by_station={"DT": 3, "XJ": 1},
    )
    assert scenario.areas.get(code=NORTH).load > 1.2 * scenario.areas.get(code=Z01).load
    assert scenario.feasible, scenario.violations


def test_moving_a_block_out_of_a_locked_area_is_said_and_stops_the_submission(
    place: Place, draw: Draw
) -> None:
    by = viewer(place.cast.command_office)
    scenario = draw(wishes=Wishes(locked={Z01: LockedArea("", ())}))
    target = scenario.areas.get(code=Z02).number
    actions.move_block(scenario_id=scenario.pk, block_code=f"{SOUTH_UNIT}001", to_area=target, by=by)
    scenario.refresh_from_db()
    assert "leaves_its_part" in {one["kind"] for one in scenario.violations}
    with pytest.raises(Refused):
        actions.submit_scenario(scenario_id=scenario.pk, by=by)


def test_locking_everything_or_leaving_nobody_for_the_rest_is_refused_with_the_number(
    place: Place, english: None
) -> None:
    every = {code: LockedArea("", ()) for code in (Z01, Z02, NORTH)}
    assert "to 3" in refused(place, wishes=Wishes(locked=every), officers_by_station={"DT": 4, "XJ": 1})
    text = refused(
        place, wishes=Wishes(locked={NORTH: LockedArea("", ())}), officers_by_station={"DT": 1, "XJ": 1}
    )
    assert "at least 2" in text


def test_an_unknown_area_cannot_be_locked(place: Place, english: None) -> None:
    assert "“A99”" in refused(place, wishes=Wishes(locked={"A99": LockedArea("", ())}))


# -- together, apart, divided -------------------------------------------------------------


def test_communities_that_must_be_together_are_one_area(place: Place, draw: Draw) -> None:
    wishes = Wishes(together=(("640181001001", "640181001002"),))
    scenario = draw(wishes=wishes, officers_by_station={"DT": 3, "XJ": 1})
    assert (
        len(
            {
                area
                for code, area in scenario.blocks.values_list("block_code", "area_number")
                if code.startswith("640181001")
            }
        )
        == 1
    )


def test_communities_that_must_be_apart_are_never_one_area(place: Place, draw: Draw) -> None:
    free = draw(officers_by_station={"DT": 2, "XJ": 2})
    assert free.feasible
    scenario = draw(wishes=Wishes(apart=((SOUTH_UNIT, NORTH_UNIT),)), officers_by_station={"DT": 2, "XJ": 2})
    area = dict(scenario.blocks.values_list("block_code", "area_number"))
    assert area[f"{SOUTH_UNIT}001"] != area[f"{NORTH_UNIT}001"]


@pytest.mark.parametrize(
    ("wishes", "part"),
    [
        (Wishes(together=((SOUTH_UNIT, "640181001001"),)), "different stations"),
        (Wishes(together=((SOUTH_UNIT, NORTH_UNIT),), apart=((NORTH_UNIT, SOUTH_UNIT),)), "at once"),
        (Wishes(together=((SOUTH_UNIT, "999"),)), "“999”"),
        (Wishes(together=((SOUTH_UNIT,),)), "at least two"),
        (Wishes(apart=((SOUTH_UNIT, SOUTH_UNIT),)), "from itself"),
        (Wishes(divided={SOUTH_UNIT: 9}), "only 4 blocks"),
        (Wishes(divided={SOUTH_UNIT: 3}), "at least 4"),
        (Wishes(stations=("XJ",), divided={SOUTH_UNIT: 2}), "none of the stations chosen"),
    ],
)
def test_a_wish_that_no_plan_can_keep_is_refused_with_place_and_mend(
    place: Place, english: None, wishes: Wishes, part: str
) -> None:
    assert part in refused(place, wishes=wishes)


def test_a_large_community_gets_the_officers_it_was_given_inside_it(place: Place, draw: Draw) -> None:
    scenario = draw(wishes=Wishes(divided={NORTH_UNIT: 2}), officers_by_station={"DT": 3, "XJ": 1})
    inside = {
        area
        for code, area in scenario.blocks.values_list("block_code", "area_number")
        if code.startswith(NORTH_UNIT)
    }
    outside = {
        area
        for code, area in scenario.blocks.values_list("block_code", "area_number")
        if code.startswith(SOUTH_UNIT)
    }
    assert (len(inside), len(outside), inside & outside) == (2, 1, set())


# -- officers -----------------------------------------------------------------------------


def test_areas_are_counted_by_posts_or_by_officers_present(place: Place) -> None:
    by = viewer(place.cast.command_office)
    away = place.staff.responsible[Z01]
    posts = actions.create_scenario(
        settings=replace(SETTINGS, wishes=Wishes(counting=POSTS, absent=(away,))), by=by
    )
    present = actions.create_scenario(
        settings=replace(SETTINGS, wishes=Wishes(counting=PRESENT, absent=(away,))), by=by
    )
    assert posts.officers_by_station == {"DT": 3, "XJ": 1}
    assert present.officers_by_station == {"DT": 2, "XJ": 1}


def test_an_absent_officer_is_given_no_area_and_others_take_the_ground_over(place: Place, draw: Draw) -> None:
    away = place.staff.responsible[Z01]
    scenario = draw(wishes=Wishes(counting=PRESENT, absent=(away,)))
    named = {area.officer.police_number for area in scenario.areas.select_related("officer") if area.officer}
    assert away not in named
    assert len(named) == 3
    assert scenario.report["change_summary"]["people"] > 0


def test_a_station_whose_officers_are_all_absent_is_named(place: Place, english: None) -> None:
    away = tuple(number for code, number in place.staff.responsible.items() if code.startswith("640181001Z"))
    assert "XJ" in refused(place, wishes=Wishes(counting=PRESENT, absent=away))


def test_a_planning_date_that_is_no_date_is_named(place: Place, english: None) -> None:
    with pytest.raises(Invalid) as wrong:
        actions.create_scenario(
            settings=replace(SETTINGS, wishes=Wishes(planning_date="31.1.2026")),
            by=viewer(place.cast.command_office),
        )
    assert (wrong.value.field, wrong.value.value) == ("planning_date", "31.1.2026")
