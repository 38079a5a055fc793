"""A table of bookings as people fill it in: headings in two languages, one booking a row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from jingge.common.errors import Reason
from jingge.common.wording import listed
from jingge.staffing.terms import BookingSpec, TableProblem, Work

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "police_number": ("police_number", "警号"),
    "day": ("day", "日期"),
    "begins": ("begins", "开始时间", "开始"),
    "ends": ("ends", "结束时间", "结束"),
    "work": ("work", "工作种类", "工作"),
    "leader": ("leader", "带领民警警号", "带领民警"),
}
OPTIONAL = frozenset({"leader"})
CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})(?:[:：]00)?")
DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]00:00(?::00)?)?")


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row as read: numbers of people are looked up later."""

    row: int
    police_number: str
    leader: str
    spec: BookingSpec


def columns_of(found: Sequence[str]) -> dict[str, int] | TableProblem:
    """Field → place of its column; the first heading that lacks."""
    names = [name.strip() for name in found]
    places = {}
    for field, words in HEADINGS.items():
        place = next((names.index(word) for word in words if word in names), None)
        if place is not None:
            places[field] = place
        elif field not in OPTIONAL:
            return TableProblem(1, words[-1], listed(names), _("The table needs a column with this heading."))
    return places


def read_line(row: int, values: Mapping[str, str]) -> TableLine | TableProblem:
    """One row, or the first thing wrong with it."""
    day, begins, ends = day_of(values["day"]), clock_of(values["begins"]), clock_of(values["ends"])
    work = work_of(values["work"])
    if not values["police_number"]:
        return TableProblem(row, "police_number", "", _("Write the police number."))
    if day is None:
        return TableProblem(row, "day", values["day"], _("Write the day as 2026-01-31."))
    if begins is None or begins == 1440:
        return TableProblem(row, "begins", values["begins"], _("Write the time as 08:30."))
    if ends is None:
        return TableProblem(row, "ends", values["ends"], _("Write the time as 08:30."))
    if work is None:
        return TableProblem(row, "work", values["work"], unknown_work())
    spec = BookingSpec(work=work.value, day=day, start_minute=begins, minutes=length(begins, ends))
    return TableLine(row, values["police_number"], values.get("leader", ""), spec)


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


def day_of(text: str) -> date | None:
    match = DAY.fullmatch(text.strip())
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def work_of(text: str) -> Work | None:
    """By code, or by its name in either language."""
    wanted = text.strip()
    if wanted in Work.values:
        return Work(wanted)
    for language in ("zh-hans", "en"):
        with override(language):
            found = next((work for work in Work if str(work.label) == wanted), None)
        if found is not None:
            return found
    return None


def unknown_work() -> Reason:
    return _("Write one of: %(works)s.") % {"works": listed(work.label for work in Work)}
