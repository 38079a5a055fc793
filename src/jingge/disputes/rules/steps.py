"""What a step may say: its day, its numbers, its texts."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.disputes.rules.types import type_codes
from jingge.disputes.terms import Agreement, Answers, Body, Level, Referral
from jingge.norms.rules.texts import Fault, text_faults

LONGEST_TERM = timedelta(days=366 * 3)
VISIT_AFTER = timedelta(days=30)
END_OF_DAY = time(23, 59, 59)


def kind_faults(type_code: str, level: str) -> Iterator[Fault]:
    if type_code not in type_codes():
        yield "type", type_code, _("Choose one of the types of dispute.")
    if level not in Level.values:
        yield "level", level, _("Choose red, orange or yellow.")


def day_faults(day: date, *, earliest: date, today: date, field: str = "day") -> Iterator[Fault]:
    if day > today:
        yield field, day.isoformat(), _("This day lies ahead: enter it when it is done.")
    elif day < earliest:
        mend = _("Not before %(day)s: that is when the step before was done.")
        yield field, day.isoformat(), mend % {"day": earliest.isoformat()}


def answer_faults(answers: Answers, *, earliest: date, today: date) -> Iterator[Fault]:
    if answers.appraisal_on is not None:
        yield from day_faults(answers.appraisal_on, earliest=earliest, today=today, field="appraisal_on")


def agreement_faults(agreement: Agreement) -> Iterator[Fault]:
    yield from text_faults("number", agreement.number, longest=40, needed=True)
    if agreement.perform_by < agreement.day:
        yield (
            "perform_by",
            agreement.perform_by.isoformat(),
            _("The term ends on the day of the agreement or later."),
        )
    elif agreement.perform_by - agreement.day > LONGEST_TERM:
        yield "perform_by", agreement.perform_by.isoformat(), _("At most three years after the agreement.")


def referral_faults(referral: Referral) -> Iterator[Fault]:
    yield from text_faults("name", referral.name, longest=60, needed=True)


def visit_faults(due: date, *, performed: date) -> Iterator[Fault]:
    if due < performed:
        yield "visit_due", due.isoformat(), _("The return visit comes after the performance.")


def reason_faults(reason: str) -> Iterator[Fault]:
    yield from text_faults("reason", reason, longest=300, needed=True)


def moment_of(day: date, now: datetime) -> datetime:
    """When on a day something was done: now, or for an earlier day its noon."""
    return now if day == now.date() else datetime.combine(day, time(12), now.tzinfo)


def end_of(day: date, now: datetime) -> datetime:
    return datetime.combine(day, END_OF_DAY, now.tzinfo)


def why_not_settled(body: str) -> Reason | None:
    if body == Body.PEOPLE:
        return None
    return _("Only what was referred to people's mediation is settled there.")


def why_not_taken_back(*, has_step: bool) -> Reason | None:
    return None if has_step else _("There is no step to take back.")
