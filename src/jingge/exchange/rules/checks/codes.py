"""Codes: each once, of the right family, with their leading zeros."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from jingge.exchange.rules.saying import doubtful, wrong
from jingge.exchange.terms import Book, Known, Problem, Sheet

KEYS: dict[str, tuple[str, ...]] = {
    "units": ("code", "valid_from"),
    "stations": ("code",),
    "brigades": ("code",),
    "officers": ("police_number",),
    "offices": ("code",),
    "blocks": ("code",),
    "areas": ("block_code", "unit_code"),
}


def check(book: Book, known: Known) -> Iterator[Problem]:
    for form, key in KEYS.items():
        if book.given(form):
            yield from twice(book.get(form), key)
    if book.given("officers"):
        yield from lost_zeros(book.get("officers"))
    if book.given("blocks"):
        yield from families(book.get("blocks"), "code", "unit_code")
    if book.given("units"):
        yield from families(book.get("units"), "code", "town_code")
    if book.given("bureau"):
        yield from one_bureau(book.get("bureau"), known)


def twice(sheet: Sheet, key: tuple[str, ...]) -> Iterator[Problem]:
    """The same key in two rows: said at the later one, naming the earlier."""
    first: dict[Any, int] = {}
    columns = [sheet.column(name) for name in key]
    for at in range(sheet.length):
        value = tuple(column[at] for column in columns)
        if not any(value) or (sheet.form != "areas" and not value[0]):
            continue
        earlier = first.setdefault(value, at)
        if earlier != at:
            yield wrong(
                sheet, at, key[0], next(v for v in value if v),
                _("The same code is in row %(row)s.") % {"row": sheet.rows[earlier]},
                _("Remove one of the two rows, or correct the code."),
            )  # fmt: skip


def lost_zeros(sheet: Sheet) -> Iterator[Problem]:
    """Police numbers of one length, some beginning with 0, some a digit short: the spreadsheet ate the zero."""
    numbers = [v for _i, v in sheet.indexed("police_number") if v.isdigit()]
    if len(numbers) < 3:
        return
    width, count = Counter(len(n) for n in numbers).most_common(1)[0]
    if count * 2 < len(numbers) or not any(n.startswith("0") and len(n) == width for n in numbers):
        return
    for at, number in sheet.indexed("police_number"):
        if number.isdigit() and width - 2 <= len(number) < width:
            yield wrong(
                sheet, at, "police_number", number,
                _("The number has %(found)d digits, the others %(width)d: a leading zero was lost.")
                % {"found": len(number), "width": width},
                _("Write %(value)s and store the column as text.") % {"value": number.zfill(width)},
            )  # fmt: skip


def families(sheet: Sheet, code: str, parent: str) -> Iterator[Problem]:
    """A code normally begins with its parent's. History makes exceptions, so this is a doubt only."""
    parents = sheet.column(parent)
    for at, value in sheet.indexed(code):
        if parents[at] and not value.startswith(parents[at]):
            yield doubtful(
                sheet, at, code, value,
                _("The code does not begin with %(parent)s, the code of what it lies in.") % {"parent": parents[at]},
                _("Check both codes."),
            )  # fmt: skip


def one_bureau(sheet: Sheet, known: Known) -> Iterator[Problem]:
    for at in range(1, sheet.length):
        yield wrong(
            sheet, at, "code", sheet.get("code", at), _("There is more than one bureau."), _("Keep one row.")
        )
    code = sheet.get("code", 0) if sheet.length else None
    if code and ((known.bureau_code and code != known.bureau_code) or code in known.other_codes):
        yield wrong(
            sheet, 0, "code", code,
            _("These are the tables of another bureau; this one has the code %(code)s.") % {"code": known.bureau_code},
            _("Sign in at the bureau the tables belong to, or correct the code."),
        )  # fmt: skip
