"""The pages of joint work."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.clock import frozen_at
from jingge.common.viewer import Viewer
from jingge.jointwork.actions import enter_action
from jingge.jointwork.models import JointAction, Partner
from tests.contexts.jointwork.test_actions import spec
from tests.factories.cast import Cast
from tests.factories.territory import DONGTA

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
SPAN = {"since": "2021-01-01", "until": "2021-12-31"}


def page(client: Client, route: str, /, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"jointwork:{route}", args=args), query, secure=True)
    assert response.status_code == 200
    return response.content.decode()


def send(client: Client, route: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"jointwork:{route}", args=args), data, secure=True)


def wish(*partners: Partner, **changes: str) -> dict[str, Any]:
    return {
        "kind": "joint_duty", "subject": "夜市联合巡逻", "day": "2021-06-01", "grid_code": f"{DONGTA}001",
        "leader": "040101", "partners": [str(p.pk) for p in partners], "result": "", **changes,
    }  # fmt: skip


def test_an_action_goes_from_plan_to_result_on_pages(cast: Cast, as_: As, committee: Partner) -> None:
    client = as_(cast.dongta_head)
    assert "东塔1社区居委会" in page(client, "new")
    assert send(client, "new", **wish(committee)).status_code == 302
    row = JointAction.objects.get()
    assert "待开展" in page(client, "action", row.pk)
    assert send(client, "finish", row.pk, result="劝离6处").status_code == 302
    assert "劝离6处" in page(client, "action", row.pk)
    assert "夜市联合巡逻" in page(client, "actions", **SPAN)
    assert "东塔派出所" in page(client, "figures", **SPAN)
    assert send(client, "correct", row.pk, **wish(committee, result="劝离7处")).status_code == 302
    assert send(client, "cancel", row.pk).status_code == 302
    assert JointAction.objects.get().state == "cancelled"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"partners": []}, "必填"),
        ({"result": "联系13812345678"}, "手机号码"),
        ({"subject": "640102198001011234"}, "身份证号码"),
    ],
)
def test_bad_input_is_said_beside_its_field(
    cast: Cast, as_: As, committee: Partner, change: dict[str, Any], said: str
) -> None:
    response = send(as_(cast.dongta_head), "new", **{**wish(committee), **change})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not JointAction.objects.exists()


def test_a_partner_is_entered_changed_and_closed_on_pages(cast: Cast, as_: As, committee: Partner) -> None:
    client = as_(cast.dongta_head)
    body = {"name": "东塔小学", "kind": "school", "station_code": "DT", "contact_post": "保卫科"}
    assert send(client, "new_partner", **body).status_code == 302
    row = Partner.objects.get(name="东塔小学")
    assert send(client, "new_partner", **body).status_code == 422
    assert send(client, "change_partner", row.pk, **{**body, "contact_post": "德育处"}).status_code == 302
    assert "德育处" in page(client, "partners")
    send(client, "close_partner", row.pk)
    assert "东塔小学" not in page(client, "partners")
    assert "东塔小学" in page(client, "partners", closed="yes")


def test_the_export_carries_what_the_list_shows(cast: Cast, as_: As, by: Viewer, committee: Partner) -> None:
    enter_action(spec=spec(committee, result="完成"), by=by)
    response = as_(cast.chief).get(reverse("jointwork:actions"), {**SPAN, "export": "csv"}, secure=True)
    assert "联勤,夜市联合巡逻,东塔派出所" in response.content.decode("utf-8-sig")


@pytest.mark.parametrize("route", ["actions", "partners", "figures"])
def test_lists_cost_few_queries_however_long(
    cast: Cast,
    as_: As,
    by: Viewer,
    committee: Partner,
    court: Partner,
    django_assert_max_num_queries: Any,
    route: str,
) -> None:
    for _ in range(12):
        enter_action(spec=spec(committee, court), by=by)
    client = as_(cast.command_office)
    page(client, route, **SPAN)
    with django_assert_max_num_queries(9):
        page(client, route, **SPAN)


def test_what_lies_ahead_offers_no_result_and_says_from_when(
    cast: Cast, as_: As, committee: Partner, by: Viewer
) -> None:
    row = enter_action(spec=spec(committee), by=by)
    client = as_(cast.command_office)
    with frozen_at(datetime(2021, 5, 30, 4, 0, tzinfo=UTC)):
        html = page(client, "action", row.pk)
    assert "2021-06-01" in html and "尚未到日期" in html
    assert reverse("jointwork:finish", args=[row.pk]) not in html
    assert reverse("jointwork:finish", args=[row.pk]) in page(client, "action", row.pk)


def test_the_auditor_is_led_to_what_was_changed_of_this_one_only(
    cast: Cast, as_: As, committee: Partner, by: Viewer
) -> None:
    row = enter_action(spec=spec(committee), by=by)
    client = as_(cast.auditor)
    link = re.search(r'href="(/audit/[^"]+)"', page(client, "action", row.pk))
    assert link is not None
    html = client.get(unescape(link[1]), secure=True).content.decode()
    assert row.subject in html
    assert committee.name not in html
