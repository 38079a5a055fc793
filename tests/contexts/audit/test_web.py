"""The auditor's pages."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.db import transaction
from django.test import Client
from openpyxl import load_workbook

from jingge.accounts.models import Account
from jingge.audit.actions import record
from jingge.audit.models import Event
from jingge.common.viewer import system_viewer
from tests.factories.cast import Cast, viewer

SignedIn = Callable[[Account], Client]


@pytest.fixture
def auditor(as_: SignedIn, cast: Cast) -> Client:
    with transaction.atomic():
        record(
            action="planning.submit_scenario", by=viewer(cast.command_office), subject_label="=HYPERLINK(1)"
        )
        record(action="planning.submit_scenario", by=viewer(cast.other_command_office), subject_label="隔壁")
        record(
            action="accounts.sign_in",
            by=viewer(cast.chief),
            result="refused",
            detail={"x": "<script>alert(1)</script>"},
        )
    return as_(cast.auditor)


def test_the_auditor_sees_own_bureaus_events_only(auditor: Client) -> None:
    text = auditor.get("/audit/").content.decode()
    assert "=HYPERLINK(1)" in text
    assert "隔壁" not in text


def test_looking_is_recorded_with_what_was_asked(auditor: Client) -> None:
    auditor.get("/audit/?words=chief&result=refused")
    assert Event.objects.get(action="audit.look").detail == {"words": "chief", "result": "refused"}


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("words=chief", True),
        ("words=command", False),
        ("result=refused", True),
        ("result=done", False),
        ("action=accounts.sign_in", True),
        ("first=2999-01-01", False),
        ("last=2999-01-01", True),
        ("first=2026-02-31", True),
        ("first=nonsense", True),
    ],
)
def test_filters_narrow_the_log(auditor: Client, query: str, there: bool) -> None:
    event = Event.objects.get(action="accounts.sign_in")
    response = auditor.get(f"/audit/?{query}&column=at")
    assert response.status_code == 200
    assert (f"/audit/{event.pk}/" in response.content.decode()) is there


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_is_harmless_and_recorded(auditor: Client, kind: str) -> None:
    response = auditor.get(f"/audit/?export={kind}&action=planning.submit_scenario")
    if kind == "csv":
        assert "'=HYPERLINK(1)" in response.content.decode("utf-8-sig")
    else:
        sheet = load_workbook(BytesIO(response.content)).active
        assert sheet is not None
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
        assert [cell.data_type for cell in cells] == ["s"]
    event = Event.objects.get(action="audit.export")
    assert (event.detail["kind"], event.detail["rows"]) == (kind, 1)


def test_one_record_shows_its_detail_unharmed(auditor: Client) -> None:
    event = Event.objects.get(action="accounts.sign_in")
    text = auditor.get(f"/audit/{event.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text
    assert "与写入时一致" in text
    assert Event.objects.filter(action="audit.look_at_record").exists()


def test_a_record_of_another_bureau_is_not_there(auditor: Client) -> None:
    event = Event.objects.get(subject_label="隔壁")
    assert auditor.get(f"/audit/{event.pk}/").status_code == 404


def test_the_check_answers_on_the_page(auditor: Client) -> None:
    response = auditor.post("/audit/verify/", follow=True)
    assert "没有改动、移位或缺失" in response.content.decode()
    assert Event.objects.filter(action="audit.verify").exists()


def test_the_list_costs_few_queries(
    auditor: Client, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    fragment = {"HX-Request": "true", "HX-Target": "list-audit-events"}
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        assert auditor.get("/audit/", headers=fragment).status_code == 200


def test_the_systems_own_names_are_said_in_the_readers_language(auditor: Client, cast: Cast) -> None:
    with transaction.atomic():
        record(action="siting.finish", by=system_viewer(cast.bureau.pk, "worker"), subject_label="1")
    page = auditor.get("/audit/").content.decode()
    assert "后台作业" in page
    assert ">worker<" not in page
