"""Small tests: questions, answers on screen, marks of tests held on paper."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.staffing.actions.locking import lock_bureau
from jingge.training import rules
from jingge.training.actions.writing import note
from jingge.training.models import Attendance, Paper, Topic, TrainingClass, Try
from jingge.training.queries import (
    attending,
    get_class,
    get_topic,
    oneself,
    own_paper,
    own_tests,
    paper_of,
    questions_of,
)
from jingge.training.terms import Question


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
    taken = 0 if paper._state.adding else paper.tries.filter(withdrawn=False).count()
    refuse_if(rules.why_not_paper(tries=taken))
    paper.pass_mark = pass_mark
    paper.questions = [{"text": q.text, "choices": list(q.choices), "right": q.right} for q in questions]
    paper.save()
    count = len(questions)
    note("training.set_paper", paper, f"{row.name} {topic.name}", by, questions=count, pass_mark=pass_mark)
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
    note("training.take_test", paper, f"{paper.training_class.name} {paper.topic.name}", by)
    return row


@transaction.atomic
def enter_mark(
    *, class_id: UUID, topic_id: UUID, number: str, day: date, mark: int | None, by: Viewer
) -> Try | None:
    """A mark of a test held on paper; another mark of the same day replaces it, none withdraws it."""
    lock_bureau(by.bureau_id)
    row = get_class(by, class_id)
    topic = get_topic(by, row, topic_id)
    refuse_if(rules.why_not_attend(cancelled=row.cancelled, first_day=row.first_day, today=today()))
    made = put_mark(row, topic, number, day, mark)
    what = "entered" if made else "withdrawn"
    note(
        "training.enter_mark",
        row,
        f"{row.name} {topic.name}",
        by,
        police_number=number,
        day=day.isoformat(),
        mark=what,
    )
    return made


def put_mark(row: TrainingClass, topic: Topic, number: str, day: date, mark: int | None) -> Try | None:
    paper = paper_of(row, topic)
    reason = rules.why_not_mark(
        mark=mark,
        day=day,
        first_day=row.first_day,
        today=today(),
        tested=paper is not None,
        attended=number in attending(row, topic),
    )
    if reason:
        values = {"topic": topic.name, "number": number, "mark": mark, "day": day}
        raise Invalid(reason[0], values[reason[0]], reason[1])
    assert paper is not None
    kept = Try.objects.filter(
        paper=paper, officer__police_number=number, day=day, by_hand=True, withdrawn=False
    )
    if mark is None:
        if not kept.update(withdrawn=True):
            raise Invalid("mark", "", _("No mark of that day is entered for this officer."))
        return None
    kept.update(withdrawn=True)
    attended = Attendance.objects.select_related("officer")
    person = attended.get(training_class=row, topic=topic, officer__police_number=number).officer
    return Try.objects.create(paper=paper, officer=person, day=day, answers=[], score=mark, by_hand=True)
