"""Everything a row points at must be there."""

import difflib
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from jingge.exchange.rules.saying import wrong
from jingge.exchange.rules.schema import FORMS
from jingge.exchange.rules.specs import in_force
from jingge.exchange.terms import Book, Known, Problem, Sheet

SUGGESTIONS = 200  # looking for a likely code costs time; a file with more is wrong altogether


def check(book: Book, known: Known) -> Iterator[Problem]:
    stations = codes(book, "stations")
    units = book.get("units")
    in_force_codes = {units.get("code", at) for at in in_force(units, book)}
    officers = codes(book, "officers", "police_number")
    blocks = codes(book, "blocks")
    yield from point_at(book, "units", "station_code", stations, "stations")
    yield from point_at(book, "offices", "station_code", stations, "stations")
    yield from point_at(book, "officers", "organ_code", stations | codes(book, "brigades"), "stations")
    yield from point_at(book, "blocks", "unit_code", in_force_codes, "units")
    yield from point_at(book, "offices", "unit_code", in_force_codes, "units")
    yield from point_at(book, "offices", "serves_units", in_force_codes, "units")
    yield from point_at(book, "officers", "serves_units", in_force_codes, "units")
    yield from point_at(book, "officers", "paired_with", officers, "officers")
    yield from point_at(book, "areas", "unit_code", in_force_codes, "units")
    yield from point_at(book, "areas", "block_code", blocks, "blocks")
    yield from point_at(book, "areas", "police_number", officers, "officers")


def codes(book: Book, form: str, field: str = "code") -> set[str]:
    return {value for _at, value in book.get(form).indexed(field)}


def point_at(book: Book, form: str, field: str, known: Collection[str], parent: str) -> Iterator[Problem]:
    if not (book.given(form) or book.given(parent)):
        return
    sheet = book.get(form)
    lost = [
        (at, code)
        for at, value in sheet.indexed(field)
        for code in (value if isinstance(value, tuple) else (value,))
        if code not in known
    ]
    if len({code for _at, code in lost}) <= unreadable(book.get(parent)):
        return  # they point at the rows whose own code is told as wrong: one mistake, one problem
    ordered = sorted(known)
    for told, (at, code) in enumerate(lost):
        yield unknown(sheet, at, field, code, ordered if told < SUGGESTIONS else (), str(FORMS[parent].label))


def unreadable(parent: Sheet) -> int:
    """How many rows of the parents' table came with a code that could not be read."""
    key = "police_number" if parent.form == "officers" else "code"
    return sum(1 for code in parent.column(key) if code in (None, ""))


def unknown(sheet: Sheet, at: int, field: str, code: str, known: Collection[str], parent: str) -> Problem:
    mend = _("Correct the code, or add the row to “%(parent)s”.") % {"parent": parent}
    if likely := likely_code(sheet, at, code, known):
        mend = _("Perhaps %(likely)s is meant; or add the row to “%(parent)s”.") % {
            "likely": likely,
            "parent": parent,
        }
    return wrong(
        sheet,
        at,
        field,
        code,
        _("“%(parent)s” has no row with this code in force.") % {"parent": parent},
        mend,
    )


def likely_code(sheet: Sheet, at: int, code: str, known: Collection[str]) -> str:
    """The code a block's own code begins with, one with its zeros back, or the nearest spelling."""
    own = str(sheet.get("code", at) or "")
    if sheet.form == "blocks" and own[:12] in known:
        return own[:12]
    for width in range(len(code) + 1, len(code) + 3):
        if code.zfill(width) in known:
            return code.zfill(width)
    close = difflib.get_close_matches(
        code, [k for k in known if k[:4] == code[:4]] or known, n=1, cutoff=0.75
    )
    return close[0] if close else ""
