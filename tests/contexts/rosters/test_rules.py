"""Rules of rosters on values alone: what a month breaks, what is shared, what a calendar says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from jingge.rosters.rules.balances import ahead, shares
from jingge.rosters.rules.calendar import FeedShift, calendar_text, escaped, folded
from jingge.rosters.rules.checking import breaches, new_breaches
from jingge.rosters.rules.hours import hours_text
from jingge.rosters.rules.settings import wrong_kind, wrong_rules
from jingge.rosters.terms import KindSpec, Member, Question, StationRules

AREA = KindSpec(
    code="area", name="Area", mark="A", start_minute=510, minutes=480, who="community_team", community=True
)
DUTY = KindSpec(
    code="duty", name="Duty", mark="D", start_minute=510, minutes=1440, who="all", night=True, rest_days=1
)
ONE, TWO = UUID(int=1), UUID(int=2)


def member(number: str = "1", **more: object) -> Member:
    values: dict[str, object] = {"groups": frozenset({"all", "community_team"}), **more}
    return Member(officer_id=UUID(int=int(number)), number=number, name=f"n{number}", **values)  # type: ignore[arg-type]


def question(*members: Member, days: int = 14) -> Question:
    """From Monday 2026-11-02."""
    return Question(date(2026, 11, 2), (True,) * days, (AREA, DUTY), StationRules(), members)


def row(text: str) -> list[str]:
    return [{"A": "area", "D": "duty", ".": ""}[sign] for sign in text]


@pytest.mark.parametrize(
    ("who", "text", "rule"),
    [
        (member(), "DA............", "rest"),
        (member(), "AAAAAAA.......", "run"),
        (member(away=frozenset({3})), "...A..........", "away"),
        (member(groups=frozenset({"all"})), "A.............", "able"),
        (member(dedicated=True), "AAA....AAAA...", "community"),
        (member(before=("duty",)), "A.............", "rest"),
        (member(before=("area",) * 6), "A.............", "run"),
    ],
)
def test_each_rule_is_named_with_its_day(who: Member, text: str, rule: str) -> None:
    found = breaches(question(who), who, row(text))
    assert found[0].rule == rule
    assert found[0].day is not None
    assert str(found[0].text)


def test_a_month_within_the_rules_breaks_none() -> None:
    who = member(dedicated=True)
    assert breaches(question(who), who, row("AAAAA..AAAAD..")) == ()


def test_leave_on_a_workday_counts_as_a_day_in_the_area() -> None:
    who = member(dedicated=True, away=frozenset({3, 4}), excused=frozenset({3, 4}))
    assert breaches(question(who), who, row("AA.....AAAA...")) == ()


def test_only_what_a_change_adds_is_said_of_it() -> None:
    who = member()
    asked = question(who)
    assert [b.rule for b in new_breaches(asked, who, row("DA............"), row("DA........DA.."))] == [
        "rest"
    ]
    assert new_breaches(asked, who, row("DA............"), row("D.............")) == []


def test_nights_are_shared_by_those_who_may_have_them_and_earlier_months_count() -> None:
    asked = question(member("1"), member("2", nights_ahead=2.0), member("3", groups=frozenset({"leaders"})))
    nights = [night for night, _weekend in shares(asked)]
    assert nights == [7.0, 5.0, 0.0]


def test_whoever_had_more_than_the_mean_of_the_group_is_ahead() -> None:
    months = [{ONE: (5, 2, "g"), TWO: (3, 2, "g"), UUID(int=3): (0, 0, "other")}]
    assert ahead(months, ONE) == (1.0, 0.0)
    assert ahead(months, TWO) == (-1.0, 0.0)
    assert ahead(months, UUID(int=9)) == (0.0, 0.0)


def test_wrong_settings_are_named_by_field() -> None:
    assert wrong_kind(AREA) is None
    for change, field in (
        ({"code": "Ä"}, "code"), ({"name": " "}, "name"), ({"mark": "abc"}, "mark"), ({"minutes": 5}, "minutes"),
        ({"start_minute": 1440}, "start_minute"), ({"who": "cat"}, "who"), ({"rest_days": 9}, "rest_days"),
        ({"need_dayoff": 100}, "need_workday"),
    ):  # fmt: skip
        wrong = wrong_kind(replace(AREA, **change))
        assert wrong is not None
        assert wrong[0] == field
    assert wrong_rules(StationRules()) is None
    assert wrong_rules(StationRules(community_days=7)) is not None
    assert wrong_rules(StationRules(most_run=0)) is not None


def test_hours_read_as_people_write_them() -> None:
    assert hours_text(510, 480) == "08:30–16:30"
    assert hours_text(510, 1440) == "08:30–08:30+1"
    assert hours_text(960, 480) == "16:00–00:00"


def test_lines_are_folded_at_75_octets_and_unfold_to_what_was_written() -> None:
    text = "SUMMARY:" + "社区下沉、值班;" * 20
    pieces = list(folded(text))
    assert len(pieces) > 3
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == text
    assert escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"


def test_a_calendar_keeps_rfc_5545() -> None:
    """A small reader: CRLF, unfolding, nesting, names and parameters, times with their zone."""
    shifts = [FeedShift(f"u{n}", date(2026, 11, n), 510, 1440, "值班," * 30, "东塔派出所") for n in (1, 30)]
    text = calendar_text("民警", shifts, datetime(2026, 11, 2, 2, tzinfo=UTC))
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    open_parts: list[str] = []
    seen: dict[str, list[str]] = {}
    for line in lines:
        name, _colon, value = line.partition(":")
        if name == "BEGIN":
            open_parts.append(value)
        elif name == "END":
            assert open_parts.pop() == value
        else:
            seen.setdefault("/".join([*open_parts, name]), []).append(value)
    assert open_parts == []
    event = "VCALENDAR/VEVENT/"
    assert seen["VCALENDAR/VERSION"] == ["2.0"]
    assert seen["VCALENDAR/VTIMEZONE/TZID"] == ["Asia/Shanghai"]
    assert seen["VCALENDAR/VTIMEZONE/STANDARD/TZOFFSETTO"] == ["+0800"]
    assert seen[event + "UID"] == ["u1@jingge", "u30@jingge"]
    assert seen[event + "DTSTAMP"] == ["20261102T020000Z"] * 2
    assert seen[event + "DTSTART;TZID=Asia/Shanghai"] == ["20261101T083000", "20261130T083000"]
    assert seen[event + "DTEND;TZID=Asia/Shanghai"] == ["20261102T083000", "20261201T083000"]
    assert seen[event + "SUMMARY"][0] == "值班\\," * 30
