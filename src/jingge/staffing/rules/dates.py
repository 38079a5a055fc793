"""Days from and to. `valid_to` is the first day no longer valid."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason


def in_force(valid_from: date, valid_to: date | None, day: date) -> bool:
    return valid_from <= day and (valid_to is None or day < valid_to)


def overlaps(a_from: date, a_to: date | None, b_from: date, b_to: date | None) -> bool:
    """Whether two periods share a day."""
    return (b_to is None or a_from < b_to) and (a_to is None or b_from < a_to)


def why_not_dates(valid_from: date, valid_to: date | None) -> Reason | None:
    if valid_to is not None and valid_to <= valid_from:
        return _("The end must come after the beginning (%(day)s).") % {"day": valid_from.isoformat()}
    return None


def why_not_end(valid_from: date, valid_to: date | None, end: date) -> Reason | None:
    """The reason something that began on `valid_from` cannot end on `end`, or None."""
    if valid_to is not None and valid_to <= end:
        return _("It has already ended on %(day)s.") % {"day": valid_to.isoformat()}
    return why_not_dates(valid_from, end)


def start_of_change(held_since: date, told_since: date, in_force_from: date) -> date | None:
    """The day a newly told fact replaces one held since a day.

    The file's own date where it can be; else the day the file comes into force; None when
    both lie before what is held began, so that the held row was wrong all along.
    """
    if told_since > held_since:
        return told_since
    return in_force_from if in_force_from > held_since else None
