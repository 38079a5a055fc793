"""Days: forward, one name at a time, and something in force on the day the tables shall hold."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from jingge.exchange.rules.saying import doubtful, wrong
from jingge.exchange.rules.specs import in_force
from jingge.exchange.terms import Book, Known, Problem, Sheet


def check(book: Book, known: Known) -> Iterator[Problem]:
    units = book.get("units")
    if book.given("units"):
        yield from backward(units)
        yield from names_at_once(units)
        if units.length and not any(True for _at in in_force(units, book)):
            yield wrong(
                units, None, "valid_from", book.day,
                _("No community or village belongs to a station on %(day)s.") % {"day": book.day},
                _("Fill in the stations' codes, or choose another day."),
            )  # fmt: skip
    for form, field in (("officers", "since"), ("offices", "since")):
        if book.given(form):
            yield from later_than(book.get(form), field, book)


def backward(sheet: Sheet) -> Iterator[Problem]:
    for at, last in sheet.indexed("valid_to"):
        first = sheet.get("valid_from", at)
        if first and last <= first:
            yield wrong(
                sheet, at, "valid_to", last, _("It ends on %(to)s, not after it begins.") % {"to": last},
                _("Write the first day it no longer holds, or leave the cell empty."),
            )  # fmt: skip


def names_at_once(sheet: Sheet) -> Iterator[Problem]:
    """One community has one name at a time: the later row is told."""
    rows: dict[str, list[int]] = defaultdict(list)
    for at, code in sheet.indexed("code"):
        if sheet.get("valid_from", at):
            rows[code].append(at)
    for of_code in rows.values():
        ordered = sorted(of_code, key=lambda at: sheet.get("valid_from", at))
        for earlier, later in pairwise(ordered):
            last, first = sheet.get("valid_to", earlier), sheet.get("valid_from", later)
            if first != sheet.get("valid_from", earlier) and (last is None or last > first):
                yield wrong(
                    sheet, later, "valid_from", first,
                    _("The name in row %(row)s still holds on that day.") % {"row": sheet.rows[earlier]},
                    _("End the earlier name on the day the later one begins."),
                )  # fmt: skip


def later_than(sheet: Sheet, field: str, book: Book) -> Iterator[Problem]:
    for at, day in sheet.indexed(field):
        if day > book.day:
            yield doubtful(
                sheet, at, field, day,
                _("The day is after %(day)s, from which these tables shall hold.") % {"day": book.day},
                _("Check the day."),
            )  # fmt: skip
