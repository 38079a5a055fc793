"""Reading a hand-over whole: tables, columns, problems, differences. Writes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from jingge.exchange.queries.present import known_of, latest_start, present_book
from jingge.exchange.rules.assembling import Assembled, assemble
from jingge.exchange.rules.checks import check_all
from jingge.exchange.rules.differences import KEPT, differences, settle_points
from jingge.exchange.rules.mapping import guess_all, table_key
from jingge.exchange.rules.originals import with_originals
from jingge.exchange.rules.saying import from_reading, wrong
from jingge.exchange.rules.states import why_not_in_force
from jingge.exchange.terms import ERROR, Book, Difference, Problem, Sheet
from jingge.exchange.terms import Mapping as ColumnMapping
from jingge.uploads.queries import read_tables
from jingge.uploads.terms import Limits, ReadResult

MAP_FORMS = frozenset({"units", "stations", "blocks", "areas"})
Said = Callable[[float, str], None]


@dataclass(slots=True)
class Reading:
    """All that is known of a hand-over before anything is written."""

    tables: dict[str, dict[str, Any]] = field(
        default_factory=dict
    )  # key -> source, columns, rows, form, mapping
    problems: list[Problem] = field(default_factory=list)
    unmapped: dict[str, list[str]] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    book: Book | None = None
    holds_forbidden: bool = False

    @property
    def errors(self) -> int:
        return sum(p.severity == ERROR for p in self.problems)

    @property
    def needs_version(self) -> bool:
        """Whether the map itself changes: who serves where is not part of it."""
        return any(d.any for d in self.differences if d.form in MAP_FORMS)


def quiet(share: float, note: str) -> None:
    """Nobody watches."""


def read_handover(
    path: Path,
    *,
    name: str,
    bureau_id: UUID,
    day: date,
    bureau_code: str = "",
    mappings: Mapping[str, ColumnMapping] | None = None,
    said: Said = quiet,
    limits: Limits | None = None,
) -> Reading:
    """Read, match, check and compare. `mappings` are a person's own; the rest is guessed.

    `bureau_code` is what a bureau not founded yet must be called.
    """
    said(0.05, _("Reading the file"))
    read = read_tables(path, name=name, limits=limits)
    reading = Reading(holds_forbidden=read.holds_forbidden)
    reading.problems = [from_reading(p) for p in read.problems]
    chosen = guess_all(read.tables) | dict(mappings or {})
    reading.tables = described(read, chosen)
    if read.holds_forbidden:
        return reading
    said(0.4, _("Matching columns"))
    assembled = assemble(read.tables, chosen, day)
    reading.problems += first_told(assembled.problems, reading.problems)
    reading.unmapped = assembled.unmapped
    if not assembled.book.sheets and not assembled.unmapped and not reading.errors:
        reading.problems.append(nothing_known(name))
    if assembled.unmapped or not assembled.book.sheets or half_read(read):
        return reading
    judge(reading, assembled, bureau_id, bureau_code, said)
    return reading


def half_read(read: ReadResult) -> bool:
    """A table that could not be read at all: what points at its rows must not be accused."""
    names = {table.name for table in read.tables}
    return any(p.severity == ERROR and p.sheet not in names for p in read.problems)


def first_told(problems: list[Problem], before: list[Problem]) -> list[Problem]:
    """A cell the reader found wrong (a formula, an error) is not told again as empty or unreadable."""
    places = {(p.sheet, p.row, p.field) for p in before if p.severity == ERROR and p.row is not None}
    return [p for p in problems if (p.sheet, p.row, p.field) not in places]


def described(read: ReadResult, chosen: Mapping[str, ColumnMapping]) -> dict[str, dict[str, Any]]:
    """What the pages show of each table."""
    tables = {}
    for table in read.tables:
        mapping = chosen.get(table_key(table), ColumnMapping("", {}))
        tables[table_key(table)] = {
            "source": table.source,
            "encoding": table.encoding,
            "columns_all": table.columns,
            "rows": table.length,
            "examples": [next((v for v in column[:50] if v), "")[:40] for column in table.values],
            "form": mapping.form,
            "columns": mapping.columns,
        }
    return tables


def nothing_known(name: str) -> Problem:
    return Problem(
        ERROR,
        name,
        None,
        "",
        "",
        str(_("None of the tables is one of a bureau's.")),
        str(_("Name the sheets or files as in the templates, or say on the mapping page which is which.")),
    )


def judge(reading: Reading, assembled: Assembled, bureau_id: UUID, bureau_code: str, said: Said) -> None:
    """Check the book against itself and the bureau, then compare."""
    said(0.5, _("Checking the tables"))
    present = present_book(bureau_id, assembled.book.day)
    book = completed(assembled.book, present)
    if not book.get("bureau").length:
        reading.problems.append(no_bureau())
    reading.problems += check_all(book, known_of(bureau_id, present, bureau_code))
    reading.book = book
    reading.problems = with_originals(reading.problems, book)
    if reading.errors:
        return
    said(0.8, _("Comparing with the present tables"))
    settle_points(book)
    reading.differences = differences(book, present)
    if reading.needs_version and (reason := why_not_in_force(book.day, latest_start(bureau_id))):
        sheet = next(book.get(form) for form in ("blocks", "areas", "units", "stations") if book.given(form))
        reading.problems.append(
            wrong(sheet, None, "in_force_from", book.day, reason, _("Choose a later day for the import."))
        )


def no_bureau() -> Problem:
    sheet = Sheet("bureau", "bureau", {}, ())
    return wrong(
        sheet, None, "", "", _("The bureau itself is not known yet."), _("Add the table “公安局” (bureau).")
    )


def completed(book: Book, present: Book) -> Book:
    """The tables that came, and the bureau's own for those that did not.

    A row missing from a table of organs or communities stays as it is: things end by a date,
    not by being left out.
    """
    for form, sheet in present.sheets.items():
        if form not in book.sheets:
            book.sheets[form] = sheet
        elif form in KEPT:
            keep_rows(book.sheets[form], sheet)
    return book


def keep_rows(given: Sheet, present: Sheet) -> None:
    known = set(given.column("code"))
    extra = [at for at, code in present.indexed("code") if code not in known]
    if not extra:
        return
    for name in {*given.columns, *present.columns}:
        given.columns[name] = given.column(name) + [present.get(name, at) for at in extra]
    given.rows = [*given.rows, *([None] * len(extra))]
    if given.geometry is not None:
        given.geometry = given.geometry + [b""] * len(extra)
