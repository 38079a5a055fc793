"""Earlier incidents: whole or not at all, in the order things happen, taken back together."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jingge.common.clock import now
from jingge.common.errors import Refused
from jingge.incidents import actions
from jingge.incidents.models import Batch, Clock, Incident
from jingge.incidents.queries.health import health
from jingge.incidents.terms import Ending, PastIncident, Stage, Urgency, Way
from jingge.incidents.web.past import HEADINGS
from jingge.uploads.rules.tabled import Faults, Line, TableRefused, moment_of
from tests.contexts.incidents.conftest import spec
from tests.factories.cast import Cast, viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules_in_force")]


def earlier(n: int = 1, **changed: Any) -> PastIncident:
    came = now().replace(microsecond=0) - timedelta(days=20, minutes=n)
    one = PastIncident(
        way=Way.CALL,
        urgency=Urgency.ORDINARY,
        category="D",
        facts="邻里噪音纠纷",
        received_at=came,
        first="DT",
        accepted_at=came + timedelta(hours=2),
        ending=Ending.HANDLED,
        closed_at=came + timedelta(days=1),
        official_ref=f"110-{n:04d}",
    )
    return replace(one, **changed)


def bring(by: Any, *given: PastIncident, only_check: bool = False) -> int:
    rows = [(Line(n, {"official_ref": one.official_ref}), one) for n, one in enumerate(given, 2)]
    return actions.bring_in(
        name="往年.xlsx", rows=rows, faults=Faults(HEADINGS), by=by, only_check=only_check
    )


def problems(by: Any, *given: PastIncident) -> list[tuple[int, str]]:
    with pytest.raises(TableRefused) as refusal:
        bring(by, *given)
    return [(one.row, one.field) for one in refusal.value.problems]


def test_earlier_incidents_get_numbers_without_gaps_in_the_order_they_came(cast: Cast) -> None:
    by = viewer(cast.command_office)
    assert bring(by, earlier(1), earlier(3), earlier(2)) == 3
    assert bring(by, earlier(4)) == 1
    rows = Incident.objects.order_by("serial")
    assert [one.serial for one in rows] == [1, 2, 3, 4]
    assert [one.official_ref for one in rows] == ["110-0003", "110-0002", "110-0001", "110-0004"]
    taken = actions.take_in(spec=spec(), by=viewer(cast.dongta_head))
    assert taken.serial == (5 if taken.year == rows[0].year else 1)  # in January those were of last year


def test_they_have_the_limits_of_their_day_and_say_whether_they_kept_them(cast: Cast) -> None:
    by = viewer(cast.command_office)
    late = earlier(2, accepted_at=now() - timedelta(days=12), closed_at=now() - timedelta(days=2))
    bring(by, earlier(1), late)
    states = dict(
        Clock.objects.filter(key__startswith="intake").values_list("incident__official_ref", "state")
    )
    assert states == {"110-0001": "met", "110-0002": "late"}
    review = next(one for one in health(by) if one.key == "review")
    assert (review.met, review.late) == (1, 1)


def test_a_hand_over_of_then_stands_with_both_sides(cast: Cast) -> None:
    by = viewer(cast.command_office)
    one = earlier(1)
    sent = one.received_at + timedelta(hours=1)
    signed = sent + timedelta(hours=30)
    bring(
        by,
        replace(
            one,
            category="A1",
            owner="XZ",
            sent_at=sent,
            signed_at=signed,
            accepted_at=signed,
            closed_at=signed,
        ),
    )
    incident = Incident.objects.get()
    assert (incident.first_receiver.code, incident.owner.code) == ("DT", "XZ")
    assert incident.transfers.get().state == "confirmed"
    confirm = incident.clocks.get(key="transfer.confirm")
    assert (confirm.organ.code, confirm.state) == ("XZ", "late")


def test_every_wrong_row_is_named_and_nothing_is_kept(cast: Cast) -> None:
    by = viewer(cast.command_office)
    good = earlier(1)
    wrong = [
        good,
        earlier(2, facts="联系电话 13800138000"),
        earlier(3, closed_at=good.received_at - timedelta(days=30)),
        earlier(4, category="Z9"),
        earlier(5, first="QQ"),
        earlier(6, owner="XZ"),
        earlier(7, accepted_at=None),
        earlier(8, closed_at=now() + timedelta(days=2)),
        replace(good, facts="又一行"),
        earlier(9, grid_code="999999999999"),
    ]
    named = problems(by, *wrong)
    assert [row for row, _field in named] == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    assert not Incident.objects.exists()


def test_what_is_here_already_is_refused_with_its_number(cast: Cast) -> None:
    by = viewer(cast.command_office)
    bring(by, earlier(1))
    with pytest.raises(TableRefused) as refusal:
        bring(by, earlier(1), earlier(2))
    assert "DT-" in str(refusal.value.problems[0].mend)
    assert Incident.objects.count() == 1


def test_a_check_keeps_nothing(cast: Cast) -> None:
    assert bring(viewer(cast.command_office), earlier(1), only_check=True) == 1
    assert not Incident.objects.exists()


def test_a_wrong_table_is_written_off_whole_and_may_come_again(cast: Cast) -> None:
    by = viewer(cast.command_office)
    bring(by, earlier(1), earlier(2))
    batch = Batch.objects.get()
    actions.take_back_batch(batch_id=batch.pk, reason="导错月份", by=by)
    assert set(Incident.objects.values_list("ending", flat=True)) == {Ending.VOID}
    assert all(one.judged == 0 for one in health(by))
    with pytest.raises(Refused):
        actions.take_back_batch(batch_id=batch.pk, reason="再来", by=by)
    assert bring(by, earlier(1), earlier(2)) == 2
    assert Incident.objects.filter(ending=Ending.HANDLED).count() == 2


def test_only_the_command_office_brings_in(cast: Cast) -> None:
    for person in (cast.dongta_head, cast.brigade_desk, cast.chief):
        with pytest.raises(Refused):
            bring(viewer(person), earlier(1))


def test_a_table_is_checked_kept_and_listed(cast: Cast, client: Client) -> None:
    client.force_login(cast.command_office)
    came = timezone.localtime(now()) - timedelta(days=30)
    said = [(came + timedelta(hours=h)).strftime("%Y-%m-%d %H:%M") for h in (0, 1, 5)]
    keys = [
        "official_ref",
        "received_at",
        "category",
        "way",
        "facts",
        "first",
        "accepted_at",
        "ending",
        "closed_at",
    ]
    cells = ["110-77", said[0], "D", "call", "噪音", "DT", said[1], "handled", said[2]]
    file = SimpleUploadedFile("往年.csv", f"{','.join(keys)}\n{','.join(cells)}\n".encode())
    url = reverse("incidents:past_table")
    checked = client.post(url, {"file": file})
    assert checked.status_code == 200, checked.content.decode()
    assert not Incident.objects.exists()
    signed = checked.context["signed"]
    kept = client.post(url, {"deed": "keep", "signed": signed})
    assert kept.status_code == 302
    incident = Incident.objects.get()
    assert (incident.stage, timezone.localtime(incident.received_at).minute) == (Stage.CLOSED, came.minute)
    assert Batch.objects.get().name in client.get(reverse("incidents:batches")).content.decode()


def test_written_off_the_number_stays_and_no_clock_runs(cast: Cast) -> None:
    head = viewer(cast.dongta_head)
    incident = actions.take_in(spec=spec(), by=head)
    with pytest.raises(Refused):
        actions.write_off(incident_id=incident.pk, reason="重复点击", by=viewer(cast.officer))
    done = actions.write_off(incident_id=incident.pk, reason="重复点击", by=head)
    assert (done.stage, done.ending, done.number) == (Stage.CLOSED, Ending.VOID, incident.number)
    assert not done.clocks.filter(state="running").exists()
    again = actions.reopen(incident_id=incident.pk, reason="是真的", by=head)
    assert again.clocks.filter(state="running").exists()


def test_moments_of_a_table_are_read_as_on_the_wall() -> None:
    assert moment_of(Line(2, {"at": "2026/1/31 8:05:00"}), "at") == datetime(2026, 1, 31, 8, 5)  # noqa: DTZ001
