"""Pages of the bureau, its stations and brigades."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from tests.factories.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_station_head_sees_the_own_station_only(cast: Cast, as_: As) -> None:
    page = shown(as_(cast.dongta_head), reverse("organisation:stations"))
    assert "东塔派出所" in page
    assert "西郊派出所" not in page
    bureau = shown(as_(cast.dongta_head), reverse("organisation:bureau"))
    assert "西郊派出所" not in bureau
    assert "刑警大队" in bureau


def test_the_command_office_changes_a_mode_and_sees_it(cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    address = reverse("organisation:mode", args=["DT"])
    assert "一警多能" in shown(client, address)
    response = client.post(address, {"mode": "mode_multi_skill", "from_date": "2021-03-01"}, follow=True)
    assert "东塔派出所自2021-03-01起实行：一警多能" in response.content.decode()
    assert client.post(address, {"mode": "mode_multi_skill", "from_date": "2021-03-02"}).status_code == 409
    assert client.post(address, {"mode": "nonsense"}).status_code == 200


def test_a_station_head_is_not_offered_what_the_post_does_not_include(cast: Cast, as_: As) -> None:
    page = shown(as_(cast.dongta_head), reverse("organisation:station", args=["DT"]))
    assert reverse("organisation:mode", args=["DT"]) not in page


def test_the_display_of_percentages_is_chosen_on_a_form(cast: Cast, as_: As) -> None:
    client = as_(cast.it_clerk)
    client.post(reverse("organisation:ratio_display"), {"display": "cut"})
    assert "截尾" in shown(client, reverse("organisation:bureau"))


@pytest.mark.parametrize("route", ["stations", "brigades", "bureau"])
def test_a_list_page_costs_at_most_eight_queries(
    cast: Cast, as_: As, django_assert_max_num_queries: Any, route: str
) -> None:
    client = as_(cast.command_office)
    with django_assert_max_num_queries(8):
        shown(client, reverse(f"organisation:{route}"))


def test_stations_are_found_by_name_code_and_mode(cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    address = reverse("organisation:stations")
    assert "西郊派出所" not in shown(client, address + "?q=东塔")
    assert "东塔派出所" in shown(client, address + "?q=dt")
    assert "没有符合条件的派出所" in shown(client, address + "?mode=mode_multi_skill")
    assert client.get(reverse("organisation:station", args=["??"])).status_code == 404
