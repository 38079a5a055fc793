"""When an office is open: weekly periods as people write them, and what they mean at a moment."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.staffing.terms import Opening, Week

PERIOD = re.compile(r"([01]?\d|2[0-4])[:：]([0-5]\d)\s*[-–—~]\s*([01]?\d|2[0-4])[:：]([0-5]\d)")
DAY = 1440
LOOK_AHEAD = 15  # days: the longest holiday is shorter


def read_periods(text: str) -> tuple[tuple[int, int], ...] | Reason:
    """ "08:00-12:00, 14:00-18:00" as minutes of the day; the reason when it can't be read. Empty: closed."""
    found: list[tuple[int, int]] = []
    for part in filter(None, re.split(r"[,，、;；\s]+", re.sub(r"\s*([-–—~])\s*", r"\1", text.strip()))):
        match = PERIOD.fullmatch(part)
        if match is None:
            return _("Write periods as 08:00-12:00, 14:00-18:00; leave empty when closed.")
        from_hour, from_minute, to_hour, to_minute = map(int, match.groups())
        begins, ends = from_hour * 60 + from_minute, to_hour * 60 + to_minute
        if ends > DAY or begins >= ends:
            return _("“%(period)s” must end after it begins, at 24:00 at the latest.") % {"period": part}
        found.append((begins, ends))
    found.sort()
    for before, after in pairwise(found):
        if after[0] < before[1]:
            return _("“%(one)s” and “%(other)s” overlap.") % {"one": clock(before), "other": clock(after)}
    return tuple(found)


def clock(period: tuple[int, int]) -> str:
    return f"{minute(period[0])}–{minute(period[1])}"


def minute(of_day: int) -> str:
    return f"{of_day // 60:02d}:{of_day % 60:02d}"


def week_from(stored: Sequence[Sequence[Sequence[int]]]) -> Week:
    return tuple(tuple((int(a), int(b)) for a, b in day) for day in stored)


def periods_on(plan: Opening, day: date) -> tuple[tuple[int, int], ...]:
    if plan.closed_on_holidays and plan.calendar.is_holiday(day):
        return ()
    return plan.week[day.weekday()]


def is_open(plan: Opening, moment: datetime) -> bool:
    now = moment.hour * 60 + moment.minute
    return any(first <= now < last for first, last in periods_on(plan, moment.date()))


def closes_at(plan: Opening, moment: datetime) -> datetime | None:
    """When an office that is open closes; None when days round the clock follow one another."""
    midnight = datetime.combine(moment.date(), time())
    now = moment.hour * 60 + moment.minute
    for _ahead in range(LOOK_AHEAD):
        end = next(last for first, last in periods_on(plan, midnight.date()) if first <= now < last)
        tomorrow = midnight + timedelta(days=1)
        if end < DAY or not is_open(plan, tomorrow):
            return midnight + timedelta(minutes=end)
        midnight, now = tomorrow, 0
    return None


def opens_next(plan: Opening, moment: datetime) -> datetime | None:
    """When a closed office opens again, within two weeks; None when it does not."""
    now = moment.hour * 60 + moment.minute
    for ahead in range(LOOK_AHEAD):
        day = moment.date() + timedelta(days=ahead)
        for first, _last in periods_on(plan, day):
            if ahead or first > now:
                return datetime.combine(day, time()) + timedelta(minutes=first)
    return None


def hours_a_week(week: Week) -> float:
    return sum(last - first for day in week for first, last in day) / 60


def why_not_plan(week: Week) -> Reason | None:
    if len(week) != 7:
        return _("A plan has seven days.")
    if not any(week):
        return _("An office that never opens needs no plan: close the office instead.")
    return None


def why_not_equip(counts: dict[str, int], *, same: bool) -> Reason | None:
    if any(count < 0 or count > 999 for count in counts.values()):
        return _("Write counts between 0 and 999.")
    return _("The equipment is already so.") if same else None
