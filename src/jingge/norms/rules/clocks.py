"""The clock: when a time limit ends.

公安机关办理行政案件程序规定 article 35: the hour or day something begins in does not count; a last day
that is no workday moves on to the next one, except where somebody's liberty is limited. Where it is,
this clock also counts the first hour, to the minute: never longer than the strictest reading allows.
Hours run through nights and holidays. What does not count (appraisal, from 2026 hearings) is left out
day by day, its own first day counted as running. All moments are of the bureau's own zone.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from jingge.common.workdays import WorkingCalendar
from jingge.norms.terms import Due, Limit, Run, Unit

LAST_MOMENT = time(23, 59, 59)
DAY = timedelta(days=1)
BEFORE = {Unit.HOUR_BEFORE: timedelta(hours=1), Unit.MINUTE_BEFORE: timedelta(minutes=1)}
MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


def due(limit: Limit, run: Run, calendar: WorkingCalendar, *, now: datetime) -> Due:
    """When `limit` ends for what happened in `run`; an open stop counts as lasting until `now`."""
    start = run.restarted or run.started
    if before := BEFORE.get(limit.unit):
        return Due(at=start - limit.amount * before, counted_from=start)
    if limit.unit is Unit.IMMEDIATE:
        return Due(at=start, counted_from=start)
    if limit.unit is Unit.RESTART:
        raise ValueError(f"{limit.code} restarts another clock; it has no end of its own")
    unit, amounts = span(limit, run)
    stopped = any(stop.ended is None for stop in run.stops)
    if unit is Unit.HOUR:
        begin = (
            start if limit.liberty else start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        )
        end = begin + timedelta(hours=amounts[Unit.HOUR])
        for begun, ended in stops(run, begin, now):
            if begun < end:
                end += ended - begun
        return Due(at=end, counted_from=begin, stopped=stopped)
    last = last_day(unit, amounts, run, start, calendar, now)
    moved = last if limit.liberty else calendar.workday_from(last)
    return Due(
        at=datetime.combine(moved, LAST_MOMENT, start.tzinfo),
        counted_from=start,
        moved_from=last if moved != last else None,
        stopped=stopped,
        calendar_known=all(year in calendar.years for year in range(start.year, moved.year + 1)),
    )


def span(limit: Limit, run: Run) -> tuple[Unit, dict[Unit, int]]:
    """How long in all, by unit: the limit with what was granted."""
    unit, amounts = limit.unit, {limit.unit: limit.amount}
    for grant in run.grants:
        if grant.total:
            unit, amounts = grant.unit, {grant.unit: grant.amount}
        else:
            amounts[grant.unit] = amounts.get(grant.unit, 0) + grant.amount
    return unit, amounts


def stops(run: Run, start: datetime, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """What does not count, in order, each moment once."""
    end = start
    for stop in sorted(run.stops, key=lambda one: one.begun):
        first, last = max(stop.begun, end), stop.ended or max(now, stop.begun)
        if last > first:
            yield first, last
            end = last


def last_day(
    unit: Unit, amounts: dict[Unit, int], run: Run, start: datetime, calendar: WorkingCalendar, now: datetime
) -> date:
    """The last day before any moving on: the first day does not count, stopped days neither."""
    first_day = start.date()
    if unit is Unit.WORKDAY:
        last = calendar.after_workdays(first_day, amounts[unit])
    else:
        last = after_months(first_day, sum(amounts.get(one, 0) * n for one, n in MONTHS.items()))
        last += amounts.get(Unit.DAY, 0) * DAY
    until = first_day
    for begun, ended in stops(run, start, now):
        begin, end = max(begun.date(), until), ended.date()
        if begin >= last or end <= begin:
            continue
        if unit is Unit.WORKDAY:
            lost = calendar.workdays_between(begin + DAY, end)
            last = calendar.after_workdays(last, lost) if lost else last
        else:
            last += end - begin
        until = end
    return last


def after_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day when it is shorter."""
    if not months:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
