"""Partners and joint actions from a table, and a partner opened again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.audit.models import Event
from jingge.common.errors import Invalid, Refused
from jingge.common.viewer import Viewer
from jingge.jointwork import queries
from jingge.jointwork.actions import close_partner, enter_partner, reopen_partner
from jingge.jointwork.models import JointAction, Partner
from jingge.jointwork.terms import PartnerSpec
from tests.factories.cast import Cast
from tests.factories.territory import DONGTA

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


def labels(route: str, client: Client) -> list[str]:
    answer = client.get(reverse(f"jointwork:{route}"), secure=True)
    return [str(heading.label) for heading in answer.context["page"].headings]


def send(client: Client, route: str, *lines: str, deed: str = "check") -> Any:
    text = "\n".join([",".join(labels(route, client)), *lines])
    file = SimpleUploadedFile("表.csv", text.encode())
    return client.post(reverse(f"jointwork:{route}"), {"deed": deed, "file": file}, secure=True)


def problems(answer: Any) -> list[tuple[int, str, str]]:
    return [(p.row, str(p.field), p.value) for p in answer.context["problems"]]


def test_a_station_enters_its_partners_from_a_table(court: Partner, cast: Cast, as_: As) -> None:
    client = as_(cast.dongta_head)
    lines = ("东塔小学,学校,,校办主任", "东塔物业,property,DT,")
    assert "共2个协作单位" in send(client, "partners_table", *lines).content.decode()
    assert Partner.objects.count() == 1
    assert send(client, "partners_table", *lines, deed="keep").status_code == 302
    assert {(p.name, p.station.code) for p in Partner.objects.filter(station__isnull=False) if p.station} == {
        ("东塔小学", "DT"),
        ("东塔物业", "DT"),
    }
    assert Event.objects.filter(action="jointwork.enter_partner").count() == 3


def test_every_wrong_partner_is_named(committee: Partner, cast: Cast, as_: As) -> None:
    client = as_(cast.dongta_head)
    answer = send(
        client,
        "partners_table",
        "好单位,学校,,",
        "东塔1社区居委会,学校,,",  # there already
        "别所的,学校,XJ,",  # another station
        "怪类别,公司,,",
        ",学校,,",
        deed="keep",
    )
    assert answer.status_code == 422
    name, kind, place, _post = labels("partners_table", client)
    assert [(row, field) for row, field, _value in problems(answer)] == [
        (3, name),
        (4, place),
        (5, kind),
        (6, name),
    ]
    assert Partner.objects.count() == 1


def test_a_telephone_in_a_table_is_not_taken(committee: Partner, cast: Cast, as_: As) -> None:
    answer = send(as_(cast.dongta_head), "partners_table", "东塔小学,学校,,办公室13800138000", deed="keep")
    assert answer.status_code == 422
    assert "13800138000" not in answer.content.decode()
    assert Partner.objects.count() == 1


def test_joint_actions_come_from_a_table(committee: Partner, court: Partner, cast: Cast, as_: As) -> None:
    client = as_(cast.dongta_head)
    lines = (
        f"联勤,夜市巡逻,2021-06-01,{DONGTA}001,040101,东塔1社区居委会、市司法局,劝离占道摊位",
        f"joint_mediation,灌溉纠纷,2921/6/2,{DONGTA}001,040101,市司法局,",
    )
    checked = send(client, "actions_table", *lines)
    assert problems_or_said(checked) == "共2项五联工作：已完成1项，待开展1项。"
    assert not JointAction.objects.exists()
    wish = {"deed": "keep", "signed": checked.context["signed"]}
    assert client.post(reverse("jointwork:actions_table"), wish, secure=True).status_code == 302
    row = JointAction.objects.get(subject="夜市巡逻")
    assert (row.state, row.partners.count()) == ("done", 2)
    assert Event.objects.filter(action="jointwork.enter_action").count() == 2


def problems_or_said(answer: Any) -> object:
    return answer.context["found"].said if "found" in answer.context else problems(answer)


def test_every_wrong_joint_action_is_named(committee: Partner, cast: Cast, as_: As) -> None:
    client = as_(cast.dongta_head)
    good = f"2021-06-01,{DONGTA}001,040101,东塔1社区居委会"
    answer = send(
        client,
        "actions_table",
        f"联勤,好的,{good},完成",
        f"联欢,类别,{good},",
        f"联勤,单位,2021-06-01,{DONGTA}001,040101,市妇联,",
        f"联勤,网格,2021-06-01,{DONGTA}999,040101,东塔1社区居委会,",
        f"联勤,牵头,2021-06-01,{DONGTA}001,040201,东塔1社区居委会,",
        f"联勤,日期,6月1日,{DONGTA}001,040101,东塔1社区居委会,",
        f"联勤,没有单位,2021-06-01,{DONGTA}001,040101,,",
        f"联勤,未来,2921-06-01,{DONGTA}001,040101,东塔1社区居委会,完成",
        deed="keep",
    )
    assert answer.status_code == 422
    kind, _subject, day, grid, leader, partners, _result = labels("actions_table", client)
    assert [(row, field) for row, field, _value in problems(answer)] == [
        (3, kind),
        (4, partners),
        (5, grid),
        (6, leader),
        (7, day),
        (8, partners),
        (9, day),
    ]
    assert not JointAction.objects.exists()


def test_a_partner_closed_by_mistake_is_opened_again(committee: Partner, by: Viewer) -> None:
    with pytest.raises(Refused):
        reopen_partner(partner_id=committee.pk, by=by)
    close_partner(partner_id=committee.pk, by=by)
    reopen_partner(partner_id=committee.pk, by=by)
    assert [row.closed_on for row in queries.list_partners(by)] == [None]
    close_partner(partner_id=committee.pk, by=by)
    enter_partner(spec=PartnerSpec(committee.name, "committee", "DT"), by=by)
    with pytest.raises(Invalid):  # its name is taken by now
        reopen_partner(partner_id=committee.pk, by=by)
