"""The pages of studies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.siting.models import SiteStudy
from jingge.staffing.models import PoliceOffice
from tests.contexts.siting.studies import USUAL, answered
from tests.factories.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
ASK = {
    "name": "选址",
    "model": "max_cover",
    "count": "3",
    "keep_today": "on",
    "alternatives": "1",
    "within_pct": "5",
    "more": "1",
    "seconds": "5",
}


def test_a_question_is_asked_on_a_form_and_a_missing_radius_said(by: Viewer, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    response = client.post(reverse("siting:new"), ASK, secure=True)
    assert response.status_code == 422
    assert "公里半径" in response.content.decode()
    response = client.post(reverse("siting:new"), {**ASK, "radius_km": "2"}, secure=True)
    assert response.status_code == 302
    assert "正在计算" in client.get(response["Location"], secure=True).content.decode()


def test_the_answer_shows_proof_places_alternatives_and_what_more_adds(
    by: Viewer, cast: Cast, as_: As, django_assert_max_num_queries: Any
) -> None:
    study = answered(by)
    client = as_(cast.command_office)
    address = reverse("siting:study", args=[study.pk])
    with django_assert_max_num_queries(8):
        html = client.get(address, secure=True).content.decode()
    for words in ("已证明最优", "每多设一个的收益", "几乎同样好而不同的方案", "东塔派出所"):
        assert words in html
    table = client.get(address, {"export": "csv"}, secure=True).content.decode("utf-8-sig")
    assert len(table.splitlines()) == 4
    points = client.get(reverse("siting_api:offices", args=[study.pk, 1]), secure=True).json()
    assert sorted(f["properties"]["class"] for f in points["features"]) == [1, 2, 2]


def test_from_proposal_to_opening_on_pages(by: Viewer, cast: Cast, as_: As) -> None:
    study = answered(by)
    command, second = as_(cast.command_office), as_(cast.second_command_office)
    day = (today() + timedelta(days=30)).isoformat()
    command.post(reverse("siting:propose", args=[study.pk]), {"plan": "1", "opens_on": day}, secure=True)
    assert command.post(reverse("siting:approve", args=[study.pk]), secure=True).status_code == 409
    assert second.post(reverse("siting:approve", args=[study.pk]), secure=True).status_code == 302
    assert command.post(reverse("siting:open", args=[study.pk]), secure=True).status_code == 302
    assert PoliceOffice.objects.count() == 3
    study.refresh_from_db()
    assert SiteStudy.objects.get().opened_codes == study.opened_codes
    assert (
        study.opened_codes[0]
        in command.get(reverse("siting:study", args=[study.pk]), secure=True).content.decode()
    )


def test_the_list_costs_few_queries(
    by: Viewer, cast: Cast, as_: As, django_assert_max_num_queries: Any
) -> None:
    for _n in range(3):
        answered(by)
    client = as_(cast.command_office)
    with django_assert_max_num_queries(8):
        assert client.get(reverse("siting:studies"), secure=True).status_code == 200


def test_a_radius_in_minutes_becomes_kilometres_and_two_radii_are_refused(
    by: Viewer, cast: Cast, as_: As
) -> None:
    client = as_(cast.command_office)
    both = {**ASK, "radius_km": "2", "minutes": "6", "speed_kmh": "30"}
    response = client.post(reverse("siting:new"), both, secure=True)
    assert response.status_code == 422 and "半径请只填" in response.content.decode()
    del both["radius_km"]
    assert client.post(reverse("siting:new"), both, secure=True).status_code == 302
    asked = SiteStudy.objects.get().asked
    assert (asked["radius_km"], asked["minutes"], asked["speed_kmh"]) == (3.0, 6.0, 30.0)


def test_without_roads_the_page_says_that_ways_are_straight(by: Viewer, cast: Cast, as_: As) -> None:
    study = answered(by)
    html = (
        as_(cast.command_office).get(reverse("siting:study", args=[study.pk]), secure=True).content.decode()
    )
    assert "直线乘1.3" in html  # the small map has no roads
    assert "保留" in html and "新设" in html


def test_a_study_without_a_plan_to_propose_says_why_on_its_button(by: Viewer, cast: Cast, as_: As) -> None:
    study = answered(by, ask=replace(USUAL, count=2, alternatives=0))
    html = (
        as_(cast.command_office).get(reverse("siting:study", args=[study.pk]), secure=True).content.decode()
    )
    assert "此方案不新设也不撤销警务室" in html
    assert reverse("siting:propose", args=[study.pk]) not in html
