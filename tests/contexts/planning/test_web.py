"""Pages of scenarios: what is seen, what a disabled button says, what HTMX gets."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.clock import today
from jingge.planning import actions
from jingge.planning.models import Scenario, WeightPack
from jingge.planning.rules.facts import DEFAULT_WEIGHTS
from jingge.planning.web.forms import OFFICERS, WEIGHT
from tests.contexts.planning.conftest import SETTINGS, Place, work
from tests.factories.cast import viewer

As = Callable[[Account], Client]
Draw = Callable[..., Scenario]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def as_(as_: As) -> As:
    """Signed in and reading English, so that the tests read as the code does."""

    def signed_in(person: Account) -> Client:
        client = as_(person)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client

    return signed_in


def form_data(**changed: object) -> dict[str, object]:
    data: dict[str, object] = {
        "name": "春季",
        "note": "",
        "balance_pct": "60",
        "change_weight": "0.3",
        "objective": "moment_of_inertia",
        "time_s": "1",
        "seed": "1",
        OFFICERS + "DT": "3",
        OFFICERS + "XJ": "1",
    }
    data |= {WEIGHT + key: str(value) for key, value in DEFAULT_WEIGHTS.items()}
    return data | changed


def page(client: Client, scenario: Scenario, name: str = "planning:scenario") -> str:
    response = client.get(reverse(name, args=[scenario.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_form_shows_todays_officers_and_why_each_default(place: Place, as_: As) -> None:
    text = as_(place.cast.command_office).get(reverse("planning:new")).content.decode()
    assert 'name="officers:DT" value="3"' in text
    assert "One visit of fifteen minutes a year." in text


def test_a_scenario_is_made_drawn_and_shown_from_the_pages_alone(place: Place, as_: As) -> None:
    client = as_(place.cast.command_office)
    made = client.post(reverse("planning:new"), form_data())
    scenario = Scenario.objects.get()
    assert made["Location"] == reverse("planning:scenario", args=[scenario.pk])
    assert "Draw the plan" in page(client, scenario)
    client.post(reverse("planning:solve", args=[scenario.pk]))
    assert "hx-get" in page(client, scenario)
    assert work() == "done"
    text = page(client, scenario)
    assert "Submit for a decision" in text
    assert 'data-module="map"' in text


def test_wrong_fields_come_back_marked_and_nothing_is_made(place: Place, as_: As) -> None:
    client = as_(place.cast.command_office)
    response = client.post(reverse("planning:new"), form_data(**{OFFICERS + "DT": "99", "name": ""}))
    assert response.status_code == 200
    assert not Scenario.objects.exists()


def test_the_preview_follows_the_form(place: Place, as_: As) -> None:
    client = as_(place.cast.command_office)
    url = reverse("planning:preview")
    response = client.get(url, {WEIGHT + "population": "1", OFFICERS + "DT": "2"})
    assert "1,260" not in response.content.decode()
    weights = {WEIGHT + key: "0" for key in DEFAULT_WEIGHTS} | {WEIGHT + "population": "1"}
    text = client.get(url, weights | {OFFICERS + "DT": "2"}).content.decode()
    assert "1,260" in text  # 东塔: 8 blocks, 2,520 people, 2 areas


def test_a_disabled_button_says_why(place: Place, as_: As, draw: Draw) -> None:
    scenario = draw()
    actions.submit_scenario(scenario_id=scenario.pk, by=viewer(place.cast.command_office))
    own = page(as_(place.cast.command_office), scenario)
    assert "You submitted this plan yourself; another person must decide on it." in own
    assert "disabled" in own
    others = page(as_(place.cast.chief), scenario)
    assert "You submitted this plan yourself" not in others


def test_a_refused_deed_is_said_and_changes_nothing(place: Place, as_: As, draw: Draw) -> None:
    scenario = draw()
    actions.submit_scenario(scenario_id=scenario.pk, by=viewer(place.cast.command_office))
    response = as_(place.cast.command_office).post(reverse("planning:approve", args=[scenario.pk]))
    assert response.status_code == 409
    scenario.refresh_from_db()
    assert scenario.state == "submitted"


def test_a_station_head_sees_only_the_own_stations_part(place: Place, as_: As, draw: Draw) -> None:
    scenario = draw(change_weight=1.0)
    client = as_(place.cast.dongta_head)
    for name in ("planning:scenario", "planning:areas", "planning:review", "planning:blocks"):
        text = page(client, scenario, name)
        assert "东塔" in text
        assert "西郊" not in text
    shapes = client.get(reverse("planning:planning_api:areas", args=[scenario.pk]))
    assert {f["properties"]["station"] for f in json.loads(shapes.content)["features"]} == {"东塔派出所"}


def test_the_map_gets_every_area_with_its_load_and_todays_on_demand(
    place: Place, as_: As, draw: Draw
) -> None:
    scenario = draw()
    url = reverse("planning:planning_api:areas", args=[scenario.pk])
    client = as_(place.cast.chief)
    plan, now = (json.loads(client.get(url, asked).content)["features"] for asked in ({}, {"today": "1"}))
    assert len(plan) == len(now) == 4
    assert all(f["properties"]["load_ratio"] > 0 for f in plan + now)
    assert {f["properties"]["code"] for f in now} == set(place.staff.responsible)


def test_the_shapes_follow_a_hand_edit(place: Place, as_: As, draw: Draw) -> None:
    scenario = draw(change_weight=1.0)
    client, by = as_(place.cast.command_office), viewer(place.cast.command_office)
    url = reverse("planning:planning_api:areas", args=[scenario.pk])
    before = client.get(url).content
    target = scenario.areas.get(code="640181100001Z02").number
    actions.move_block(scenario_id=scenario.pk, block_code="640181100001001", to_area=target, by=by)
    moved = client.get(url).content
    assert moved != before
    actions.undo_move(scenario_id=scenario.pk, by=by)
    assert client.get(url).content == before


def test_a_move_is_looked_at_in_place_then_made(place: Place, as_: As, draw: Draw) -> None:
    scenario = draw(change_weight=1.0)
    client = as_(place.cast.command_office)
    url = reverse("planning:move", args=[scenario.pk])
    target = str(scenario.areas.get(code="640181100001Z02").number)
    data = {"block": "640181100001001", "to_area": target}
    looked = client.post(url, {**data, "deed": "check"}, headers=HTMX)
    text = looked.content.decode()
    assert "<html" not in text
    assert "Before" in text
    assert not scenario.edits.exists()
    made = client.post(url, {**data, "deed": "move"}, headers=HTMX)
    assert (made.status_code, made["HX-Refresh"]) == (204, "true")
    assert scenario.edits.count() == 1


def test_an_impossible_move_says_why_and_offers_no_button(place: Place, as_: As, draw: Draw) -> None:
    scenario = draw(change_weight=1.0)
    target = str(scenario.areas.get(code="640181001Z01").number)
    response = as_(place.cast.command_office).post(
        reverse("planning:move", args=[scenario.pk]),
        {"block": "640181100001001", "to_area": target, "deed": "check"},
        headers=HTMX,
    )
    text = response.content.decode()
    assert "The area belongs to another station" in text
    assert "disabled" in text


def test_a_block_picked_on_the_map_fills_the_form(place: Place, as_: As, draw: Draw) -> None:
    scenario = draw()
    url = reverse("planning:move", args=[scenario.pk])
    text = (
        as_(place.cast.command_office).get(url, {"block": "640181100001001"}, headers=HTMX).content.decode()
    )
    assert 'value="640181100001001" maxlength' in text


def test_deciding_and_adopting_from_the_pages(place: Place, as_: As, draw: Draw) -> None:
    scenario = draw()
    command, chief = as_(place.cast.command_office), as_(place.cast.chief)
    command.post(reverse("planning:submit", args=[scenario.pk]))
    chief.post(reverse("planning:return", args=[scenario.pk]), {"note": "再看一社区"})
    assert "再看一社区" in page(command, scenario)
    command.post(reverse("planning:submit", args=[scenario.pk]))
    chief.post(reverse("planning:approve", args=[scenario.pk]), {"note": ""})
    wrong = command.post(reverse("planning:adopt", args=[scenario.pk]), {"valid_from": "soon"})
    assert wrong.status_code == 422
    past = {"valid_from": (today() - timedelta(days=1)).isoformat()}
    told = command.post(reverse("planning:adopt", args=[scenario.pk]), past, follow=True)
    assert "The date lies in the past" in told.content.decode()
    day = today() + timedelta(days=3)
    command.post(reverse("planning:adopt", args=[scenario.pk]), {"valid_from": day.isoformat()})
    assert day.isoformat() in page(command, scenario)


def test_four_scenarios_stand_side_by_side_and_a_fifth_is_left_out(place: Place, as_: As, draw: Draw) -> None:
    drawn = [draw(seed=seed, name=f"方案{seed}") for seed in range(1, 6)]
    response = as_(place.cast.chief).get(
        reverse("planning:compare"), {"scenario": [str(one.pk) for one in drawn]}
    )
    text = response.content.decode()
    assert text.count('data-module="map"') == 4
    assert "Heaviest area against its station" in text


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("name", ["planning:areas", "planning:blocks", "planning:changes"])
def test_areas_blocks_and_changes_are_exported(
    place: Place, as_: As, draw: Draw, name: str, kind: str
) -> None:
    scenario = draw()
    response = as_(place.cast.chief).get(reverse(name, args=[scenario.pk]), {"export": kind})
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'.{kind}"')


def test_a_pack_is_saved_used_and_closed_from_the_pages(place: Place, as_: As) -> None:
    client = as_(place.cast.command_office)
    data = {WEIGHT + key: "0" for key in DEFAULT_WEIGHTS} | {WEIGHT + "population": "7", "name": "夏季"}
    client.post(reverse("planning:new_pack"), data)
    pack = WeightPack.objects.get()
    text = client.get(reverse("planning:new"), {"pack": str(pack.pk)}).content.decode()
    assert 'name="weight:population" value="7.0"' in text
    client.post(reverse("planning:close_pack", args=[pack.pk]))
    assert "夏季" not in client.get(reverse("planning:new")).content.decode()


def test_settings_are_copied_into_a_new_scenario(place: Place, as_: As, draw: Draw) -> None:
    scenario = draw(balance_pct=42.0)
    url = reverse("planning:new")
    text = as_(place.cast.command_office).get(url, {"from": str(scenario.pk)}).content.decode()
    assert SETTINGS.name in text
    assert 'value="42.0"' in text


def test_pages_stay_within_their_queries(
    place: Place, as_: As, draw: Draw, django_assert_max_num_queries: Callable[..., object]
) -> None:
    scenario = draw()
    client = as_(place.cast.command_office)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        page(client, scenario)
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        client.get(reverse("planning:scenarios"))
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        page(client, scenario, "planning:areas")
