"""Today's areas: each row names a block or a whole community, and an area has one officer."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from jingge.exchange.rules.saying import doubtful, wrong
from jingge.exchange.rules.specs import grounds_of
from jingge.exchange.terms import Book, Known, Problem, Sheet


def check(book: Book, known: Known) -> Iterator[Problem]:
    if not book.given("areas"):
        return
    sheet = book.get("areas")
    for at in range(sheet.length):
        block, unit = sheet.get("block_code", at), sheet.get("unit_code", at)
        if not block and not unit:
            yield wrong(
                sheet, at, "unit_code", "", _("The row names neither a block nor a community."),
                _("Write the code of one of the two."),
            )  # fmt: skip
    yield from whole_and_part(sheet, book)
    for code, rows in grounds_of(book).items():
        yield from one_of(
            sheet, rows, "police_number", code, _("The area %(code)s has two responsible officers.")
        )
        names = {sheet.get("area_name", at) for at in rows} - {"", None}
        if len(names) > 1:
            yield doubtful(
                sheet,
                rows[0],
                "area_name",
                code,
                _("The area is named in different ways."),
                _("Use one name."),
            )


def whole_and_part(sheet: Sheet, book: Book) -> Iterator[Problem]:
    """A community given whole to one area and a block of it to another."""
    blocks = book.get("blocks")
    unit_of = {code: blocks.get("unit_code", at) for at, code in blocks.indexed("code")}
    whole = {
        sheet.get("unit_code", at): at for at in range(sheet.length)
        if sheet.get("unit_code", at) and not sheet.get("block_code", at)
    }  # fmt: skip
    for at, block in sheet.indexed("block_code"):
        other = whole.get(unit_of.get(block, ""))
        if other is not None and sheet.get("area_code", other) != sheet.get("area_code", at):
            yield wrong(
                sheet, at, "block_code", block,
                _("Its whole community is given to area %(other)s in row %(row)s.")
                % {"other": sheet.get("area_code", other), "row": sheet.rows[other]},
                _("Remove one of the two rows."),
            )  # fmt: skip


def one_of(sheet: Sheet, rows: list[int], field: str, code: str, message: str) -> Iterator[Problem]:
    first = sheet.get(field, rows[0])
    for at in rows[1:]:
        value = sheet.get(field, at)
        if value and first and value != first:
            yield wrong(
                sheet, at, field, value, message % {"code": code},
                _("Row %(row)s says %(first)s: write the same number in every row of the area.")
                % {"row": sheet.rows[rows[0]], "first": first},
            )  # fmt: skip
