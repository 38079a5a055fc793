"""The working calendar: what is worked, and how worked days are counted."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from jingge.common.workdays import DayKind, WorkingCalendar, published, with_days

DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))


def test_a_sunday_worked_for_a_holiday_is_a_workday() -> None:
    assert published().is_workday(date(2026, 10, 10))  # a Saturday
    assert not published().is_workday(date(2026, 10, 11))


def test_a_holiday_in_the_week_is_not_worked() -> None:
    assert published().is_holiday(date(2026, 10, 1))
    assert not published().is_workday(date(2026, 10, 1))


def test_a_plain_weekend_is_no_holiday() -> None:
    assert not published().is_holiday(date(2026, 11, 22))


def test_the_calendar_says_which_years_it_knows() -> None:
    assert published().knows(date(2026, 12, 31))
    assert not published().knows(date(2027, 1, 1))


def test_the_next_workday_after_the_national_day_week_is_the_eighth() -> None:
    assert published().workday_from(date(2026, 10, 1)) == date(2026, 10, 8)


def test_a_loaded_year_replaces_its_days_only() -> None:
    loaded = with_days(published(), [(date(2027, 1, 1), DayKind.HOLIDAY)], [2027])
    assert loaded.knows(date(2027, 6, 1))
    assert loaded.is_holiday(date(2027, 1, 1))
    assert loaded.is_holiday(date(2026, 10, 1))


@settings(deadline=None)
@given(DAYS, st.integers(1, 400))
def test_counting_by_table_agrees_with_counting_day_by_day(start: date, count: int) -> None:
    calendar = published()
    day, left = start, count
    while left:
        day += timedelta(days=1)
        left -= calendar.is_workday(day)
    assert calendar.after_workdays(start, count) == day
    assert calendar.workdays_between(start + timedelta(days=1), day) == count


@settings(deadline=None)
@given(st.dictionaries(DAYS, st.sampled_from(DayKind), max_size=40), DAYS, st.integers(0, 300))
def test_worked_days_of_a_span_are_those_one_would_count(
    special: dict[date, DayKind], first: date, length: int
) -> None:
    calendar = WorkingCalendar(special)
    days = [first + timedelta(days=n) for n in range(length)]
    last = first + timedelta(days=length - 1)
    assert calendar.workdays_between(first, last) == sum(map(calendar.is_workday, days))
