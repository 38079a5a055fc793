"""Pages of imports as people meet them: few queries, clear refusals, files as attachments."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jingge.accounts.models import Account
from jingge.common.clock import now
from jingge.exchange.models import BureauImport, ImportProblem
from jingge.exchange.terms import ImportState
from jingge.organisation.models import Bureau
from jingge.planning.models import WeightPack
from jingge.planning.rules.facts import DEFAULT_WEIGHTS
from tests.factories.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> Path:
    settings.UPLOADS = tmp_path / "uploads"
    return tmp_path / "uploads"


def make_import(cast: Cast, number: int, problems: int = 0) -> BureauImport:
    row = BureauImport.objects.create(
        bureau_id=cast.bureau.pk, number=number, file_name="表.zip", file_size=1, sha256="0" * 64, stored_as="x/y",
        state=ImportState.REFUSED, in_force_from=date(2020, 7, 1), created_at=now(), errors=problems,
        created_by_id=cast.command_office.pk, created_by_label="指挥中心",
    )  # fmt: skip
    ImportProblem.objects.bulk_create(
        ImportProblem(bureau_import=row, position=n, severity="error", sheet="blocks", row=n, field="人口", value="<b>",
                      message="数量不能为负。", mend="请写不小于 0 的整数。") for n in range(1, problems + 1)
    )  # fmt: skip
    return row


@pytest.mark.parametrize("rows", [1, 60])
def test_the_lists_ask_the_database_at_most_eight_times(
    rows: int, cast: Cast, as_: As, django_assert_max_num_queries: Any
) -> None:
    client = as_(cast.command_office)
    last = make_import(cast, rows, problems=rows)
    for number in range(1, rows):
        make_import(cast, number)
    for address in ("/exchange/imports/", f"/exchange/imports/{last.pk}/problems/"):
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200


def test_a_value_from_a_file_is_never_markup(cast: Cast, as_: As) -> None:
    row = make_import(cast, 1, problems=1)
    for address in (f"/exchange/imports/{row.pk}/", f"/exchange/imports/{row.pk}/problems/"):
        page = as_(cast.command_office).get(address).content.decode()
        assert "&lt;b&gt;" in page
        assert "<b>" not in page


def test_an_upload_above_the_limit_is_refused_before_it_costs_disk(
    cast: Cast, as_: As, settings: Any, uploads: Path
) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    file = SimpleUploadedFile("big.zip", bytes(4 * 1024 * 1024))
    answer = as_(cast.command_office).post(
        "/exchange/imports/new/", {"file": file, "in_force_from": "2020-07-01"}
    )
    assert answer.status_code == 422
    assert "4 MB" in answer.content.decode()
    assert "JINGGE_UPLOAD_LIMIT_MB" in answer.content.decode()
    assert not uploads.exists()
    assert not BureauImport.objects.exists()


def test_an_upload_shorter_than_the_page_said_is_refused(cast: Cast, as_: As) -> None:
    data = {"file": SimpleUploadedFile("a.csv", b"12345"), "in_force_from": "2020-07-01", "size": "10"}
    answer = as_(cast.command_office).post("/exchange/imports/new/", data)
    assert (answer.status_code, BureauImport.objects.count()) == (422, 0)
    assert "上传中断" in answer.content.decode()


def test_no_file_is_said_at_the_field(cast: Cast, as_: As) -> None:
    answer = as_(cast.command_office).post("/exchange/imports/new/", {"in_force_from": "2020-07-01"})
    assert answer.status_code == 422
    assert "请选择文件" in answer.content.decode()


def test_an_upload_leads_to_its_page_with_its_progress(cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    data = {
        "file": SimpleUploadedFile("a.csv", b"code,name\n1,2\n"),
        "in_force_from": "2020-07-01",
        "size": "14",
    }
    answer = client.post("/exchange/imports/new/", data, follow=True)
    assert answer.redirect_chain[0][0] == f"/exchange/imports/{BureauImport.objects.get().pk}/"
    assert "job-progress" in answer.content.decode()


@pytest.mark.parametrize("address", ["templates/xlsx", "templates/zip"])
def test_files_come_as_attachments(address: str, cast: Cast, as_: As) -> None:
    answer = as_(cast.it_clerk).get(f"/exchange/imports/{address}")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_pack_is_shown_before_it_is_loaded(cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    WeightPack.objects.create(
        bureau=cast.bureau, name="标准", weights=DEFAULT_WEIGHTS, created_at=now(), created_by_label="x"
    )
    pack = client.post("/exchange/packs/file/").content
    Bureau.objects.filter(pk=cast.bureau.pk).update(ratio_display="cut")
    shown = client.post("/exchange/packs/preview/", {"file": SimpleUploadedFile("p.json", pack)})
    assert "将变更" in shown.content.decode()
    assert Bureau.objects.get(pk=cast.bureau.pk).ratio_display == "cut"
    client.post("/exchange/packs/load/", {"pack": shown.context["carried"]})
    assert Bureau.objects.get(pk=cast.bureau.pk).ratio_display == "round"
