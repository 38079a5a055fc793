"""When a time limit ends."""

import itertools
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingge.common.workdays import published
from jingge.norms.rules.clocks import due
from jingge.norms.terms import Approver, Grant, Limit, Pause, Run, Stop, Unit

ZONE = timezone(timedelta(hours=8))
CALENDAR = published()


def limit(amount: int, unit: Unit, *, liberty: bool = False) -> Limit:
    return Limit(
        code="X-01", key="x", name_zh="期限", name_en="limit", amount=amount, unit=unit, starts_zh="开始", starts_en="start",
        basis="law", article="1", valid_from=date(2019, 1, 1), liberty=liberty,
    )  # fmt: skip


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def ends(one: Limit, run: Run, now: str = "2026-12-31T00:00") -> datetime:
    return due(one, run, CALENDAR, now=at(now)).at


def test_the_hour_it_begins_in_does_not_count() -> None:
    assert ends(limit(24, Unit.HOUR), Run(started=at("2026-03-03T10:20"))) == at("2026-03-04T11:00")


def test_hours_run_through_nights_and_holidays() -> None:
    assert ends(limit(24, Unit.HOUR), Run(started=at("2026-09-30T23:10"))) == at("2026-10-02T00:00")


def test_where_somebody_is_held_the_first_minute_counts() -> None:
    held = limit(8, Unit.HOUR, liberty=True)
    assert ends(held, Run(started=at("2026-03-03T10:20"))) == at("2026-03-03T18:20")


def test_the_day_it_begins_on_does_not_count() -> None:
    assert ends(limit(3, Unit.DAY), Run(started=at("2026-03-03T23:59"))) == at("2026-03-06T23:59:59")


def test_a_last_day_in_a_holiday_moves_to_the_first_workday_after() -> None:
    found = due(
        limit(30, Unit.DAY), Run(started=at("2026-09-03T09:00")), CALENDAR, now=at("2026-09-03T09:00")
    )
    assert found.at == at("2026-10-08T23:59:59")
    assert found.moved_from == date(2026, 10, 3)


def test_where_somebody_is_held_a_holiday_moves_nothing() -> None:
    held = limit(30, Unit.DAY, liberty=True)
    assert ends(held, Run(started=at("2026-09-03T09:00"))) == at("2026-10-03T23:59:59")


def test_workdays_skip_holidays_and_count_weekends_worked() -> None:
    # 1 to 7 October are holidays, Saturday the 10th is worked.
    assert ends(limit(3, Unit.WORKDAY), Run(started=at("2026-09-30T15:00"))) == at("2026-10-10T23:59:59")


def test_a_month_ends_on_the_same_day_or_the_month_s_last() -> None:
    assert ends(limit(1, Unit.MONTH), Run(started=at("2026-03-31T09:00"))).date() == date(2026, 4, 30)
    assert ends(limit(1, Unit.YEAR), Run(started=at("2024-02-29T09:00"))).date() == date(2025, 2, 28)


def test_appraisal_does_not_count() -> None:
    stop = Stop(kind=Pause.APPRAISAL, begun=at("2026-03-05T09:00"), ended=at("2026-03-15T16:00"))
    run = Run(started=at("2026-03-02T09:00"), stops=(stop,))
    assert ends(limit(30, Unit.DAY), run).date() == date(2026, 4, 13)  # 11 April is a Saturday


def test_a_clock_that_stands_still_still_has_an_end_and_says_so() -> None:
    run = Run(started=at("2026-03-02T09:00"), stops=(Stop(kind=Pause.HEARING, begun=at("2026-03-05T09:00")),))
    found = due(limit(30, Unit.DAY), run, CALENDAR, now=at("2026-03-09T09:00"))
    assert found.stopped
    assert found.at.date() == date(2026, 4, 7)  # 5 April and 6 April are holidays


def test_failed_mediation_starts_the_clock_anew() -> None:
    run = Run(started=at("2026-03-02T09:00"), restarted=at("2026-03-20T09:00"))
    assert ends(limit(30, Unit.DAY), run).date() == date(2026, 4, 20)


def test_an_extension_adds_and_one_in_all_replaces() -> None:
    more = Grant(amount=30, unit=Unit.DAY, approver=Approver.HIGHER_ORGAN, at=at("2026-03-20T09:00"))
    in_all = Grant(
        amount=3, unit=Unit.DAY, approver=Approver.STATION_HEAD, at=at("2026-03-02T10:00"), total=True
    )
    assert ends(limit(30, Unit.DAY), Run(started=at("2026-03-02T09:00"), grants=(more,))).date() == date(
        2026, 5, 6
    )
    assert ends(limit(24, Unit.HOUR), Run(started=at("2026-03-02T09:00"), grants=(in_all,))).date() == date(
        2026, 3, 5
    )


def test_before_take_off_counts_backwards() -> None:
    assert ends(limit(1, Unit.HOUR_BEFORE), Run(started=at("2026-03-02T09:00"))) == at("2026-03-02T08:00")


def test_a_year_whose_holidays_are_not_loaded_is_told() -> None:
    late = due(limit(30, Unit.DAY), Run(started=at("2026-12-20T09:00")), CALENDAR, now=at("2026-12-20T09:00"))
    assert not late.calendar_known


def test_what_restarts_another_clock_has_no_end() -> None:
    with pytest.raises(ValueError, match="X-01 restarts another clock"):
        ends(limit(0, Unit.RESTART), Run(started=at("2026-03-02T09:00")))


MINUTES = 7 * 365 * 24 * 60
MOMENTS = st.integers(0, MINUTES - 1).map(lambda n: at("2020-01-01T00:00") + timedelta(minutes=n))


@st.composite
def runs(draw: st.DrawFn) -> Run:
    started = draw(MOMENTS)
    stops = []
    for _one in range(draw(st.integers(0, 4))):
        begun = started + timedelta(hours=draw(st.integers(-100, 900)))
        stops.append(
            Stop(kind=Pause.APPRAISAL, begun=begun, ended=begun + timedelta(hours=draw(st.integers(0, 500))))
        )
    return Run(started=started, stops=tuple(stops))


@settings(deadline=None)
@given(runs(), st.integers(1, 60), st.sampled_from([Unit.DAY, Unit.WORKDAY]))
def test_days_agree_with_counting_one_by_one(run: Run, amount: int, unit: Unit) -> None:
    off = set()
    for stop in run.stops:
        assert stop.ended is not None
        day = max(stop.begun, run.started).date()
        while day < stop.ended.date():
            day += timedelta(days=1)
            off.add(day)
    day, left = run.started.date(), amount
    while left:
        day += timedelta(days=1)
        left -= day not in off and (unit is Unit.DAY or CALENDAR.is_workday(day))
    assert ends(limit(amount, unit), run).date() == CALENDAR.workday_from(day)


@settings(deadline=None)
@given(runs(), st.integers(1, 72), st.booleans())
def test_hours_left_out_are_exactly_those_stopped(run: Run, amount: int, liberty: bool) -> None:
    end = ends(limit(amount, Unit.HOUR, liberty=liberty), run)
    begin = (
        run.started
        if liberty
        else run.started.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    )
    edges = sorted({begin, end} | {m for s in run.stops for m in (s.begun, s.ended) if m and begin < m < end})
    ran = timedelta()
    for one, other in itertools.pairwise(edges):
        if not any(s.begun <= one and s.ended is not None and other <= s.ended for s in run.stops):
            ran += other - one
    assert ran == timedelta(hours=amount)


@settings(deadline=None)
@given(runs(), st.integers(1, 60), st.sampled_from([Unit.HOUR, Unit.DAY, Unit.WORKDAY, Unit.MONTH]))
def test_a_limit_never_ends_before_it_began_and_more_never_ends_earlier(
    run: Run, amount: int, unit: Unit
) -> None:
    less, more = ends(limit(amount, unit), run), ends(limit(amount + 1, unit), run)
    assert run.started < less <= more


@settings(deadline=None)
@given(runs(), st.integers(1, 60), st.sampled_from([Unit.HOUR, Unit.DAY, Unit.WORKDAY]))
def test_one_more_stop_never_brings_the_end_nearer(run: Run, amount: int, unit: Unit) -> None:
    less = Run(started=run.started, stops=run.stops[:-1])
    assert ends(limit(amount, unit), less) <= ends(limit(amount, unit), run)


def test_moments_of_another_zone_are_a_mistake_of_the_caller_only() -> None:
    local = Run(started=at("2026-03-03T07:30"))
    assert due(limit(1, Unit.DAY), local, CALENDAR, now=datetime.now(UTC)).at.date() == date(2026, 3, 4)
