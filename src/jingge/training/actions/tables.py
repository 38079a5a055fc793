"""Attendance and marks of a class from a table: taken whole or not at all."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.models import Officer
from jingge.training import rules
from jingge.training.actions.testing import put_mark
from jingge.training.actions.writing import note
from jingge.training.models import Attendance, Topic, TrainingClass
from jingge.training.queries import get_class, officers_on, topics_of
from jingge.training.terms import ResultLine
from jingge.uploads.rules.tabled import Faults, Line


@transaction.atomic
def keep_results(
    *,
    class_id: UUID,
    rows: Sequence[tuple[Line, ResultLine]],
    faults: Faults,
    by: Viewer,
    only_check: bool = False,
) -> tuple[int, int]:
    """People added to those who were there, and marks. Nobody is taken out by a table."""
    lock_bureau(by.bureau_id)
    row = get_class(by, class_id)
    refuse_if(rules.why_not_attend(cancelled=row.cancelled, first_day=row.first_day, today=today()))
    topics = {topic.name: topic for topic in topics_of(row)}
    known = {person.police_number: person for person, _code, _name in officers_on(by, row.first_day)}
    added = marks = 0
    for line, given in rows:
        with faults.row(line, of="number"):
            person, topic = _the_person(given, known, row), _the_topic(given, topics)
            faults.once(line, "number", (given.number, given.topic, given.day))
            _there, new = Attendance.objects.get_or_create(training_class=row, topic=topic, officer=person)
            added += new
            if given.mark is not None:
                put_mark(row, topic, given.number, given.day or min(row.last_day, today()), given.mark)
                marks += 1
    faults.refuse()
    if only_check:
        transaction.set_rollback(True)
    else:
        note("training.keep_results", row, row.name, by, rows=len(rows), added=added, marks=marks)
    return added, marks


def _the_person(given: ResultLine, known: dict[str, Officer], row: TrainingClass) -> Officer:
    if given.number not in known:
        mend = _("No police officer of a station on %(day)s has this number.") % {"day": row.first_day}
        raise Invalid("number", given.number, mend)
    return known[given.number]


def _the_topic(given: ResultLine, topics: dict[str, Topic]) -> Topic:
    if given.topic not in topics:
        mend = _("The class teaches: %(topics)s.") % {"topics": listed(topics)}
        raise Invalid("topic", given.topic, mend)
    return topics[given.topic]
