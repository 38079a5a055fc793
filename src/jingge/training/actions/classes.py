"""Classes: opened, changed, cancelled, and who was there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.staffing.actions.locking import lock_bureau
from jingge.training import rules
from jingge.training.actions.writing import note
from jingge.training.models import Attendance, Topic, TrainingClass, Try
from jingge.training.queries import (
    attending,
    get_class,
    get_topic,
    officers_on,
    paper_of,
    topics_of,
    with_result,
)
from jingge.training.terms import ClassSpec


@transaction.atomic
def open_class(*, spec: ClassSpec, by: Viewer) -> TrainingClass:
    rules.refuse_class(spec)
    topics = _the_topics(spec, by, kept=())
    row = TrainingClass.objects.create(
        bureau_id=by.bureau_id, name=spec.name.strip(), first_day=spec.first_day, last_day=spec.last_day
    )
    row.topics.set(topics)
    note("training.open_class", row, row.name, by, topics=[t.name for t in topics])
    return row


def _the_topics(spec: ClassSpec, by: Viewer, *, kept: Sequence[Topic]) -> list[Topic]:
    """Topics asked for today, or already in the class."""
    rows = Topic.objects.filter(bureau_id=by.bureau_id, pk__in=spec.topic_ids)
    topics = [t for t in rows.order_by("place") if t.closed_on is None or t in kept]
    if len(topics) != len(set(spec.topic_ids)):
        raise Invalid("topics", "", _("Choose topics of the list."))
    return topics


@transaction.atomic
def change_class(*, class_id: UUID, spec: ClassSpec, by: Viewer) -> TrainingClass:
    """What was entered wrong is entered right; nothing that people learnt can fall out of the class."""
    lock_bureau(by.bureau_id)
    row = get_class(by, class_id)
    refuse_if(rules.why_not_change(cancelled=row.cancelled))
    rules.refuse_class(spec)
    before = topics_of(row)
    topics = _the_topics(spec, by, kept=before)
    _refuse_dropping([topic for topic in before if topic not in topics], row)
    _refuse_days(row, spec, by)
    was = _said(row, before)
    row.name, row.first_day, row.last_day = spec.name.strip(), spec.first_day, spec.last_day
    row.save(update_fields=["name", "first_day", "last_day"])
    row.topics.set(topics)
    note("training.change_class", row, row.name, by, was=was, **_said(row, topics))
    return row


def _refuse_dropping(dropped: Sequence[Topic], row: TrainingClass) -> None:
    for topic in dropped:
        people, tested = len(attending(row, topic)), paper_of(row, topic) is not None
        if reason := rules.why_not_drop_topic(topic.name, people=people, tested=tested):
            raise Invalid("topics", topic.name, reason)


def _refuse_days(row: TrainingClass, spec: ClassSpec, by: Viewer) -> None:
    """Whoever is entered as attending served at a station on the first day, also on the new one."""
    there = set(row.attendances.values_list("officer__police_number", flat=True))
    if there and spec.first_day > today():
        raise Invalid(
            "first_day", spec.first_day, _("People are entered as attending: it has begun already.")
        )
    known = {person.police_number for person, _code, _name in officers_on(by, spec.first_day)}
    if strange := sorted(there - known):
        mend = _("%(who)s attended and served at no station on that day.") % {"who": listed(strange)}
        raise Invalid("first_day", spec.first_day, mend)
    first_try = Try.objects.filter(paper__training_class=row, withdrawn=False).order_by("day").first()
    if first_try is not None and spec.first_day > first_try.day:
        mend = _("A test of this class was taken on %(day)s already.") % {"day": first_try.day}
        raise Invalid("first_day", spec.first_day, mend)


def _said(row: TrainingClass, topics: Sequence[Topic]) -> dict[str, Any]:
    days = {"first_day": row.first_day.isoformat(), "last_day": row.last_day.isoformat()}
    return {"name": row.name, **days, "topics": [topic.name for topic in topics]}


@transaction.atomic
def reinstate_class(*, class_id: UUID, by: Viewer) -> TrainingClass:
    """It was cancelled by mistake: it is held after all."""
    lock_bureau(by.bureau_id)
    row = get_class(by, class_id)
    refuse_if(rules.why_not_reinstate(cancelled=row.cancelled))
    row.cancelled = False
    row.save(update_fields=["cancelled"])
    note("training.reinstate_class", row, row.name, by)
    return row


@transaction.atomic
def cancel_class(*, class_id: UUID, by: Viewer) -> TrainingClass:
    lock_bureau(by.bureau_id)
    row = get_class(by, class_id)
    refuse_if(rules.why_not_cancel(cancelled=row.cancelled, people=row.attendances.count()))
    row.cancelled = True
    row.save(update_fields=["cancelled"])
    note("training.cancel_class", row, row.name, by)
    return row


@transaction.atomic
def note_attendance(*, class_id: UUID, topic_id: UUID, numbers: Sequence[str], by: Viewer) -> int:
    """Exactly these people were there: a correction is the same deed again."""
    lock_bureau(by.bureau_id)
    row = get_class(by, class_id)
    topic = get_topic(by, row, topic_id)
    refuse_if(rules.why_not_attend(cancelled=row.cancelled, first_day=row.first_day, today=today()))
    known = {person.police_number: person for person, _code, _name in officers_on(by, row.first_day)}
    if strange := sorted(set(numbers) - set(known)):
        mend = _("No police officer of a station on %(day)s has this number.") % {"day": row.first_day}
        raise Invalid("numbers", listed(strange), mend)
    before = attending(row, topic)
    wanted = set(numbers)
    if reason := rules.why_not_take_out(sorted((before - wanted) & with_result(row, topic))):
        raise Invalid("numbers", "", reason)
    gone = Attendance.objects.filter(
        training_class=row, topic=topic, officer__police_number__in=before - wanted
    )
    gone.delete()
    new = [known[number] for number in sorted(wanted - before)]
    Attendance.objects.bulk_create(Attendance(training_class=row, topic=topic, officer=one) for one in new)
    note(
        "training.note_attendance",
        row,
        f"{row.name} {topic.name}",
        by,
        added=sorted(wanted - before),
        taken_out=sorted(before - wanted),
    )
    return len(wanted)
