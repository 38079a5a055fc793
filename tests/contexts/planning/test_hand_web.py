"""Pages of level-4 grids and service areas: the form of a move, marks, pins, numbered rows, studies that are none."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from jingge.planning.models import Scenario
from jingge.planning.terms import GRIDS, OFFICES, Wishes
from jingge.territory.models import Grid
from tests.contexts.planning.conftest import As, Draw, Place

PAIRS = {"town_lower": 150.0, "town_upper": 250.0}
BLOCK = "640181100001001"


@pytest.fixture
def grids(draw: Draw) -> Scenario:
    return draw(kind=GRIDS, wishes=Wishes(limits=PAIRS), officers_by_station={})


@pytest.fixture
def offices(draw: Draw) -> Scenario:
    return draw(kind=OFFICES, officers_by_station={}, balance_pct=100.0)


def post(client: Client, name: str, scenario: Scenario, **data: str) -> str:
    response = client.post(reverse(f"planning:{name}", args=[scenario.pk]), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def page(client: Client, name: str, scenario: Scenario) -> str:
    response = client.get(reverse(f"planning:{name}", args=[scenario.pk]), follow=True)
    assert response.status_code == 200
    return response.content.decode()


def block_name(scenario: Scenario) -> str:
    return Grid.objects.get(version=scenario.base_version_id, code=BLOCK).name


def test_a_move_of_a_grid_is_weighed_in_households_before_it_is_kept(
    place: Place, in_english: As, grids: Scenario
) -> None:
    client = in_english(place.cast.command_office)
    text = post(client, "move", grids, block=BLOCK, to_area="0", deed="check")
    assert "begins with 100 households. Allowed: 150 to 250." in text
    assert "has 100 households (before: 200)" in text
    assert not grids.edits.exists()
    assert "1 blocks moved" in post(client, "move", grids, block=BLOCK, to_area="0", deed="move")
    assert "Undo the last change" in page(client, "scenario", grids)
    text = page(client, "scenario", grids)
    assert f'{block_name(grids)}<br><span class="small soft">{BLOCK}</span>' in text
    assert f"<td>{grids.areas.get(number=grids.edits.get().to_area).name}</td>" in text
    post(client, "undo", grids)
    assert "Make it again" in page(client, "scenario", grids)
    post(client, "redo", grids)
    assert grids.edits.get().undone_at is None


def test_only_grids_of_the_same_ground_are_offered_and_a_new_one(
    place: Place, in_english: As, grids: Scenario
) -> None:
    client = in_english(place.cast.command_office)
    text = client.get(reverse("planning:move", args=[grids.pk]), {"block": BLOCK}).content.decode()
    assert text.split('name="to_area"')[1].split("</select>")[0].count("<option") == 1
    assert "A new grid" in text


def test_a_marked_block_is_listed_as_numbered_grids_with_the_sums_of_the_block(
    place: Place, in_english: As, draw: Draw
) -> None:
    limits = {"town_lower": 30.0, "town_upper": 40.0}
    scenario = draw(kind=GRIDS, wishes=Wishes(limits=limits, stations=("DT",)), officers_by_station={})
    client = in_english(place.cast.command_office)
    assert "it needs at least 3 grids" in page(client, "scenario", scenario)
    one = scenario.report["misfits"][0]
    assert "now counts as 3 grids" in post(
        client, "divide", scenario, area=str(one["number"]), grids=str(one["needs"])
    )
    area = scenario.areas.get(number=one["number"])
    text = page(client, "results", scenario)
    assert all(f"{area.code}-{number}" in text for number in (1, 2, 3))
    assert "Several grids within one block" in page(client, "scenario", scenario)


def test_offices_are_pinned_where_they_stand_with_how_full_they_are(
    place: Place, in_english: As, offices: Scenario
) -> None:
    client = in_english(place.cast.command_office)
    address = reverse("planning:planning_api:offices", args=[offices.pk])
    pins = {one["properties"]["name"]: one for one in json.loads(client.get(address).content)["features"]}
    assert len(pins) == 2
    for pin in pins.values():
        assert 0 < pin["properties"]["people"] <= pin["properties"]["capacity"]
        assert pin["geometry"]["type"] == "Point"
    text = page(client, "scenario", offices)
    assert "How full" in text
    assert "offices.geojson" in text


def test_a_station_head_sees_the_pins_of_the_own_station_only(
    place: Place, in_english: As, offices: Scenario
) -> None:
    client = in_english(place.cast.dongta_head)
    address = reverse("planning:planning_api:offices", args=[offices.pk])
    stations = {one["properties"]["station"] for one in json.loads(client.get(address).content)["features"]}
    assert len(stations) == 1


@pytest.mark.parametrize("name", ["curve", "alternatives", "reasons"])
def test_a_study_that_a_kind_does_not_have_leads_back_and_says_so(
    place: Place, in_english: As, grids: Scenario, name: str
) -> None:
    assert "for plans of officers&#x27; areas only" in page(
        in_english(place.cast.command_office), name, grids
    )


@pytest.mark.parametrize("name", ["areas", "blocks", "changes", "review", "stations", "results"])
def test_every_address_of_a_scenario_answers_for_grids_and_offices(
    place: Place, in_english: As, grids: Scenario, offices: Scenario, name: str
) -> None:
    client = in_english(place.cast.command_office)
    assert page(client, name, grids)
    assert page(client, name, offices)


def test_the_table_of_results_counts_households_and_people_in_whole_numbers(
    place: Place, in_english: As, grids: Scenario
) -> None:
    text = page(in_english(place.cast.command_office), "results", grids)
    assert ">200<" in text.replace("\n", "").replace(" ", "")
    assert "200.0" not in text


def test_the_results_of_officers_areas_are_their_own_table(place: Place, draw: Draw, in_english: As) -> None:
    scenario = draw()
    answer = in_english(place.cast.command_office).get(reverse("planning:results", args=[scenario.pk]))
    assert answer["Location"] == reverse("planning:areas", args=[scenario.pk])


def test_the_pages_take_few_queries(
    place: Place,
    in_english: As,
    grids: Scenario,
    offices: Scenario,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client = in_english(place.cast.command_office)
    for scenario in (grids, offices):
        with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
            page(client, "scenario", scenario)
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        client.get(reverse("planning:planning_api:offices", args=[offices.pk]))
