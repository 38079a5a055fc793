"""The pages of follow-ups as a head, an officer, a leader and an auditor use them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.clock import frozen_at, now, today
from jingge.common.viewer import Viewer
from jingge.followups import actions
from jingge.followups.models import FollowUp, GroundChange, Look
from jingge.followups.terms import Ended, Purpose
from tests.contexts.followups.conftest import spec
from tests.factories.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
NUMBER = "民保令12号"


def get(client: Client, name: str, *args: object, **asked: Any) -> str:
    response = client.get(reverse(f"followups:{name}", args=args), asked, secure=True)
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


def post(client: Client, name: str, *args: object, status: int = 302, **given: Any) -> str:
    response = client.post(reverse(f"followups:{name}", args=args), given, secure=True)
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


def filled(head: Viewer, **changes: Any) -> dict[str, Any]:
    one = spec(head, **changes)
    given = {name: getattr(one, name) for name in one.__slots__}
    return {**given, "start": one.start.isoformat(), "end": one.end.isoformat()}


def test_a_head_enters_a_document_and_marks_its_first_date(head: Viewer, cast: Cast, as_: As) -> None:
    client = as_(cast.dongta_head)
    assert "取保候审" not in get(client, "new")  # off until the bureau decides
    page = post(client, "new", status=422, **filled(head, issuer="张三"))
    assert "法院代字" in page
    assert not FollowUp.objects.exists()
    post(client, "new", **filled(head))
    due = FollowUp.objects.get().dues.first()
    assert due is not None
    with frozen_at(now() + (due.on - today())):
        assert "人身安全保护令" in get(client, "dues")
        post(client, "mark", due.pk, "do")
        assert due.on.isoformat() in get(client, "dues", done="1")
        post(client, "mark", due.pk, "undo")
    assert client.post(reverse("followups:mark", args=[due.pk, "forget"]), secure=True).status_code == 404


def test_no_list_says_which_document_it_is_and_the_record_only_after_its_purpose(
    head: Viewer, cast: Cast, as_: As
) -> None:
    record = actions.enter(spec=spec(head), by=head)
    client = as_(cast.dongta_head)
    pages = get(client, "dues") + get(client, "records")
    assert NUMBER not in pages
    assert "q=" not in pages  # nothing is sought by number
    shut = client.get(reverse("followups:record", args=[record.pk]), secure=True)
    assert shut.headers["Location"] == reverse("followups:look", args=[record.pk])
    post(client, "look", record.pk, status=422, purpose="curious")
    assert not Look.objects.exists()
    post(client, "look", record.pk, purpose=Purpose.CHECK)
    assert NUMBER in get(client, "record", record.pk)
    assert "检查" in get(as_(cast.auditor), "looks")
    with frozen_at(now() + timedelta(minutes=20)):
        assert client.get(reverse("followups:record", args=[record.pk]), secure=True).status_code == 302


def test_nobody_outside_the_station_comes_near_a_record(head: Viewer, cast: Cast, as_: As) -> None:
    record = actions.enter(spec=spec(head), by=head)
    for account, status in ((cast.xijiao_head, 404), (cast.command_office, 403), (cast.chief, 403)):
        for name in ("look", "record", "end", "pass_on"):
            asked = as_(account).get(reverse(f"followups:{name}", args=[record.pk]), secure=True)
            assert asked.status_code == status, (account, name)
    figures = get(as_(cast.command_office), "counts")
    assert "人身安全保护令" in figures
    assert NUMBER not in figures


def test_a_record_is_passed_on_ended_and_opened_again(head: Viewer, cast: Cast, as_: As) -> None:
    record = actions.enter(spec=spec(head), by=head)
    client = as_(cast.dongta_head)
    page = get(client, "pass_on", record.pk)
    assert record.beat_code in page
    post(client, "pass_on", record.pk, status=422, beat_code=record.beat_code, post="area")
    post(client, "pass_on", record.pk, beat_code=record.beat_code, post="case_team")
    assert "案件办理队" in get(client, "records")
    post(client, "end", record.pk, why=Ended.LIFTED)
    assert "由作出机关撤销" in get(client, "records", ended="1") or FollowUp.objects.get().ended_on
    post(client, "reopen", record.pk)
    assert FollowUp.objects.get().ended_on is None


def test_a_ground_is_switched_on_by_the_command_office_and_the_leader(
    head: Viewer, cast: Cast, as_: As
) -> None:
    office = as_(cast.command_office)
    post(office, "switch", "BAIL", "on", status=422, valid_from=today().isoformat(), reason="")
    post(office, "switch", "BAIL", "on", valid_from=today().isoformat(), reason="局党委会议定")
    change = GroundChange.objects.get()
    assert office.post(reverse("followups:decide", args=[change.pk, "agree"]), secure=True).status_code == 409
    post(as_(cast.chief), "decide", change.pk, "agree")
    assert "取保候审" in get(as_(cast.dongta_head), "new")


HEADINGS = "事由,法院代字,文号中的年份,文号中的序号,起始日期,期满日期,三级警格,责任岗位"


def table(client: Client, *lines: str) -> Any:
    file = SimpleUploadedFile("表.csv", "\n".join(lines).encode())
    return client.post(reverse("followups:table"), {"deed": "check", "file": file}, secure=True)


def headings(client: Client) -> str:
    page = client.get(reverse("followups:table"), secure=True).context["page"]
    return ",".join(str(one.label) for one in page.headings)


def test_documents_come_from_a_table_whole_or_not_at_all(head: Viewer, cast: Cast, as_: As) -> None:
    client = as_(cast.dongta_head)
    good = spec(head)
    row = f"人身安全保护令,宁0181,{good.year},{{n}},{good.start},{good.end},{good.beat_code},"
    wrong = table(client, headings(client), row.format(n=21), row.format(n="张三"), row.format(n=21))
    assert wrong.status_code == 422
    assert [(p.row, p.value) for p in wrong.context["problems"]] == [(3, "张三"), (4, "21")]
    assert not FollowUp.objects.exists()
    checked = table(client, headings(client), row.format(n=21), row.format(n=22))
    assert "2份文书" in checked.content.decode()
    assert not FollowUp.objects.exists()
    kept = {"deed": "keep", "signed": checked.context["signed"]}
    assert client.post(reverse("followups:table"), kept, secure=True).status_code == 302
    assert sorted(FollowUp.objects.values_list("serial", flat=True)) == [21, 22]


@pytest.mark.parametrize("column", ["姓名", "备注", "身份证号", "level"])
def test_a_table_with_any_other_column_is_refused_by_name(
    head: Viewer, cast: Cast, as_: As, column: str
) -> None:
    client = as_(cast.dongta_head)
    one = spec(head)
    row = f"人身安全保护令,宁0181,{one.year},21,{one.start},{one.end},{one.beat_code},,x"
    answer = table(client, f"{headings(client)},{column}", row)
    assert answer.status_code == 422
    assert column in answer.content.decode()
    assert not FollowUp.objects.exists()
