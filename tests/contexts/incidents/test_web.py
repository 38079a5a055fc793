"""The pages of incidents as an officer, a head, a brigade, the command office and an auditor use them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.ids import new_id
from jingge.common.viewer import Viewer
from jingge.incidents import actions
from jingge.incidents.models import Incident, Transfer
from jingge.incidents.terms import Review, Verdict
from tests.contexts.incidents.conftest import spec
from tests.factories.cast import Cast
from tests.factories.territory import SmallMap, centre

As = Callable[[Account], Client]


def get(client: Client, name: str, *args: object, **asked: Any) -> str:
    response = client.get(reverse(f"incidents:{name}", args=args), asked, secure=True)
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


def post(client: Client, name: str, *args: object, status: int = 302, **given: Any) -> str:
    response = client.post(reverse(f"incidents:{name}", args=args), given, secure=True, follow=False)
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


INTAKE: dict[str, Any] = {
    "category": "A1 刑事案件",
    "urgency": "ordinary",
    "way": "in_person",
    "facts": "摊位货箱被撬，少两箱货。",
    "place": "东塔市场东门",
    "received_at": "2026-01-05T09:00",
}


def test_a_report_is_taken_in_and_its_receipt_printed(rules_in_force: None, cast: Cast, as_: As) -> None:
    client = as_(cast.officer)
    assert "接报登记" in get(client, "new")
    post(client, "new", **INTAKE, id=new_id())
    incident = Incident.objects.get()
    page = get(client, "incident", incident.pk)
    assert incident.number in page and "东塔市场东门" in page and "刑事案件" in page
    receipt = get(client, "receipt", incident.pk)
    assert "接报案回执" in receipt and "货箱" not in receipt


def test_a_wrong_intake_keeps_what_was_typed_and_says_where(
    rules_in_force: None, cast: Cast, as_: As
) -> None:
    given = {**INTAKE, "facts": "机主 13909512345 来电", "category": "ZZ"}
    html = post(as_(cast.officer), "new", status=422, **given)
    assert ("东塔市场东门" in html and "官方系统" in html) or "警综" in html
    assert not Incident.objects.exists()


def test_beside_the_form_stand_place_rule_office_and_what_is_alike(
    rules_in_force: None, small_map: SmallMap, cast: Cast, as_: As, officer: Viewer
) -> None:
    lon, lat = centre(2, 0)
    first = actions.take_in(spec=spec("A2", lon=lon, lat=lat), by=officer)
    html = get(as_(cast.officer), "look", where=f"{lon}, {lat}", category="A2")
    assert "东塔1社区" in html and "东塔派出所" in html
    assert first.number in html and "类别相同" in html
    several = get(as_(cast.officer), "look", where="社区", category="")
    assert "请选择" in several or "多个地点" in several
    assert "地图上没有" in get(as_(cast.officer), "look", where="没有这里")


def test_words_that_fit_several_places_are_not_guessed(
    rules_in_force: None, small_map: SmallMap, cast: Cast, as_: As
) -> None:
    html = post(as_(cast.officer), "new", status=422, **INTAKE, where="社区")
    assert "多个地点" in html
    post(as_(cast.officer), "new", **INTAKE, where="东塔2社区")
    assert Incident.objects.get().unit_code.endswith("002")


def test_the_review_suggests_the_brigade_and_prepares_the_transfer(
    theft: Incident, cast: Cast, as_: As
) -> None:
    client = as_(cast.officer)
    assert "刑警大队" in get(client, "review", theft.pk)
    post(client, "review", theft.pk, verdict="other_unit", whose="XZ", body="", repeats="", reason="刑事案件")
    transfer = Transfer.objects.get()
    lines: dict[str, Any] = {
        "item-TOTAL_FORMS": "2",
        "item-INITIAL_FORMS": "0",
        "item-0-kind": "paper",
        "item-0-name": "受案登记表",
        "item-0-quantity": "1",
        "item-1-kind": "evidence",
        "item-1-name": "",
    }
    post(client, "write_list", transfer.pk, receiver="XZ", reason="刑事案件", **lines)
    assert "受案登记表" in get(client, "transfer", transfer.pk)
    post(client, "propose", transfer.pk)
    post(as_(cast.dongta_head), "approve", transfer.pk)
    brigade = as_(cast.brigade_desk)
    assert "清点无误" in get(brigade, "transfer", transfer.pk)
    post(brigade, "confirm", transfer.pk, status=409, **{"counted-1": "2"})
    counted: dict[str, Any] = {"counted-1": "1"}
    post(brigade, "confirm", transfer.pk, **counted)
    assert theft.number in get(brigade, "inbox", box="review")
    assert "1" in get(client, "paper", transfer.pk)


def test_a_wrong_line_of_the_list_is_named(theft: Incident, cast: Cast, as_: As, officer: Viewer) -> None:
    answer = Review(verdict=Verdict.OTHER_UNIT, reason="刑事案件", whose="XZ")
    actions.review(incident_id=theft.pk, answer=answer, by=officer)
    transfer = Transfer.objects.get()
    lines: dict[str, Any] = {
        "item-TOTAL_FORMS": "2",
        "item-INITIAL_FORMS": "0",
        "item-0-kind": "paper",
        "item-0-name": "材料",
        "item-0-quantity": "1",
        "item-1-kind": "paper",
        "item-1-name": "材料",
        "item-1-quantity": "3",
    }
    client = as_(cast.officer)
    html = post(client, "write_list", transfer.pk, status=422, receiver="XZ", reason="刑事", **lines)
    assert "第 2 行" in html


def test_a_neighbour_station_sees_nothing_of_it(theft: Incident, cast: Cast, as_: As) -> None:
    client = as_(cast.neighbour_officer)
    for name in ("incident", "receipt", "review"):
        assert client.get(reverse(f"incidents:{name}", args=[theft.pk]), secure=True).status_code == 404
    assert theft.number not in get(client, "incidents", whose="all", since="2020-01-01")


def test_a_receiver_learns_of_a_transfer_when_it_is_approved(
    theft: Incident, cast: Cast, as_: As, officer: Viewer
) -> None:
    answer = Review(verdict=Verdict.OTHER_UNIT, reason="刑事案件", whose="XZ")
    actions.review(incident_id=theft.pk, answer=answer, by=officer)
    transfer = Transfer.objects.get()
    address = reverse("incidents:transfer", args=[transfer.pk])
    assert as_(cast.brigade_desk).get(address, secure=True).status_code == 404


def test_inboxes_lists_and_health_ask_few_queries(
    sent: Transfer,
    officer: Viewer,
    cast: Cast,
    as_: As,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    for _ in range(5):
        actions.take_in(spec=spec("A2"), by=officer)
    client = as_(cast.command_office)
    get(client, "inbox")
    for name, most in (("inbox", 40), ("incidents", 15), ("health", 14), ("limits", 14)):
        with django_assert_max_num_queries(most):
            get(client, name)


@pytest.mark.parametrize("name", ["incidents", "limits", "health", "inbox"])
def test_lists_export(theft: Incident, cast: Cast, as_: As, name: str) -> None:
    response = as_(cast.dongta_head).get(reverse(f"incidents:{name}"), {"export": "csv"}, secure=True)
    assert response["Content-Type"].startswith("text/csv")


def test_who_only_reads_is_offered_no_deeds(theft: Incident, cast: Cast, as_: As) -> None:
    html = get(as_(cast.auditor), "incident", theft.pk)
    assert "接报案回执" in html or "回执" in html
    assert reverse("incidents:review", args=[theft.pk]) not in html


def test_the_head_is_offered_what_only_a_head_may_do(cast: Cast, theft: Incident, as_: As) -> None:
    assert "作废" in get(as_(cast.dongta_head), "incident", theft.pk)
    assert "作废" not in get(as_(cast.officer), "incident", theft.pk)
    post(as_(cast.dongta_head), "write_off", theft.pk, reason="重复点击")
    page = get(as_(cast.dongta_head), "incident", theft.pk)
    assert "登记错误" in page
    assert reverse("incidents:reopen", args=[theft.pk]) in page


def test_every_paper_stands_ready_when_the_incident_needs_it(
    client: Client, cast: Cast, sent: Transfer, head: Viewer
) -> None:
    client.force_login(cast.dongta_head)

    def paper(incident: Incident, form: str) -> tuple[int, str]:
        answer = client.get(reverse("incidents:notice", args=[incident.pk, form]))
        return answer.status_code, answer.content.decode()

    status, page = paper(sent.incident, "transfer_notice")
    assert status == 200
    assert sent.receiver.name in page
    assert paper(sent.incident, "not_police")[0] == 404
    light = actions.take_in(spec=spec("E"), by=head)
    answer = Review(verdict=Verdict.NOT_POLICE, reason="路灯由市政维修", whose="市政管理部门")
    actions.review(incident_id=light.pk, answer=answer, by=head)
    status, page = paper(light, "not_police")
    assert status == 200
    assert "市政管理部门" in page
    quarrel = actions.take_in(spec=spec("D"), by=head)
    assert paper(quarrel, "acceptance")[0] == 404
    actions.review(incident_id=quarrel.pk, answer=Review(verdict=Verdict.OWN), by=head)
    assert paper(quarrel, "acceptance")[0] == 200
