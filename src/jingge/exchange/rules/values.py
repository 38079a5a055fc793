"""One cell at a time: text to a value, or why not and how to mend it.

A cell that can only mean one thing (640181100001.0, full-width digits, 44256 in a column
of days) is taken and said as a warning. Where digits are lost the cell is an error; the
likely value is offered, never guessed.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from jingge.common.wording import listed
from jingge.exchange.rules.furnishing import read_equipment, read_opening
from jingge.exchange.terms import ERROR, WARNING, Column, Value
from jingge.staffing.terms import Equipment

SCIENTIFIC = re.compile(r"^(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})$")
FLOATED = re.compile(r"^(\d+)\.0+$")
DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(:00)?)?$")
COMPACT_DATE = re.compile(r"^(19|20)\d{6}$")
FIRST_SERIAL, LAST_SERIAL = 18264, 73050  # 1950-01-01 … 2099-12-31 as spreadsheets count days
DIGITS = {"digits6": 6, "digits9": 9, "digits12": 12, "digits15": 15}
CODE = re.compile(r"^[\w][\w.\-/]{0,23}$")
TEXT_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a cell."""

    severity: str
    message: str
    mend: str


Parsed = tuple[Value, Flaw | None]


def error(message: str, mend: str) -> Flaw:
    return Flaw(ERROR, message, mend)


def taken_as(value: str, why: str) -> Flaw:
    return Flaw(
        WARNING, why, _("Taken as %(value)s. Store the column as text to keep it so.") % {"value": value}
    )


def read_text(text: str, column: Column) -> Parsed:
    if len(text) > TEXT_LENGTH:
        return text[:TEXT_LENGTH], error(
            _("The text is longer than %(limit)d characters.") % {"limit": TEXT_LENGTH}, _("Shorten it.")
        )
    return text, None


def half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lstrip("'’`")


def read_digits(text: str, column: Column) -> Parsed:
    """A code of fixed length made of digits."""
    length = DIGITS[column.kind]
    plain = half_width(text).replace(" ", "")
    if plain.isascii() and plain.isdigit() and len(plain) == length:
        return plain, None if plain == text else taken_as(plain, _("The code was written in an unusual way."))
    repaired, exact = repair_number(plain)
    if repaired and exact and len(repaired) == length:
        return repaired, taken_as(repaired, _("The spreadsheet turned the code into a number."))
    if repaired and not exact:
        return None, error(
            _("The spreadsheet turned the code into a number and lost digits."),
            _("Probably %(value)s…: enter all %(length)d digits again in a column stored as text.")
            % {"value": repaired.rstrip("0"), "length": length},
        )
    if plain.isascii() and plain.isdigit() and len(plain) == length - 1:
        return None, error(
            _("The code has %(found)d digits instead of %(length)d: a leading zero was lost, or a digit.")
            % {"found": len(plain), "length": length},
            _("If a zero was lost write 0%(value)s; store the column as text.") % {"value": plain},
        )
    return None, error(
        _("The code must have %(length)d digits.") % {"length": length},
        _("Write all %(length)d digits, nothing else.") % {"length": length},
    )


def repair_number(plain: str) -> tuple[str, bool]:
    """The digits behind 640181100001.0 or 6.40181E+11, and whether none are lost."""
    if match := FLOATED.match(plain):
        return match.group(1), True
    if match := SCIENTIFIC.match(plain):
        lead, rest, power = match.group(1), match.group(2) or "", int(match.group(3))
        if power > 20:
            return "", False
        digits = (lead + rest).ljust(power + 1, "0")
        return digits[: power + 1], len(rest) >= power
    return "", False


def read_code(text: str, column: Column) -> Parsed:
    """A code the bureau chose itself: letters, digits, dashes."""
    plain = half_width(text)
    repaired, exact = repair_number(plain)
    if repaired and exact:
        return repaired, taken_as(repaired, _("The spreadsheet turned the code into a number."))
    if repaired:
        return None, error(
            _("The spreadsheet turned the code into a number and lost digits."),
            _("Enter the code again in a column stored as text."),
        )
    if not CODE.match(plain):
        return None, error(_("This is not a code."), _("Use letters, digits and dashes, 24 at most."))
    return plain, None if plain == text else taken_as(plain, _("The code was written in an unusual way."))


def read_count(text: str, column: Column) -> Parsed:
    plain = half_width(text).replace(",", "").replace(" ", "")
    if plain.isascii() and plain.isdigit():
        if len(plain) <= 9:
            return int(plain), None
        return None, error(_("The count is too large."), _("Write the number of one grid, below a billion."))
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None, error(_("This is not a number."), _("Write a whole number, 0 or more."))
    if not number.is_finite() or number < 0:
        return None, error(_("A count cannot be negative."), _("Write a whole number, 0 or more."))
    if number != number.to_integral_value():
        return None, error(
            _("A count is a whole number."),
            _("Write %(value)s, or the number meant.") % {"value": round(number)},
        )
    if number >= 10**9:
        return None, error(_("The count is too large."), _("Write a whole number, 0 or more."))
    return int(number), None


def read_measure(text: str, column: Column) -> Parsed:
    number = to_float(half_width(text))
    if number is None or number < 0:
        return None, error(
            _("This is not a number."), _("Write a number, 0 or more, with a point for decimals.")
        )
    return number, None


def to_float(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def read_degrees(text: str, column: Column) -> Parsed:
    """Longitude or latitude; places are judged together in checks.places."""
    number = to_float(half_width(text).rstrip("°EeNn东经北纬"))
    if number is None:
        return None, error(
            _("This is not a number of degrees."), _("Write degrees with decimals, as 106.3340.")
        )
    return number, None


def read_date(text: str, column: Column) -> Parsed:
    plain = half_width(text)
    if match := DATE.match(plain):
        return make_date(*(int(g) for g in match.groups()[:3]))
    if COMPACT_DATE.match(plain):
        value, flaw = make_date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
        return value, flaw or taken_as(str(value), _("The day is written without dashes."))
    serial = to_float(plain)
    if serial is not None and FIRST_SERIAL <= serial <= LAST_SERIAL:
        value = date(1899, 12, 30) + timedelta(days=int(serial))
        return value, taken_as(value.isoformat(), _("The day is stored as a number of days."))
    return None, error(_("This is not a day."), _("Write it as 2021-03-04."))


def make_date(year: int, month: int, day: int) -> Parsed:
    try:
        return date(year, month, day), None
    except ValueError:
        return None, error(_("There is no such day."), _("Write it as 2021-03-04."))


def read_choice(text: str, column: Column) -> Parsed:
    plain = half_width(text)
    for value, word in column.choices:
        if plain in (value, word, half_width(word)):
            return value, None
    lowered = plain.lower().replace("-", "_").replace(" ", "_")
    for value, _word in column.choices:
        if lowered == value:
            return value, None
    words = listed(f"{word} ({value})" for value, word in column.choices)
    return None, error(_("This word is not known."), _("Write one of: %(words)s.") % {"words": words})


def read_class(text: str, column: Column) -> Parsed:
    plain = half_width(text).rstrip("类级")
    plain = {"一": "1", "二": "2", "三": "3", "1.0": "1", "2.0": "2", "3.0": "3"}.get(plain, plain)
    if plain in ("1", "2", "3"):
        return int(plain), None
    return None, error(_("There are classes 1, 2 and 3."), _("Write 1, 2 or 3."))


def read_unit_codes(text: str, column: Column) -> Parsed:
    """Several 12-digit codes; the sign between them may be any common one."""
    codes = []
    for part in re.split(r"[;；,，、\s|]+", half_width(text)):
        if not part:
            continue
        value, flaw = read_digits(part, Column("", "", "digits12"))
        if flaw is not None and flaw.severity == ERROR:
            return None, Flaw(ERROR, f"{part}: {flaw.message}", flaw.mend)
        codes.append(value)
    return tuple(dict.fromkeys(codes)), None


def read_pieces(text: str, column: Column) -> Parsed:
    """What stands in an office: kinds with counts."""
    found = read_equipment(half_width(text))
    if isinstance(found, str):
        words = listed(item.label for item in Equipment)
        mend = _("Write kinds with counts, as “%(example)s”. Kinds: %(words)s.")
        return None, error(
            _("“%(part)s” is no kind of equipment with its count, or appears twice.") % {"part": found},
            mend % {"example": column.example, "words": words},
        )
    return found, None


def read_hours(text: str, column: Column) -> Parsed:
    """When an office is open, week by week."""
    found = read_opening(half_width(text))
    if isinstance(found, str):
        return None, error(
            _("“%(part)s” is not days with periods, or names a day twice.") % {"part": found},
            _("Write it as “%(example)s”; 1 is Monday.") % {"example": column.example},
        )
    return found, None


READERS: dict[str, Callable[[str, Column], Parsed]] = {
    "text": read_text,
    "code": read_code,
    "number_code": read_code,
    "count": read_count,
    "measure": read_measure,
    "lon": read_degrees,
    "lat": read_degrees,
    "date": read_date,
    "choice": read_choice,
    "class123": read_class,
    "unit_codes": read_unit_codes,
    "equipment": read_pieces,
    "opening": read_hours,
    **dict.fromkeys(DIGITS, read_digits),
}
