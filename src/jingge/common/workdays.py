"""The working calendar: Monday to Friday, less public holidays, more the weekends worked for them.

What the State Council published up to the year of the release comes with the program; a bureau adds
later years (`organisation`). A day of a year nobody has loaded counts by its weekday alone, and
`knows` says so.
"""

import csv
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

WEEKEND = 5  # weekday() of Saturday
WEEK = 7


class DayKind(StrEnum):
    """Why a day is not what its weekday says."""

    HOLIDAY = "holiday"
    MAKEUP = "makeup_workday"


@dataclass(frozen=True, slots=True, eq=False)
class WorkingCalendar:
    """Which days are worked. `special` holds only the days that differ from their weekday."""

    special: Mapping[date, DayKind]
    years: frozenset[int] = frozenset()  # whose holidays are known
    _off: tuple[int, ...] = field(init=False)  # ordinals of Mondays to Fridays not worked
    _on: tuple[int, ...] = field(init=False)  # ordinals of weekends worked

    def __post_init__(self) -> None:
        off = (
            d.toordinal() for d, k in self.special.items() if k is DayKind.HOLIDAY and d.weekday() < WEEKEND
        )
        on = (
            d.toordinal() for d, k in self.special.items() if k is DayKind.MAKEUP and d.weekday() >= WEEKEND
        )
        object.__setattr__(self, "_off", tuple(sorted(off)))
        object.__setattr__(self, "_on", tuple(sorted(on)))

    def knows(self, day: date) -> bool:
        """Whether the holidays of that year have been loaded."""
        return day.year in self.years

    def is_holiday(self, day: date) -> bool:
        """A public holiday; a plain weekend is none."""
        return self.special.get(day) is DayKind.HOLIDAY

    def is_workday(self, day: date) -> bool:
        kind = self.special.get(day)
        return day.weekday() < WEEKEND if kind is None else kind is DayKind.MAKEUP

    def workday_from(self, day: date) -> date:
        """The day itself when it is worked, else the first worked day after it."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def workdays_upto(self, day: date) -> int:
        """How many worked days lie up to and with `day`, counted from a fixed day long ago."""
        ordinal = day.toordinal()  # ordinal 1 was a Monday
        weeks, rest = divmod(ordinal, WEEK)
        plain = weeks * WEEKEND + min(rest, WEEKEND)
        return plain - bisect_left(self._off, ordinal + 1) + bisect_left(self._on, ordinal + 1)

    def workdays_between(self, first: date, last: date) -> int:
        """Worked days from `first` to `last`, both counted; none when they are crossed."""
        return max(self.workdays_upto(last) - self.workdays_upto(first - timedelta(days=1)), 0)

    def after_workdays(self, day: date, count: int) -> date:
        """The `count`-th worked day after `day`; `day` itself does not count. `count` is at least 1."""
        if count < 1:
            raise ValueError(f"count is {count}; ask for at least 1 workday")
        wanted = self.workdays_upto(day) + count
        found = day + timedelta(days=count * WEEK // WEEKEND)
        while (lacking := wanted - self.workdays_upto(found)) > 0:
            found += timedelta(days=lacking)
        while self.workdays_upto(found - timedelta(days=1)) >= wanted:
            found -= timedelta(days=1)
        return found


def with_days(
    base: WorkingCalendar, days: Iterable[tuple[date, DayKind]], years: Iterable[int]
) -> WorkingCalendar:
    """A calendar where these years hold exactly these special days."""
    replaced = frozenset(years)
    kept = {day: kind for day, kind in base.special.items() if day.year not in replaced}
    return WorkingCalendar({**kept, **dict(days)}, base.years | replaced)


@cache
def published() -> WorkingCalendar:
    """2020 to 2026, as published."""
    text = (files("jingge.common") / "data" / "holidays_2020_2026.csv").read_text(encoding="utf-8")
    special = {
        date.fromisoformat(row["date"]): DayKind(row["kind"]) for row in csv.DictReader(text.splitlines())
    }
    return WorkingCalendar(special, frozenset(day.year for day in special))
