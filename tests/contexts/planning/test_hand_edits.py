"""Level-4 grids and service areas changed by hand: the same deeds as for officers' areas."""

from collections.abc import Callable
from typing import Any

import pytest

from jingge.audit.models import Event
from jingge.common.errors import NotYours, Refused
from jingge.planning import actions
from jingge.planning.actions.drawn import drawn_plan
from jingge.planning.models import Scenario
from jingge.planning.rules.byhand import NEW
from jingge.planning.terms import GRIDS, OFFICES, Wishes
from jingge.staffing.actions import open_office
from jingge.staffing.terms import OfficeSpec
from tests.contexts.planning.conftest import Place
from tests.factories.cast import viewer
from tests.factories.territory import FIRST_DAY, centre

Draw = Callable[..., Scenario]
PAIRS = {"town_lower": 150.0, "town_upper": 250.0}  # every block of the small map has 100 households
BLOCK = "640181100001001"
SOUTH_UNIT, NORTH_UNIT = "640181100001", "640181100002"


@pytest.fixture
def grids(draw: Draw) -> Scenario:
    """Every grid is a pair of blocks."""
    return draw(kind=GRIDS, wishes=Wishes(limits=PAIRS), weights={"households": 1.0}, officers_by_station={})


@pytest.fixture
def offices(place: Place, draw: Draw) -> Scenario:
    """东塔's offices in the south and the north serve one community each; 西郊's serves both of its own."""
    lon, lat = centre(3, 3)
    spec = OfficeSpec(
        code="JWS-DT2", name="东塔北警务室", office_class=2, station_code="DT", unit_code=NORTH_UNIT, lon=lon, lat=lat,
        since=FIRST_DAY, serves_units=(NORTH_UNIT,),
    )  # fmt: skip
    open_office(bureau=place.cast.bureau, spec=spec, by=viewer(place.cast.command_office))
    return draw(kind=OFFICES, officers_by_station={}, balance_pct=100.0)


def plan_of(scenario: Scenario) -> dict[str, int]:
    return dict(scenario.blocks.values_list("block_code", "area_number"))


def state_of(scenario: Scenario) -> tuple[Any, ...]:
    scenario.refresh_from_db()
    areas = scenario.areas.values_list("number", "code", "name", "load", "figures")
    return (
        plan_of(scenario),
        sorted(areas),
        scenario.terms,
        scenario.gap,
        scenario.violations,
        scenario.feasible,
    )


def test_a_block_moved_out_opens_a_grid_and_what_leaves_the_norm_is_named(
    place: Place, grids: Scenario
) -> None:
    by = viewer(place.cast.command_office)
    home = plan_of(grids)[BLOCK]
    check = actions.move_block(scenario_id=grids.pk, block_code=BLOCK, to_area=NEW, by=by)
    grids.refresh_from_db()
    assert grids.areas.count() == 9
    opened = grids.areas.get(number=check.to_area)
    assert (opened.code, opened.load, plan_of(grids)[BLOCK]) == (BLOCK, 100.0, opened.number)
    assert {one["number"] for one in grids.report["misfits"]} == {home, opened.number}
    assert grids.feasible is False
    assert grids.lower_bound is None  # it was proven for eight grids
    assert Event.objects.filter(action="planning.move_block").count() == 1


def test_undo_and_redo_of_an_opened_grid_restore_everything(place: Place, grids: Scenario) -> None:
    by = viewer(place.cast.command_office)
    before = state_of(grids)
    actions.move_block(scenario_id=grids.pk, block_code=BLOCK, to_area=NEW, by=by)
    after = state_of(grids)
    actions.undo_last(scenario_id=grids.pk, by=by)
    assert state_of(grids) == before
    assert grids.report["misfits"] == []
    actions.redo_move(scenario_id=grids.pk, by=by)
    assert state_of(grids) == after
    with pytest.raises(Refused):
        actions.redo_move(scenario_id=grids.pk, by=by)


def test_nothing_is_made_again_once_something_else_was_done(place: Place, grids: Scenario) -> None:
    by = viewer(place.cast.command_office)
    actions.move_block(scenario_id=grids.pk, block_code=BLOCK, to_area=NEW, by=by)
    actions.undo_last(scenario_id=grids.pk, by=by)
    actions.move_block(scenario_id=grids.pk, block_code="640181001001001", to_area=NEW, by=by)
    with pytest.raises(Refused):
        actions.redo_move(scenario_id=grids.pk, by=by)


def test_a_grid_left_empty_ends_and_comes_back_with_its_name(place: Place, grids: Scenario) -> None:
    """Both blocks of one grid go, one by one, to the neighbouring grid of the same community and area."""
    by = viewer(place.cast.command_office)
    opened = actions.move_block(scenario_id=grids.pk, block_code=BLOCK, to_area=NEW, by=by)
    alone = state_of(grids)
    actions.move_block(scenario_id=grids.pk, block_code=BLOCK, to_area=opened.from_area, by=by)
    assert not grids.areas.filter(number=opened.to_area).exists()
    actions.undo_last(scenario_id=grids.pk, by=by)
    assert state_of(grids) == alone


def test_a_grid_never_leaves_its_community_and_its_officers_area(
    place: Place, grids: Scenario, english: None
) -> None:
    other = plan_of(grids)["640181100002001"]
    by = viewer(place.cast.command_office)
    check = actions.check_move(scenario_id=grids.pk, block_code=BLOCK, to_area=other, by=by)
    assert "inside one community or village" in str(check.reason)
    with pytest.raises(Refused):
        actions.move_block(scenario_id=grids.pk, block_code=BLOCK, to_area=other, by=by)


def test_a_block_too_heavy_for_a_grid_says_how_many_it_needs_and_can_be_marked_so(
    place: Place, draw: Draw
) -> None:
    limits = {"town_lower": 30.0, "town_upper": 40.0}
    scenario = draw(kind=GRIDS, wishes=Wishes(limits=limits, stations=("DT",)), officers_by_station={})
    by = viewer(place.cast.command_office)
    one = next(one for one in scenario.report["misfits"])
    assert (one["kind"], one["households"], one["needs"]) == ("alone_too_many", 100, 3)
    area = actions.divide_block(scenario_id=scenario.pk, area_number=one["number"], grids=3, by=by)
    scenario.refresh_from_db()
    assert area.figures["grids"] == 3
    assert one["number"] not in {left["number"] for left in scenario.report["misfits"]}
    assert area.name not in {broken["area_name"] for broken in scenario.violations}
    actions.divide_block(scenario_id=scenario.pk, area_number=one["number"], grids=2, by=by)
    scenario.refresh_from_db()
    assert one["number"] in {left["number"] for left in scenario.report["misfits"]}  # two hold 50 each
    actions.divide_block(scenario_id=scenario.pk, area_number=one["number"], grids=1, by=by)
    assert "grids" not in scenario.areas.get(number=one["number"]).figures
    assert Event.objects.filter(action="planning.divide_block").count() == 3


def test_a_grid_of_several_blocks_is_not_divided_inside(place: Place, grids: Scenario) -> None:
    with pytest.raises(Refused):
        actions.divide_block(
            scenario_id=grids.pk, area_number=1, grids=2, by=viewer(place.cast.command_office)
        )


def test_the_people_limit_is_kept_in_the_drawing_and_named_where_it_cannot_be(
    place: Place, draw: Draw
) -> None:
    """Pairs keep the households; two blocks of 330 people and more would pass the limit, so none are joined."""
    crowded = draw(
        kind=GRIDS, wishes=Wishes(limits={"town_lower": 50.0, "town_upper": 250.0, "people_upper": 500.0}),
        officers_by_station={},
    )  # fmt: skip
    assert crowded.areas.count() == 16
    assert crowded.feasible
    assert crowded.report.get("misfits", []) == []
    never = draw(
        kind=GRIDS, wishes=Wishes(limits={"town_lower": 50.0, "town_upper": 250.0, "people_upper": 200.0}),
        officers_by_station={},
    )  # fmt: skip
    assert {one["kind"] for one in never.report["misfits"]} == {"alone_too_many_people"}
    assert {one["needs"] for one in never.report["misfits"]} == {2}
    assert not never.feasible
    actions.submit_scenario(scenario_id=never.pk, by=viewer(place.cast.command_office))  # no plan keeps it


def test_a_community_changes_its_office_whole_and_back_again(place: Place, offices: Scenario) -> None:
    """西郊's grounds belong to another station; 东塔's northern community goes nowhere: its office stands there."""
    by = viewer(place.cast.command_office)
    north = offices.areas.get(code="JWS-DT2").number
    check = actions.check_move(
        scenario_id=offices.pk,
        block_code="640181100002001",
        to_area=offices.areas.get(code="JWS-DT").number,
        by=by,
    )
    assert check.reason is not None
    with pytest.raises(Refused):
        actions.move_block(scenario_id=offices.pk, block_code="640181001001001", to_area=north, by=by)
    with pytest.raises(Refused):
        actions.move_block(scenario_id=offices.pk, block_code="640181100002001", to_area=NEW, by=by)


def test_no_hand_touches_grids_and_service_areas_after_approval(place: Place, grids: Scenario) -> None:
    by = viewer(place.cast.command_office)
    actions.submit_scenario(scenario_id=grids.pk, by=by)
    for deed in (
        lambda: actions.move_block(scenario_id=grids.pk, block_code=BLOCK, to_area=NEW, by=by),
        lambda: actions.undo_last(scenario_id=grids.pk, by=by),
        lambda: actions.redo_move(scenario_id=grids.pk, by=by),
        lambda: actions.divide_block(scenario_id=grids.pk, area_number=1, grids=2, by=by),
    ):
        with pytest.raises(Refused):
            deed()


def test_officers_are_named_for_officers_areas_only(place: Place, grids: Scenario) -> None:
    with pytest.raises(NotYours):
        actions.name_officer(
            scenario_id=grids.pk, area_number=1, police_number="", by=viewer(place.cast.command_office)
        )


def test_a_hand_weighs_service_areas_as_the_drawing_did(place: Place, offices: Scenario) -> None:
    worth = drawn_plan(offices).weigh()
    assert worth.objective == pytest.approx(offices.report["objective"])
    assert worth.terms == pytest.approx(offices.terms)
    assert (worth.feasible, worth.broken) == (offices.feasible, ())


def test_an_office_with_more_people_than_it_may_serve_is_named(place: Place, offices: Scenario) -> None:
    """The northern community given to the southern office: its people are above the mean by the whole of them."""
    offices.balance_pct = 50.0
    drawn = drawn_plan(offices)
    south, north = (offices.areas.get(code=code).number for code in ("JWS-DT", "JWS-DT2"))
    worth = drawn.weigh({code: south for code, area in drawn.area_of.items() if area == north})
    people = offices.areas.get(number=north).figures["population"]
    over = [one for one in worth.broken if one.kind == "measure_above_upper"]
    assert [(one.area, one.measure, round(one.amount)) for one in over] == [
        (str(south), "population", round(people / 2))
    ]
    assert not worth.feasible


def test_a_hand_weighs_grids_as_the_drawing_did(place: Place, grids: Scenario) -> None:
    worth = drawn_plan(grids).weigh()
    assert worth.objective == pytest.approx(grids.report["objective"])
    assert worth.terms == pytest.approx(grids.terms)


def test_grids_are_not_drawn_with_a_wider_share_of_a_mean(place: Place, grids: Scenario) -> None:
    with pytest.raises(Refused):
        actions.draw_with_limits(scenario_id=grids.pk, balance_pct=70.0, by=viewer(place.cast.command_office))
