"""The pages of disputes as an officer, a head, the command office and an auditor use them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.disputes import actions
from jingge.disputes.models import Dispute
from jingge.incidents.models import Incident
from tests.contexts.disputes.conftest import FIT, accepted, agreement
from tests.factories.cast import Cast

As = Callable[[Account], Client]


def get(client: Client, name: str, *args: object, **asked: Any) -> str:
    response = client.get(reverse(f"disputes:{name}", args=args), asked, secure=True)
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


def post(client: Client, name: str, *args: object, status: int = 302, **given: Any) -> str:
    response = client.post(reverse(f"disputes:{name}", args=args), given, secure=True)
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


def test_an_officer_leads_a_quarrel_from_the_incident_to_the_return_visit(
    quarrel: Incident, cast: Cast, as_: As
) -> None:
    client = as_(cast.officer)
    page = client.get(reverse("incidents:incident", args=[quarrel.pk]), secure=True).content.decode()
    assert reverse("disputes:new", args=[quarrel.pk]) in page
    post(client, "new", quarrel.pk, type="D02", level="yellow")
    key = Dispute.objects.get().pk
    post(client, "judge", key, violation="yes", minor="yes", grounds=["quarrel"])
    assert "因琐事发生纠纷" in get(client, "dispute", key)
    day = today().isoformat()
    given = {"number": "调字7号", "day": day, "perform_by": day, "performance": "at_once"}
    answer = client.post(reverse("disputes:agree", args=[key]), given, secure=True)
    assert answer.status_code == 302
    post(client, "perform", key, day=day, visit_due=day)
    post(client, "visit", key, day=day, result="holds")
    html = get(client, "dispute", key)
    assert "调字7号" in html and "已回访" in html and "协议稳定" in html
    paper = get(client, "paper", key)
    assert "治安调解" in paper and "漏水" not in paper
    page = client.get(reverse("incidents:incident", args=[quarrel.pk]), secure=True).content.decode()
    assert reverse("disputes:dispute", args=[key]) in page


def test_a_second_entry_leads_to_the_dispute_there_is(dispute: Dispute, cast: Cast, as_: As) -> None:
    answer = as_(cast.officer).get(reverse("disputes:new", args=[dispute.incident_id]), secure=True)
    assert answer["Location"] == reverse("disputes:dispute", args=[dispute.pk])


def test_a_wrong_agreement_keeps_what_was_typed_beside_its_mend(fit: Dispute, cast: Cast, as_: As) -> None:
    day = today()
    given = {
        "number": "电话13909512345",
        "day": day.isoformat(),
        "perform_by": day.isoformat(),
        "performance": "apology",
    }
    html = post(as_(cast.officer), "agree", fit.pk, status=422, **given)
    assert "电话号码" in html and "电话13909512345" in html
    early = {**given, "number": "调字1号", "perform_by": (day - timedelta(days=1)).isoformat()}
    assert "不能早于协议日期" in post(as_(cast.officer), "agree", fit.pk, status=422, **early)


def test_failing_referring_taking_back_and_beginning_anew_have_their_pages(
    fit: Dispute, cast: Cast, as_: As
) -> None:
    client, head, day = as_(cast.officer), as_(cast.dongta_head), today().isoformat()
    post(client, "meet", fit.pk, day=day)
    post(client, "fail", fit.pk, day=day, failure="unwilling")
    assert "重新计算" in get(client, "dispute", fit.pk)
    post(client, "take_back", fit.pk, reason="录错")
    html = get(client, "dispute", fit.pk)
    assert "已撤销" in html and "录错" in html
    given = {"day": day, "body": "people", "name": "东塔镇人民调解委员会"}
    assert client.post(reverse("disputes:refer", args=[fit.pk]), given, secure=True).status_code == 302
    post(client, "settle", fit.pk, day=day)
    assert "司法确认" in get(client, "dispute", fit.pk)
    post(client, "correct", fit.pk, type="D03", level="red")
    assert "宅基地" in get(client, "dispute", fit.pk)
    client.get(reverse("disputes:take_back", args=[fit.pk]), secure=True)
    again = head.post(
        reverse("incidents:reopen", args=[fit.incident_id]), {"reason": "又起争执"}, secure=True
    )
    assert again.status_code == 302
    assert "重新办理" in get(client, "restart", fit.pk)
    post(client, "restart", fit.pk)
    fit.refresh_from_db()
    assert fit.state == "opened"


def test_a_deed_out_of_order_is_refused_with_its_reason(dispute: Dispute, cast: Cast, as_: As) -> None:
    answer = as_(cast.officer).get(reverse("disputes:perform", args=[dispute.pk]), secure=True)
    assert answer.status_code == 409 and "待审查" in answer.content.decode()


def test_who_only_reads_is_offered_no_deeds(dispute: Dispute, cast: Cast, as_: As) -> None:
    for account in (cast.auditor, cast.command_office):
        html = get(as_(account), "dispute", dispute.pk)
        assert reverse("disputes:judge", args=[dispute.pk]) not in html
        assert reverse("disputes:paper", args=[dispute.pk]) in html
    other = as_(cast.xijiao_head).get(reverse("disputes:dispute", args=[dispute.pk]), secure=True)
    assert other.status_code == 404


def test_the_picture_leads_to_the_rows_behind_each_figure(fit: Dispute, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    html = get(client, "picture")
    assert "邻里" in html and "type=D02" in html and "unit=-" in html
    assert fit.incident.number in get(client, "disputes", type="D02", unit="-")
    assert fit.incident.number not in get(client, "disputes", type="D01")
    assert "邻里" not in get(client, "picture", month="2020-01") or "2020-01" not in html
    assert get(client, "picture", organ="XJ").count("type=D02") == 0


def test_lists_stay_at_few_queries_however_many_rows(
    rules_in_force: None,
    officer: Viewer,
    cast: Cast,
    as_: As,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    for n in range(6):
        made = actions.open_dispute(
            incident_id=accepted(officer).pk, type=f"D0{n + 1}", level="yellow", by=officer
        )
        if n % 2:
            actions.judge(dispute_id=made.pk, answers=FIT, by=officer)
            actions.agree(dispute_id=made.pk, agreement=agreement(number=f"调字{n}"), by=officer)
    client = as_(cast.command_office)
    get(client, "disputes")
    for name, most in (("disputes", 14), ("picture", 20)):
        with django_assert_max_num_queries(most):
            get(client, name)
    with django_assert_max_num_queries(20):
        get(client, "dispute", Dispute.objects.all()[0].pk)


@pytest.mark.parametrize("name", ["disputes", "picture"])
@pytest.mark.parametrize("file", ["xlsx", "csv"])
def test_lists_export(fit: Dispute, cast: Cast, as_: As, name: str, file: str) -> None:
    client = as_(cast.dongta_head)
    response = client.get(reverse(f"disputes:{name}"), {"export": file}, secure=True)
    assert response.status_code == 200 and file in response["Content-Disposition"]


@pytest.mark.parametrize("due", ["judge", "check", "visit"])
def test_what_is_to_do_is_listed(agreed: Dispute, officer: Viewer, cast: Cast, as_: As, due: str) -> None:
    client, number = as_(cast.officer), agreed.incident.number
    if due == "judge":
        other = accepted(officer)
        actions.open_dispute(incident_id=other.pk, type="D01", level="red", by=officer)
        number = other.number
    elif due == "visit":
        actions.perform(dispute_id=agreed.pk, day=today(), visit_due=today(), by=officer)
    html = get(client, "disputes", due=due)
    assert (number in html) == (due != "check")  # the term of the agreement ends in a week
