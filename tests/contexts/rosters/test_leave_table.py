"""Leave from a table: checked, kept, refused whole with rows and fields, taken back whole."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.audit.models import Event
from jingge.common.errors import NotYours
from jingge.rosters import actions, queries
from jingge.rosters.models import Leave
from jingge.rosters.rules.states import why_not_leave
from tests.contexts.rosters.conftest import MONTH, Place
from tests.factories.cast import viewer

As = Callable[[Account], Client]
GOOD = "警号,休假类别,首日,末日\n040101,年休假,2026-11-09,2026-11-13\n040102,training,2026/11/20,2026-11-21\n"


def handed_over(client: Client, text: str, deed: str = "check") -> tuple[int, str]:
    file = SimpleUploadedFile("leave.csv", text.encode("utf-8-sig"), content_type="text/csv")
    answer = client.post(reverse("rosters:leave_table"), {"file": file, "deed": deed})
    return answer.status_code, answer.content.decode()


@pytest.fixture
def good() -> str:
    """With the headings as the page of this language says them."""
    return GOOD.replace("年休假", "annual").replace(
        "警号,休假类别,首日,末日", "number,kind,first_day,last_day"
    )


def test_a_table_is_looked_at_before_it_is_kept(place: Place, as_: As, good: str) -> None:
    client = as_(place.cast.dongta_head)
    status, _text = handed_over(client, good)
    assert (status, Leave.objects.count()) == (200, 0)
    assert handed_over(client, good, "keep")[0] == 302
    people = {one.number: one for one in queries.people_of(place.cast.dongta, MONTH)}
    assert set(people) >= {"040101", "040102"}
    assert [(row.state, row.decided_by_label) for row in Leave.objects.all()] == [
        ("approved", place.head.label)
    ] * 2
    assert Event.objects.filter(action="rosters.enter_leave_table").count() == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("999999,annual,2026-11-09,2026-11-10", "999999"),
        ("040101,holiday,2026-11-09,2026-11-10", "holiday"),
        ("040101,annual,9 Nov,2026-11-10", "9 Nov"),
        ("040101,annual,2026-11-10,2026-11-09", "exchange"),
        ("040101,short_notice,2026-11-09,2026-11-10", "short_notice"),
        ("040102,annual,2026-11-21,2026-11-22", "already"),
        ("040201,annual,2026-11-21,2026-11-22", "040201"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_taken(
    place: Place, as_: As, good: str, line: str, said: str
) -> None:
    status, text = handed_over(as_(place.cast.dongta_head), f"{good}{line}\n", "keep")
    assert (status, Leave.objects.count()) == (422, 0)
    assert said in text
    assert ">4<" in text


def test_a_table_is_taken_back_whole_by_whoever_may_enter_it(place: Place, as_: As, good: str) -> None:
    client = as_(place.cast.dongta_head)
    handed_over(client, good, "keep")
    last = queries.last_leave_table(place.head)
    assert last is not None
    assert queries.last_leave_table(viewer(place.cast.xijiao_head)) is None
    with pytest.raises(NotYours):
        actions.take_back_leave_table(table_id=last[0], by=viewer(place.cast.xijiao_head))
    text = client.get(reverse("rosters:leaves")).content.decode()
    assert "Take back the last table (2)" in text
    assert client.post(reverse("rosters:take_back_leave_table", args=[last[0]])).status_code == 302
    assert set(Leave.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert queries.last_leave_table(place.head) is None
    assert handed_over(client, good, "keep")[0] == 302  # the days are free again


def test_leave_has_room_for_a_long_absence_but_not_for_a_transfer() -> None:
    assert why_not_leave(MONTH, MONTH.replace(year=2027), taken=False)
