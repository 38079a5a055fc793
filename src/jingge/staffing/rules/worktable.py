"""A table of bookings as people fill it in: headings in two languages, one booking a row."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingge.common.errors import Invalid
from jingge.staffing.terms import BookingSpec, Work
from jingge.uploads.rules.tabled import Heading, Line, choice_of, day_of

AS_CLOCK = gettext_lazy("as 08:30")
HEADINGS = (
    Heading("police_number", gettext_lazy("Police number"), gettext_lazy("of somebody on your ground")),
    Heading("day", gettext_lazy("Day"), gettext_lazy("as 2026-01-31")),
    Heading("begins", gettext_lazy("Starts at"), AS_CLOCK, also=("开始时间",)),
    Heading(
        "ends",
        gettext_lazy("Ends at"),
        gettext_lazy("as 17:30; not after the beginning: the next day"),
        also=("结束时间",),
    ),
    Heading(
        "work",
        gettext_lazy("Kind of work"),
        gettext_lazy("one of the kinds of work named beside"),
        also=("工作",),
    ),
    Heading(
        "leader",
        gettext_lazy("Officer in command"),
        gettext_lazy("police number; for auxiliaries and helpers"),
        optional=True,
        also=("带领民警警号",),
    ),
)
CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})(?:[:：]00)?")


def spec_of(line: Line) -> BookingSpec:
    """What is booked in a row; the people of its numbers are looked up elsewhere."""
    day, begins = day_of(line, "day"), time_of(line, "begins", before=1440)
    minutes = length(begins, time_of(line, "ends"))
    work = choice_of(line, "work", Work)
    return BookingSpec(work=work.value, day=day, start_minute=begins, minutes=minutes)


def time_of(line: Line, key: str, *, before: int = 1441) -> int:
    found = clock_of(line[key])
    if found is None or found >= before:
        raise Invalid(key, line[key], _("Write the time as 08:30."))
    return found


def length(begins: int, ends: int) -> int:
    """Minutes from a time to another; not after it means the next day."""
    return ends - begins if ends > begins else ends + 1440 - begins


def clock_of(text: str) -> int | None:
    match = CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes = int(match[1]), int(match[2])
    total = hours * 60 + minutes
    return total if minutes < 60 and total <= 1440 else None
