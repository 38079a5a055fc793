"""Attendance and marks from a table: checked, shown, kept whole or not at all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.audit.models import Event
from jingge.training import queries
from jingge.training.models import Attendance, Try
from tests.contexts.training.conftest import Taught
from tests.factories.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
HEAD = "警号,主题,成绩（%）,测试日期"


def send(client: Client, taught: Taught, *lines: str, deed: str = "check", head: str = HEAD) -> Any:
    file = SimpleUploadedFile("表.csv", "\n".join([head, *lines]).encode())
    address = reverse("training:table", args=[taught.row.pk])
    return client.post(address, {"deed": deed, "file": file}, secure=True)


def test_a_table_is_checked_then_kept_without_choosing_the_file_again(
    taught: Taught, cast: Cast, as_: As
) -> None:
    client = as_(cast.command_office)
    checked = send(client, taught, "040102,现场保护,90,2021/5/12", "040201,信息录入,,")
    page = checked.content.decode()
    assert checked.status_code == 200
    assert "共2行：新增参训2人次，成绩1个。" in page
    assert "尚未保存" in page
    assert Attendance.objects.count() == 2  # as before
    signed = checked.context["signed"]
    address = reverse("training:table", args=[taught.row.pk])
    kept = client.post(address, {"deed": "keep", "signed": signed}, secure=True)
    assert kept.status_code == 302
    assert queries.attending(taught.row, taught.scene) == {"040101", "040102"}
    assert [t.score for t in Try.objects.filter(by_hand=True)] == [90]
    assert Event.objects.get(action="training.keep_results").detail == {"rows": 2, "added": 2, "marks": 1}


def test_every_wrong_row_is_named_and_nothing_is_taken(taught: Taught, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    answer = send(
        client,
        taught,
        "040102,现场保护,90,",
        "F040100,现场保护,,",
        "040102,驾驶,,",
        "040102,现场保护,120,",
        "040102,现场保护,80,昨天",
        "040102,信息录入,80,",
        ",现场保护,,",
        "040102,现场保护,70,",
        deed="keep",
    )
    assert answer.status_code == 422
    problems = [(p.row, str(p.field), p.value) for p in answer.context["problems"]]
    assert problems == [
        (3, "警号", "F040100"),
        (4, "主题", "驾驶"),
        (5, "成绩（%）", "120"),
        (6, "测试日期", "昨天"),
        (7, "主题", "信息录入"),  # no test is set
        (8, "警号", ""),
        (9, "警号", "040102"),  # row 2 says it
    ]
    assert Attendance.objects.count() == 2
    assert not Try.objects.exists()


@pytest.mark.parametrize(
    ("head", "said"), [("警号,成绩", "主题"), ("警号,主题,身份证号", "身份证"), ("", "")]
)
def test_a_table_of_another_kind_is_refused(
    taught: Taught, cast: Cast, as_: As, head: str, said: str
) -> None:
    answer = send(as_(cast.command_office), taught, "040102,现场保护,90", head=head)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_what_was_not_checked_is_not_kept(taught: Taught, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    address = reverse("training:table", args=[taught.row.pk])
    for signed in ("", "made:up"):
        answer = client.post(address, {"deed": "keep", "signed": signed}, secure=True)
        assert answer.status_code == 422


def test_the_template_is_a_table_that_fits(taught: Taught, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    address = reverse("training:table", args=[taught.row.pk])
    book = client.get(address, {"template": "1"}, secure=True)
    file = SimpleUploadedFile("t.xlsx", book.content)
    answer = client.post(address, {"deed": "check", "file": file}, secure=True)
    assert answer.status_code == 200
    assert "成绩1个" in answer.content.decode()
