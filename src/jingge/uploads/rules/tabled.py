"""Tables of one kind of rows, as people fill them in: headings in two languages, one thing a row.

A table is taken whole or not at all; `TableRefused` brings everything wrong with it, row by row.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from jingge.common.errors import Invalid, Reason, Refused
from jingge.common.wording import listed

T = TypeVar("T")
C = TypeVar("C", bound=TextChoices)
LANGUAGES = ("zh-hans", "en")
MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T](\d{1,2}):(\d{2})(?::\d{2}(?:\.0+)?)?")
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?")
BRACKETS = re.compile(r"[(（][^)）]*[)）]")
MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")


@dataclass(frozen=True, slots=True)
class TableProblem:
    """One thing wrong in a row of a table: nothing of the table is then taken."""

    row: int
    field: str
    value: str
    mend: Reason


class TableRefused(Refused):
    """A table is taken whole or not at all: every row that can't be, with its mend."""

    status = 422

    def __init__(self, problems: list[TableProblem]) -> None:
        super().__init__(gettext_lazy("Nothing of the table was taken."))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the table: its heading is `key` or the label in either language."""

    key: str
    label: Reason
    hint: Reason = ""  # what to write
    optional: bool = False
    also: tuple[str, ...] = ()  # what tables called it before

    def words(self) -> set[str]:
        return {self.key, *self.also, *(plain(said) for said in in_both(self.label))}


@dataclass(frozen=True, slots=True)
class Line:
    """A row as text, by the heading's key; a column that was left out is empty."""

    row: int  # as the file counts
    values: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.values.get(key, "")


def in_both(label: Reason) -> list[str]:
    """What a text is called in every language."""
    said = []
    for language in LANGUAGES:
        with override(language):
            said.append(str(label))
    return said


def plain(heading: str) -> str:
    """Without capitals and without what stands in brackets: 成绩 for 成绩（%）."""
    return BRACKETS.sub("", heading).strip().lower()


def places_of(headings: Sequence[Heading], found: Sequence[str]) -> dict[str, int]:
    """Key → place of its column; a heading that lacks is refused by name."""
    names = [plain(name) for name in found]
    places = {}
    for heading in headings:
        place = next((n for n, name in enumerate(names) if name in heading.words()), None)
        if place is not None:
            places[heading.key] = place
        elif not heading.optional:
            mend = _("The table needs a column with this heading.")
            raise TableRefused([TableProblem(1, str(heading.label), listed(found), mend)])
    return places


def refuse_others(places: Mapping[str, int], found: Sequence[str]) -> None:
    """Columns the page does not know: each refused by name."""
    others = [name for n, name in enumerate(found) if n not in places.values()]
    if others:
        mend = _("This table takes no such column: take it out.")
        raise TableRefused([TableProblem(1, name, "", mend) for name in others])


class Faults:
    """Collects what is wrong, row by row, under the headings' own words."""

    def __init__(self, headings: Iterable[Heading]) -> None:
        self.labels = {heading.key: heading.label for heading in headings}
        self.found: list[TableProblem] = []
        self.seen: dict[object, int] = {}

    def once(self, line: Line, key: str, subject: object) -> None:
        """Two rows for the same thing: the second is refused, naming the first."""
        first = self.seen.setdefault(subject, line.row)
        if first != line.row:
            raise Invalid(key, line[key], _("Row %(n)d says this already: leave one of them.") % {"n": first})

    @contextmanager
    def row(self, line: Line, *, of: str) -> Iterator[None]:
        """What is refused inside belongs to this row; `of` is the heading that names the row's subject."""
        try:
            yield
        except Invalid as refusal:
            key = refusal.field if refusal.field in self.labels else of
            value = line[key] or str(refusal.value)
            self.found.append(TableProblem(line.row, str(self.labels[key]), value, refusal.reason))
        except Refused as refusal:
            self.found.append(TableProblem(line.row, str(self.labels[of]), line[of], refusal.reason))

    def refuse(self) -> None:
        if self.found:
            raise TableRefused(sorted(self.found, key=lambda problem: problem.row))


def text_of(line: Line, key: str, mend: Reason, *, most: int = 0) -> str:
    """What has to be there; `most` characters when given."""
    text = line[key].strip()
    if not text:
        raise Invalid(key, text, mend)
    return short_of(line, key, most) if most else text


def short_of(line: Line, key: str, most: int) -> str:
    text = line[key].strip()
    if len(text) > most:
        raise Invalid(key, text[:most], _("Write at most %(n)s characters.") % {"n": most})
    return text


def day_of(line: Line, key: str) -> date:
    return _read(line, key, _day, _("Write the day as 2026-01-31."))


def moment_of(line: Line, key: str) -> datetime:
    """Of the clock on the wall: without a zone."""
    return _read(line, key, _moment, _("Write day and time as 2026-01-31 08:30."))


def month_of(line: Line, key: str) -> date:
    """Its first day. Spreadsheets like to turn a month into a day: that is taken too."""
    return _read(line, key, _month, _("Write the month as 2026-01."))


def amount_of(line: Line, key: str) -> Decimal:
    """Above zero, at most two decimals; thousands may be divided by commas."""
    mend = _("Write an amount in yuan above zero, at most two decimals, as 1259.00.")
    return _read(line, key, _amount, mend)


def choice_of(line: Line, key: str, choices: type[C]) -> C:
    """By code, or by its name in either language."""
    wanted = line[key].strip()
    for choice in choices:
        if wanted and wanted in (choice.value, *in_both(choice.label)):
            return choice
    mend = _("Write one of: %(words)s.") % {"words": listed(one.label for one in choices)}
    raise Invalid(key, wanted, mend)


def _read(line: Line, key: str, reader: Callable[[str], T | None], mend: Reason) -> T:
    found = reader(line[key].strip())
    if found is None:
        raise Invalid(key, line[key], mend)
    return found


def _day(text: str) -> date | None:
    match = DAY.fullmatch(text)
    return _date(match[1], match[2], match[3]) if match else None


def _moment(text: str) -> datetime | None:
    match = MOMENT.fullmatch(text)
    day = _date(match[1], match[2], match[3]) if match else None
    if match is None or day is None or int(match[4]) > 23 or int(match[5]) > 59:
        return None
    return datetime(day.year, day.month, day.day, int(match[4]), int(match[5]))  # noqa: DTZ001 - no zone


def _month(text: str) -> date | None:
    match = MONTH.fullmatch(text)
    if match:
        return _date(match[1], match[2], "1")
    day = _day(text)
    return day.replace(day=1) if day else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _amount(text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 < value < 10**9 or value != round(value, 2):
        return None
    return value
