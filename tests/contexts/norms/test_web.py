"""The pages of norms and rules."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from jingge.accounts.models import Account
from jingge.common.clock import today
from jingge.norms.models import Edition, NormVersion
from jingge.norms.rules.packfiles import own_files, to_zip
from jingge.norms.terms import Standing
from tests.factories.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
LATER = (today() + timedelta(days=30)).isoformat()


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("zh-hans"):
        yield


def page(client: Client, route: str, /, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"norms:{route}", args=args), query, secure=True)
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


def send(client: Client, route: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"norms:{route}", args=args), data, secure=True)


def test_a_norm_goes_from_the_register_to_a_text_in_force(cast: Cast, as_: As) -> None:
    office, chief = as_(cast.command_office), as_(cast.chief)
    assert send(office, "enter", number="1", name="派出所办理案件工作规范").status_code == 302
    assert (
        send(office, "write", 1, text="第一条 当场登记。", valid_from="2021-03-01", note="").status_code
        == 302
    )
    assert send(office, "step", 1, 1, "propose").status_code == 302
    assert "当场登记" in page(chief, "norm", 1)
    assert send(chief, "decide", 1, 1, "agree").status_code == 302
    assert "现行" in page(as_(cast.officer), "register")
    assert "当场登记" in page(as_(cast.officer), "norm", 1)


def test_the_writer_sees_why_approving_is_not_for_them(cast: Cast, as_: As) -> None:
    office = as_(cast.command_office)
    send(office, "enter", number="1", name="规范")
    send(office, "write", 1, text="正文", valid_from="2021-03-01")
    send(office, "step", 1, 1, "propose")
    assert "须由另一人批准" in page(office, "norm", 1)
    assert NormVersion.objects.get().state == Standing.PROPOSED


def test_a_pack_comes_in_is_changed_by_row_undone_and_approved(cast: Cast, as_: As) -> None:
    office, chief = as_(cast.command_office), as_(cast.chief)
    file = SimpleUploadedFile("pack.zip", to_zip(*own_files("lingwu_2021")), "application/zip")
    assert send(office, "bring", file=file).status_code == 302
    made = Edition.objects.get()
    assert "治安大队" in page(office, "edition", made.pk)
    row = {"key": "fine.station", "name_zh": "派出所罚款权限", "name_en": "fine", "amount": "87654", "unit": "CNY",
           "basis": "本局", "valid_from": "2026-01-01"}  # fmt: skip
    assert send(office, "row", made.pk, "powers", "ADM-15", **row).status_code == 302
    assert "87654" in page(office, "edition", made.pk, table="powers")
    assert send(office, "undo", made.pk).status_code == 302
    assert "87654" not in page(office, "edition", made.pk, table="powers")
    assert send(office, "edition_step", made.pk, "propose").status_code == 302
    assert send(chief, "edition_decide", made.pk, "agree").status_code == 302
    assert "灵武2021规范包" in page(as_(cast.officer), "matrix")


def test_a_wrong_value_of_a_row_is_said_beside_its_field(cast: Cast, as_: As) -> None:
    office = as_(cast.command_office)
    send(office, "begin", name="草稿", valid_from=LATER)
    made = Edition.objects.get()
    answer = send(office, "row", made.pk, "limits", "TRF-01", key="", amount="0", unit="hour")
    assert answer.status_code == 422
    assert "请填写 1 至 5000 的整数" in answer.content.decode()


def test_a_pack_with_faults_is_refused_with_every_place(cast: Cast, as_: As) -> None:
    head, tables = own_files("national")
    tables = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    tables["limits"][0]["unit"], tables["forms"][1]["basis"] = "weeks", ""
    file = SimpleUploadedFile("pack.zip", to_zip(head, tables))
    answer = send(as_(cast.command_office), "bring", file=file)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "weeks" in text
    assert "forms" in text
    assert "2 处错误" in text
    assert not Edition.objects.exists()


def test_what_is_no_pack_is_refused_beside_the_file(cast: Cast, as_: As) -> None:
    answer = send(as_(cast.command_office), "bring", file=SimpleUploadedFile("x.zip", b"no"))
    assert answer.status_code == 422
    assert "不是 .zip 文件" in answer.content.decode()


def test_an_edition_goes_out_as_a_pack(cast: Cast, as_: As) -> None:
    office = as_(cast.command_office)
    send(office, "begin", name="草稿", valid_from=LATER)
    answer = office.get(reverse("norms:pack", args=[Edition.objects.get().pk]), secure=True)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "limits.csv" in archive.namelist()


@pytest.mark.parametrize("route", ["matrix", "limits", "powers", "steps", "forms"])
def test_rules_in_force_are_there_for_everybody_and_go_out_as_tables(route: str, cast: Cast, as_: As) -> None:
    client = as_(cast.officer)
    assert "国家规定默认包" in page(client, route, day="2020-05-01")
    answer = client.get(reverse(f"norms:{route}"), {"export": "xlsx"}, secure=True)
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")


def test_the_matrix_says_which_kinds_are_preventable(cast: Cast, as_: As) -> None:
    asked = {"chosen": "1", "column": ["code", "preventable"]}
    table = as_(cast.officer).get(reverse("norms:matrix"), asked, secure=True).context["table"]
    marked = {one["row"].code for one in table if one["row"].preventable}
    shown = {
        one["row"].code
        for one in table
        for column, cell in one["cells"]
        if column.key == "preventable" and str(cell)
    }
    assert marked == shown == {"A11", "A12", "A13"}


def test_each_limit_shows_its_basis_and_article(cast: Cast, as_: As) -> None:
    text = page(as_(cast.officer), "limits", q="TRF-01")
    assert "公安机关办理行政案件程序规定 61(2)" in text


def test_the_clock_says_when_and_why(cast: Cast, as_: As) -> None:
    client = as_(cast.officer)
    text = page(client, "clock", limit="case.handling", started="2026-09-03T09:00")
    assert "2026-10-08 23:59" in text
    assert "不是工作日" in text
    old = page(client, "clock", limit="case.handling", started="2025-12-31T09:00")
    assert "ADM-01" in old and "ADM-02" not in old


def test_a_stop_that_ends_before_it_begins_is_said(cast: Cast, as_: As) -> None:
    query = {"limit": "case.handling", "started": "2026-09-03T09:00",
             "stop_from": "2026-09-09T09:00", "stop_to": "2026-09-08T09:00"}  # fmt: skip
    answer = as_(cast.officer).get(reverse("norms:clock"), query, secure=True)
    assert answer.status_code == 422
    assert "早于起始时间" in answer.content.decode()


def test_the_register_asks_few_queries(
    cast: Cast, as_: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    office = as_(cast.command_office)
    for number in range(1, 13):
        send(office, "enter", number=str(number), name=f"规范{number}")
    with django_assert_max_num_queries(8):
        page(office, "register")
