"""What reading found is stored: tables, problems, preview. A file with forbidden data is not kept."""

from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from jingge.audit.actions import record
from jingge.common.viewer import Viewer
from jingge.exchange.actions.receiving import stored_path
from jingge.exchange.actions.steps import label_of, locked, step
from jingge.exchange.models import BureauImport, ImportProblem
from jingge.exchange.queries.reading import Reading
from jingge.exchange.terms import WARNING, Problem

MOST_PROBLEMS = 5000


@transaction.atomic
def finish_reading(*, import_id: UUID, reading: Reading, by: Viewer) -> BureauImport:
    """Move the import on: columns to match, refused with its problems, or ready to apply."""
    row = locked(import_id, by)
    store(row, reading)
    if reading.holds_forbidden and row.stored_as:
        path = stored_path(row.stored_as)
        transaction.on_commit(lambda: path.unlink(missing_ok=True))
        row.stored_as = ""
    if reading.unmapped and not reading.holds_forbidden:
        step(row, "lack")
    else:
        step(row, "refuse" if reading.errors else "preview")
    row.save()
    record(
        action="exchange.finish_reading",
        by=by,
        subject=row,
        subject_label=label_of(row),
        result="refused" if reading.errors else "done",
        detail={"errors": row.errors, "warnings": row.warnings, "state": row.state},
    )
    return row


def store(row: BureauImport, reading: Reading) -> None:
    """The findings on the row and in its problems; the caller saves the row."""
    tables = {}
    for key, table in reading.tables.items():
        by_hand = bool(row.sheets.get(key, {}).get("by_hand"))
        tables[key] = {
            "source": table["source"],
            "encoding": table["encoding"],
            "columns": table["columns_all"],
            "examples": [] if reading.holds_forbidden else table["examples"],
            "rows": table["rows"],
            "form": table["form"],
            "columns_by_field": table["columns"],
            "missing": reading.unmapped.get(key, []),
            "by_hand": by_hand,
        }
    row.sheets = tables
    row.preview = {d.form: asdict(d) for d in reading.differences}
    row.errors = reading.errors
    row.warnings = sum(p.severity == WARNING for p in reading.problems)
    ImportProblem.objects.filter(bureau_import=row).delete()
    kept = sorted(reading.problems, key=lambda p: p.severity != "error")[:MOST_PROBLEMS]
    ImportProblem.objects.bulk_create(
        [problem_row(row, position, problem) for position, problem in enumerate(kept, start=1)],
        batch_size=1000,
    )


def problem_row(row: BureauImport, position: int, problem: Problem) -> ImportProblem:
    return ImportProblem(
        bureau_import=row,
        position=position,
        severity=problem.severity,
        sheet=problem.sheet[:40],
        row=problem.row,
        field=problem.field[:60],
        value=problem.value[:200],
        message=str(problem.message)[:400],
        mend=str(problem.mend)[:400],
        original=problem.original,
    )
