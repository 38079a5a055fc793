"""How a check says what it found."""

from jingge.common.errors import Reason
from jingge.exchange.terms import ERROR, WARNING, Problem, Sheet
from jingge.uploads.rules.words import mend_of, message_of
from jingge.uploads.terms import ReadProblem


def wrong(sheet: Sheet, at: int | None, field: str, value: object, message: Reason, mend: Reason) -> Problem:
    """An error: nothing is written until it is mended."""
    return said(ERROR, sheet, at, field, value, message, mend)


def doubtful(
    sheet: Sheet, at: int | None, field: str, value: object, message: Reason, mend: Reason
) -> Problem:
    """A warning: worth a look, no obstacle."""
    return said(WARNING, sheet, at, field, value, message, mend)


def said(
    severity: str, sheet: Sheet, at: int | None, field: str, value: object, message: Reason, mend: Reason
) -> Problem:
    row = sheet.rows[at] if at is not None and at < len(sheet.rows) else None
    shown = "" if value is None else str(value)
    # In words now: a reason that other contexts say lazily must be in the reader's language.
    return Problem(severity, sheet.label, row, sheet.header(field), shown[:80], str(message), str(mend))


def from_reading(problem: ReadProblem) -> Problem:
    """A problem of reading, put into words."""
    return Problem(
        problem.severity,
        problem.sheet,
        problem.row,
        problem.field,
        problem.value,
        message_of(problem),
        mend_of(problem),
    )
