"""One station, one level-1 grid."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from jingge.exchange.rules.saying import wrong
from jingge.exchange.terms import Book, Known, Problem


def check(book: Book, known: Known) -> Iterator[Problem]:
    sheet = book.get("stations")
    if not book.given("stations"):
        return
    first: dict[str, int] = {}
    for at, code in sheet.indexed("level1_code"):
        earlier = first.setdefault(code, at)
        if earlier != at:
            yield wrong(
                sheet, at, "level1_code", code,
                _("The station in row %(row)s has this level-1 grid already.") % {"row": sheet.rows[earlier]},
                _("One station has exactly one level-1 grid: correct one of the two."),
            )  # fmt: skip
    brigades = {code for _at, code in book.get("brigades").indexed("code")}
    for at, code in sheet.indexed("code"):
        if code in brigades:
            yield wrong(
                sheet,
                at,
                "code",
                code,
                _("A brigade has the same code."),
                _("Give one of the two another code."),
            )
