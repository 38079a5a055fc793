"""Deeds of training: each one transaction and one audit event. Scores do not stand in the audit log."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.audit.actions import record
from jingge.common.clock import today
from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.staffing.actions.locking import lock_bureau
from jingge.training import rules
from jingge.training.models import Attendance, Paper, Topic, TrainingClass, Try
from jingge.training.queries import (
    attending,
    get_class,
    get_topic,
    officers_on,
    oneself,
    own_paper,
    own_tests,
    paper_of,
    questions_of,
)
from jingge.training.terms import ClassSpec, Question


@transaction.atomic
def enter_topic(*, name: str, by: Viewer) -> Topic:
    lock_bureau(by.bureau_id)
    name, known = name.strip(), Topic.objects.filter(bureau_id=by.bureau_id)
    if not name or known.filter(name=name).exists():
        raise Invalid("name", name, _("Write a name that no other topic has."))
    row = Topic.objects.create(bureau_id=by.bureau_id, place=known.count() + 1, name=name)
    _note("training.enter_topic", row, name, by)
    return row


@transaction.atomic
def open_class(*, spec: ClassSpec, by: Viewer) -> TrainingClass:
    rules.refuse_class(spec)
    topics = list(Topic.objects.filter(bureau_id=by.bureau_id, pk__in=spec.topic_ids))
    if len(topics) != len(set(spec.topic_ids)):
        raise Invalid("topics", "", _("Choose topics of the list."))
    row = TrainingClass.objects.create(
        bureau_id=by.bureau_id, name=spec.name.strip(), first_day=spec.first_day, last_day=spec.last_day
    )
    row.topics.set(topics)
    _note("training.open_class", row, row.name, by, topics=[t.name for t in topics])
    return row


@transaction.atomic
def cancel_class(*, class_id: UUID, by: Viewer) -> TrainingClass:
    lock_bureau(by.bureau_id)
    row = get_class(by, class_id)
    refuse_if(rules.why_not_cancel(cancelled=row.cancelled, people=row.attendances.count()))
    row.cancelled = True
    row.save(update_fields=["cancelled"])
    _note("training.cancel_class", row, row.name, by)
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
    gone = Attendance.objects.filter(
        training_class=row, topic=topic, officer__police_number__in=before - wanted
    )
    gone.delete()
    new = [known[number] for number in sorted(wanted - before)]
    Attendance.objects.bulk_create(Attendance(training_class=row, topic=topic, officer=one) for one in new)
    _note(
        "training.note_attendance",
        row,
        f"{row.name} {topic.name}",
        by,
        added=sorted(wanted - before),
        taken_out=sorted(before - wanted),
    )
    return len(wanted)


@transaction.atomic
def set_paper(
    *, class_id: UUID, topic_id: UUID, pass_mark: int, questions: Sequence[Question], by: Viewer
) -> Paper:
    lock_bureau(by.bureau_id)
    row = get_class(by, class_id)
    topic = get_topic(by, row, topic_id)
    if not 1 <= pass_mark <= 100:
        raise Invalid("pass_mark", pass_mark, _("Write a pass mark between 1 and 100."))
    paper = paper_of(row, topic) or Paper(training_class=row, topic=topic)
    refuse_if(rules.why_not_paper(tries=paper.tries.count() if not paper._state.adding else 0))
    paper.pass_mark = pass_mark
    paper.questions = [{"text": q.text, "choices": list(q.choices), "right": q.right} for q in questions]
    paper.save()
    count = len(questions)
    _note("training.set_paper", paper, f"{row.name} {topic.name}", by, questions=count, pass_mark=pass_mark)
    return paper


@transaction.atomic
def take_test(*, paper_id: UUID, answers: Sequence[int], by: Viewer) -> Try:
    lock_bureau(by.bureau_id)
    paper, person = own_paper(by, paper_id), oneself(by)
    assert person is not None  # own_paper found a test of theirs
    passed = any(test.passed for test in own_tests(by) if test.paper_id == paper_id)
    refuse_if(rules.why_not_take(passed=passed))
    questions = questions_of(paper)
    if len(answers) != len(questions):
        raise Invalid("answers", len(answers), _("Answer every question."))
    score = rules.score(questions, answers)
    row = Try.objects.create(paper=paper, officer=person, day=today(), answers=list(answers), score=score)
    _note("training.take_test", paper, f"{paper.training_class.name} {paper.topic.name}", by)
    return row


def _note(action: str, row: Any, label: str, by: Viewer, **detail: Any) -> None:
    record(action=action, by=by, subject=row, subject_label=label, detail=detail)
