"""What stands in an office and when it is open, as cells of the table of offices.

Read into plain words that mean the same however they were typed: "computer:2", "1-5 08:30-12:00,14:30-18:00".
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby

from django.utils.translation import override

from jingge.staffing.rules.openings import minute, read_periods
from jingge.staffing.terms import Equipment, Week

PIECES = re.compile(r"(.+?)\s*(?:[:×*]|\s[xX](?=\s|\d))?\s*(\d{1,3})?\s*(?:件|台|个|部|套|辆)?")
TO = "[-–—~至到]"
BY_NUMBER = re.compile(rf"([1-7])(?:{TO}([1-7]))?\s+(.+)")
BY_NAME = re.compile(rf"(?:周|星期)([一二三四五六日天])(?:{TO}(?:周|星期)?([一二三四五六日天]))?\s*:?\s*(.+)")
NUMBER = {word: number for number, word in enumerate("一二三四五六日", start=1)} | {"天": 7}
ON_HOLIDAYS, HOLIDAY_WORDS = "holidays", ("holidays", "节假日开放", "节假日照常")


def split(text: str, signs: str) -> list[str]:
    return [part.strip() for part in re.split(f"[{signs}]+", text) if part.strip()]


def read_equipment(text: str) -> tuple[str, ...] | str:
    """Words of kind and count, or the part that cannot be read."""
    counts: dict[Equipment, int] = {}
    for part in split(text, ";；,，、"):
        match = PIECES.fullmatch(part)
        item = kinds().get(match[1].strip().lower()) if match else None
        if match is None or item is None or item in counts:
            return part
        counts[item] = int(match[2] or 1)
    return equipment_words({item.value: count for item, count in counts.items()})


@cache
def kinds() -> dict[str, Equipment]:
    """Kinds by code and by their names in both languages."""
    found = {item.value: item for item in Equipment}
    for language in ("zh-hans", "en"):
        with override(language):
            found |= {str(item.label).lower(): item for item in Equipment}
    return found


def equipment_words(counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(f"{item.value}:{counts[item.value]}" for item in Equipment if counts.get(item.value))


def counts_of(words: Sequence[str]) -> dict[str, int]:
    return {item: int(count) for item, _colon, count in (word.partition(":") for word in words)}


def read_opening(text: str) -> tuple[str, ...] | str:
    """Words of days and periods, or the part that cannot be read."""
    week: list[tuple[tuple[int, int], ...]] = [()] * 7
    on_holidays = False
    for part in split(text, ";；"):
        if part.lower() in HOLIDAY_WORDS:
            on_holidays = True
            continue
        match = BY_NUMBER.fullmatch(part) or BY_NAME.fullmatch(part)
        periods = read_periods(match[3]) if match else ""
        if match is None or not isinstance(periods, tuple) or not periods:
            return part
        first, last = day_number(match[1]), day_number(match[2] or match[1])
        if last < first or any(week[day - 1] for day in range(first, last + 1)):
            return part
        week[first - 1 : last] = [periods] * (last - first + 1)
    return opening_words(tuple(week), closed_on_holidays=not on_holidays) if any(week) else text


def day_number(word: str) -> int:
    return NUMBER.get(word) or int(word)


def opening_words(week: Week, *, closed_on_holidays: bool) -> tuple[str, ...]:
    """Days that are alike together: "1-5 08:30-12:00,14:30-18:00"."""
    words = []
    for periods, days in groupby(range(1, 8), key=lambda day: week[day - 1]):
        some = list(days)
        if periods:
            told = ",".join(f"{minute(first)}-{minute(last)}" for first, last in periods)
            words.append(f"{some[0]}-{some[-1]} {told}" if len(some) > 1 else f"{some[0]} {told}")
    return (*words, *(() if closed_on_holidays else (ON_HOLIDAYS,)))


def week_of(words: Sequence[str]) -> tuple[Week, bool]:
    """The week, and whether it is closed on holidays."""
    week: list[tuple[tuple[int, int], ...]] = [()] * 7
    for word in words:
        days, _blank, told = word.partition(" ")
        if days == ON_HOLIDAYS:
            continue
        first, _dash, last = days.partition("-")
        periods = read_periods(told)
        assert isinstance(periods, tuple)
        for day in range(int(first), int(last or first) + 1):
            week[day - 1] = periods
    return tuple(week), ON_HOLIDAYS not in words
