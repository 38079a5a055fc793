"""What each person may see of a scenario, and how many questions it takes."""

from collections.abc import Callable

import pytest

from jingge.common.errors import NotYours, Refused
from jingge.common.ids import new_id
from jingge.planning import actions, queries
from jingge.planning.models import Scenario
from tests.contexts.planning.conftest import Place
from tests.factories.cast import viewer

Draw = Callable[..., Scenario]


def test_a_station_heads_part_is_the_bureaus_part_of_that_station(place: Place, draw: Draw) -> None:
    scenario = draw()
    whole = queries.get_scenario(viewer(place.cast.chief), scenario.pk)
    part = queries.get_scenario(viewer(place.cast.dongta_head), scenario.pk)
    assert part.areas == tuple(area for area in whole.areas if area.station_code == "DT")
    assert part.changes == tuple(row for row in whole.changes if row.station_code == "DT")
    assert [row.code for row in part.stations] == ["DT"]
    assert part.officers_without_area == ()


def test_another_bureaus_scenario_looks_like_one_that_does_not_exist(place: Place, draw: Draw) -> None:
    scenario = draw()
    for asked in (scenario.pk, new_id()):
        with pytest.raises(NotYours):
            queries.get_scenario(viewer(place.cast.other_command_office), asked)
    assert not queries.list_scenarios(viewer(place.cast.other_command_office)).exists()


def test_a_station_head_sees_no_drafts(place: Place, draw: Draw) -> None:
    draw()
    Scenario.objects.update(state="draft")
    assert not queries.list_scenarios(viewer(place.cast.dongta_head)).exists()
    assert queries.list_scenarios(viewer(place.cast.auditor)).count() == 1


def test_loads_are_shown_against_the_stations_own_mean(place: Place, draw: Draw) -> None:
    detail = queries.get_scenario(viewer(place.cast.chief), draw().pk)
    for code in ("DT", "XJ"):
        ratios = [area.ratio for area in detail.areas if area.station_code == code]
        assert sum(ratios) / len(ratios) == pytest.approx(1.0)


def test_what_was_proven_of_a_station_is_no_longer_said_after_a_hand_edit(place: Place, draw: Draw) -> None:
    scenario = draw(change_weight=1.0)
    by = viewer(place.cast.command_office)
    before = {row.code: row.status for row in queries.get_scenario(by, scenario.pk).stations}
    target = scenario.areas.get(code="640181100001Z02").number
    actions.move_block(scenario_id=scenario.pk, block_code="640181100001001", to_area=target, by=by)
    after = {row.code: row.status for row in queries.get_scenario(by, scenario.pk).stations}
    assert after == {**before, "DT": ""}


def test_more_than_four_scenarios_are_not_compared(place: Place) -> None:
    with pytest.raises(Refused):
        queries.compare_scenarios(viewer(place.cast.chief), [new_id() for _ in range(5)])


def test_the_lowest_value_is_marked_and_ties_are_marked_alike(place: Place, draw: Draw) -> None:
    ids = [draw().pk, draw().pk]
    rows = queries.compare_scenarios(viewer(place.cast.chief), ids).terms
    assert all(row.best == frozenset({0, 1}) for row in rows)


def test_the_form_knows_todays_officers_and_the_mean_load(place: Place) -> None:
    forming = queries.get_forming(viewer(place.cast.command_office))
    assert {one.code: (one.officers_today, one.areas_today, one.blocks) for one in forming.stations} == {
        "DT": (3, 3, 8),
        "XJ": (1, 1, 8),
    }
    assert sum(one.load for one in forming.stations) == pytest.approx(forming.hours)


def test_a_scenario_takes_few_questions_at_any_size(
    place: Place, draw: Draw, django_assert_max_num_queries: Callable[..., object]
) -> None:
    scenario = draw()
    who = viewer(place.cast.chief)
    with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
        queries.get_scenario(who, scenario.pk)
    queries.areas_geojson(who, scenario.pk)
    with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
        queries.areas_geojson(who, scenario.pk)  # the unions are kept
