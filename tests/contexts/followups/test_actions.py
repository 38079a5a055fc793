"""A protection order at 东塔: entered, due, done, ended by its date, erased; only figures remain."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jingge.audit.models import Event
from jingge.common.clock import frozen_at, now, today
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.viewer import Viewer, system_viewer
from jingge.followups import actions
from jingge.followups.models import Due, FollowUp, GroundChange, Look, Tally
from jingge.followups.queries.grounds import is_on
from jingge.followups.queries.listing import list_counts, list_dues
from jingge.followups.queries.visible import areas_of_station, beats_of, has_looked
from jingge.followups.rules.records import record_faults
from jingge.followups.terms import RETENTION, Ended, Post, Purpose
from tests.contexts.followups.conftest import spec
from tests.factories.cast import Cast, viewer

pytestmark = pytest.mark.django_db


def nearest(head: Viewer, record: FollowUp) -> Due | None:
    """What stands first in the list three days before the record's first date, whatever the holidays."""
    first = record.dues.first()
    assert first is not None
    with frozen_at(now() + (first.on - today()) - timedelta(days=3)):
        rows = list_dues(head)
    return Due.objects.get(pk=rows[0].id) if rows else None


def test_a_document_brings_its_dates_and_its_figures(head: Viewer) -> None:
    record = actions.enter(spec=spec(head), by=head)
    assert 3 <= record.dues.count() <= 4
    assert all(record.start < due.on <= record.end for due in record.dues.all())
    assert nearest(head, record) == record.dues.first()
    assert list_counts(head, since=today())[0].opened == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ground": "BAIL", "issuer": ""}, "ground"),  # off until the bureau decides
        ({"ground": "NONE"}, "ground"),
        ({"issuer": "张三0181"}, "issuer"),
        ({"issuer": "64018119900101"}, "issuer"),
        ({"issuer": ""}, "issuer"),
        ({"serial": 0}, "serial"),
        ({"serial": 13909512345}, "serial"),
        ({"year": 1990}, "year"),
        ({"start": date(2031, 1, 1), "end": date(2031, 2, 1)}, "start"),
        ({"end": date(2020, 1, 1)}, "end"),
        ({"end": today() + timedelta(days=200)}, "end"),  # by law six months
        ({"beat_code": "640181999A99"}, "beat_code"),
    ],
)
def test_what_no_document_says_is_refused_beside_its_field(
    head: Viewer, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.enter(spec=spec(head, **changes), by=head)
    assert refusal.value.field == field
    assert not FollowUp.objects.exists()


def test_a_document_is_entered_once(head: Viewer) -> None:
    actions.enter(spec=spec(head), by=head)
    with pytest.raises(Invalid):
        actions.enter(spec=spec(head), by=head)


def test_done_and_taken_back_the_figures_follow(head: Viewer) -> None:
    record = actions.enter(spec=spec(head), by=head)
    due = record.dues.first()
    assert due is not None
    with frozen_at(now() + (due.on - today()) + timedelta(days=1)):
        actions.do(due_id=due.pk, by=head)
        assert Tally.objects.get(month=today().replace(day=1)).late == 1
        with pytest.raises(Refused):
            actions.do(due_id=due.pk, by=head)
        actions.undo(due_id=due.pk, by=head)
        assert Tally.objects.get(month=today().replace(day=1)).late == 0


def test_a_term_ends_by_itself_and_after_keeping_nothing_but_figures_remains(head: Viewer) -> None:
    record = actions.enter(spec=spec(head), by=head)
    actions.look(record_id=record.pk, purpose=Purpose.VISIT, by=head)
    system = system_viewer(head.bureau_id)
    with frozen_at(now() + timedelta(days=121)):
        assert actions.sweep(bureau_id=head.bureau_id, by=system) == (1, 0)
        record.refresh_from_db()
        assert (record.ended_why, record.ended_on) == (Ended.TERM, record.end)
    with frozen_at(now() + timedelta(days=121) + RETENTION):
        assert actions.sweep(bureau_id=head.bureau_id, by=system) == (0, 1)
    assert not FollowUp.objects.exists()
    assert not Due.objects.exists()
    assert sum(one.opened + one.ended + one.erased for one in Tally.objects.all()) == 3
    assert Look.objects.count() == 1
    number = str(record.serial)
    assert not [
        one for one in Event.objects.filter(action__startswith="followups") if number in str(one.detail)
    ]


def test_every_look_is_written_down_and_opens_for_a_while(head: Viewer) -> None:
    record = actions.enter(spec=spec(head), by=head)
    assert not has_looked(head, record.pk)
    actions.look(record_id=record.pk, purpose=Purpose.CHECK, by=head)
    assert has_looked(head, record.pk)
    with frozen_at(now() + timedelta(minutes=16)):
        assert not has_looked(head, record.pk)


def test_others_see_no_record(head: Viewer, cast: Cast) -> None:
    record = actions.enter(spec=spec(head), by=head)
    with pytest.raises(NotYours):
        actions.look(record_id=record.pk, purpose=Purpose.CHECK, by=viewer(cast.xijiao_head))
    for person in (cast.command_office, cast.chief, cast.auditor, cast.brigade_desk):
        with pytest.raises(Refused):
            actions.look(record_id=record.pk, purpose=Purpose.CHECK, by=viewer(person))


def test_ended_by_hand_it_can_be_opened_again_while_its_term_lasts(head: Viewer) -> None:
    record = actions.enter(spec=spec(head), by=head)
    actions.end_record(record_id=record.pk, why=Ended.LIFTED, by=head)
    assert nearest(head, record) is None
    actions.reopen_record(record_id=record.pk, by=head)
    assert nearest(head, record) == record.dues.first()
    with pytest.raises(Refused):
        actions.end_record(record_id=record.pk, why=Ended.TERM, by=head)


def test_a_ground_is_switched_on_by_two_people(head: Viewer, cast: Cast) -> None:
    office, chief = viewer(cast.command_office), viewer(cast.chief)
    given: dict[str, Any] = {"ground": "BAIL", "on": True, "valid_from": today(), "reason": "局党委会决定"}
    change = actions.propose_ground(**given, by=office)
    assert not is_on(head.bureau_id, "BAIL", today())
    with pytest.raises(Refused):
        actions.agree_ground(change_id=change.pk, by=office)
    actions.agree_ground(change_id=change.pk, by=chief)
    assert is_on(head.bureau_id, "BAIL", today())
    assert not is_on(head.bureau_id, "BAIL", today() - timedelta(days=1))
    actions.enter(spec=spec(head, ground="BAIL", issuer=""), by=head)
    with pytest.raises(Invalid):
        actions.propose_ground(**given, by=office)
    assert GroundChange.objects.count() == 1


def test_a_record_is_passed_on_to_another_area_and_post_with_its_dates(head: Viewer, cast: Cast) -> None:
    record = actions.enter(spec=spec(head), by=head)
    dues = list(record.dues.values_list("on", flat=True))
    areas = list(areas_of_station(head, today()))
    assert len(areas) > 1
    with pytest.raises(Invalid):  # where it lies already
        actions.pass_on(record_id=record.pk, beat_code=areas[0], post=Post.AREA, by=head)
    with pytest.raises(Invalid):  # another station's
        actions.pass_on(record_id=record.pk, beat_code="640181999A99", post=Post.AREA, by=head)
    actions.pass_on(record_id=record.pk, beat_code=areas[1], post=Post.CASE_TEAM, by=head)
    record.refresh_from_db()
    assert (record.beat_code, record.post) == (areas[1], Post.CASE_TEAM)
    assert list(record.dues.values_list("on", flat=True)) == dues
    actions.end_record(record_id=record.pk, why=Ended.LIFTED, by=head)
    with pytest.raises(Refused):
        actions.pass_on(record_id=record.pk, beat_code=areas[0], post=Post.AREA, by=head)


words = st.text(max_size=8) | st.sampled_from(["宁0181", "张三", "６４０１８１", "13909512345", "李四家"])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(issuer=words, serial=st.integers(), year=st.integers(), ground=words | st.just("PROTECT"), beat=words)
def test_whatever_is_entered_only_codes_and_figures_are_kept(
    head: Viewer, issuer: str, serial: int, year: int, ground: str, beat: str
) -> None:
    wanted = spec(head, issuer=issuer, serial=serial, year=year, ground=ground)
    wanted = wanted if beat != "宁0181" else spec(head, beat_code=beat)
    with suppress(Invalid):
        actions.enter(spec=wanted, by=head)
    for row in FollowUp.objects.values():
        assert not list(
            record_faults(
                spec(head, **{k: row[k] for k in ("ground", "issuer", "year", "serial")}),
                is_on=True,
                today=today(),
            )
        )
        assert row["beat_code"] in beats_of(head, today())
    FollowUp.objects.all().delete()


def test_the_database_itself_refuses_words_in_place_of_a_code(head: Viewer) -> None:
    record = actions.enter(spec=spec(head), by=head)
    for field, value in (("issuer", "张三"), ("serial", 139_095), ("year", 9999)):
        with pytest.raises(IntegrityError), transaction.atomic():
            FollowUp.objects.filter(pk=record.pk).update(**{field: value})
