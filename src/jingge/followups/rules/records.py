"""What may be entered, when something is due, and which deed is possible when."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.common.workdays import WorkingCalendar
from jingge.followups.rules.grounds import basis_of, ground_called, last_day
from jingge.followups.terms import RETENTION, Ended, Ground, Issuer, RecordSpec

Fault = tuple[str, object, Reason]
COURT = re.compile("[^ -~][0-9]{4}")
EARLIEST = timedelta(days=3 * 366)
"""How long ago a document may begin: the longest term there is."""

RECORD_TRANSITIONS: dict[str, dict[str, str]] = {
    "open": {"do": "open", "pass_on": "open", "end": "ended"},
    "ended": {"reopen": "open", "erase": "erased"},
    "erased": {},
}
"""A record is open until its term is over, then kept for a while, then gone."""


def record_faults(spec: RecordSpec, *, is_on: bool, today: date) -> Iterator[Fault]:
    ground = ground_called(spec.ground)
    if ground is None:
        yield "ground", spec.ground, _("Choose one of the grounds.")
        return
    if not is_on:
        yield "ground", spec.ground, _("This ground is off: the bureau has to decide to use it first.")
    yield from _number_faults(spec, ground, today)
    yield from _term_faults(spec, ground, today)


def _number_faults(spec: RecordSpec, ground: Ground, today: date) -> Iterator[Fault]:
    if ground.issuer is Issuer.COURT and not COURT.fullmatch(spec.issuer):
        mend = _("Write the code of the court: one character of the province and four figures.")
        yield "issuer", spec.issuer[:8], mend
    if ground.issuer is Issuer.STATION and spec.issuer:
        yield "issuer", spec.issuer[:8], _("The station issues it: leave this empty.")
    if not today.year - 4 <= spec.year <= today.year:
        yield "year", spec.year, _("The year in the number of the document, of the last four.")
    if not 1 <= spec.serial <= 99_999:
        yield "serial", spec.serial, _("The number itself, from 1 to 99999.")


def _term_faults(spec: RecordSpec, ground: Ground, today: date) -> Iterator[Fault]:
    if spec.start > today:
        yield "start", spec.start, _("It begins in the future: enter it on its first day.")
    if spec.start < today - EARLIEST:
        yield "start", spec.start, _("This lies too far back.")
    if spec.end < spec.start:
        yield "end", spec.end, _("It ends before it begins.")
    longest = last_day(ground, spec.start)
    if longest is not None and spec.end > longest:
        words = _("By law (%(basis)s) it ends on %(day)s at the latest.")
        yield "end", spec.end, words % {"basis": basis_of(ground), "day": longest}
    if spec.end < today:
        yield "end", spec.end, _("Its term is over: nothing is left to follow up.")


def due_days(start: date, end: date, every: int, calendar: WorkingCalendar, *, since: date) -> list[date]:
    """Every so many days within the term, moved to the next workday; nothing before it was entered.

    A term shorter than that has one: its last workday.
    """
    days: list[date] = []
    day = start + timedelta(days=every)
    while day <= end:
        days.append(_workday(day, end, calendar))
        day += timedelta(days=every)
    if not days:
        days = [_workday(end, end, calendar)]
    return sorted({day for day in days if day >= since})


def _workday(day: date, end: date, calendar: WorkingCalendar) -> date:
    """The first workday from here on; within the term, or the last day of the term."""
    moved = day
    while moved <= end and not calendar.is_workday(moved):
        moved += timedelta(days=1)
    return moved if moved <= end else day


def why_not_do(*, is_open: bool, on: date, done_on: date | None, today: date) -> Reason | None:
    if not is_open:
        return _("The record has ended.")
    if done_on is not None:
        return _("It is done already.")
    if on > today + timedelta(days=7):
        return _("It is due on %(day)s: a week before at the earliest.") % {"day": on}
    return None


def why_not_undo(*, is_open: bool, done_on: date | None, today: date) -> Reason | None:
    if done_on is None:
        return _("It is not done.")
    if not is_open:
        return _("The record has ended.")
    if done_on < today - timedelta(days=7):
        return _("Only in the week after: its month is counted.")
    return None


def why_not_pass_on(*, is_open: bool) -> Reason | None:
    return None if is_open else _("The record has ended.")


def why_not_end(*, is_open: bool, why: str) -> Reason | None:
    if not is_open:
        return _("The record has ended.")
    if why == Ended.TERM:
        return _("The day alone ends a term.")
    return None


def why_not_reopen(*, is_open: bool, why: str, end: date, today: date) -> Reason | None:
    """What was ended by hand can be opened again while its term lasts."""
    if is_open:
        return _("The record is open.")
    if why == Ended.TERM or end < today:
        return _("Its term is over.")
    return None


def erased_from(ended_on: date) -> date:
    """The day on which the record is erased."""
    return ended_on + RETENTION + timedelta(days=1)
