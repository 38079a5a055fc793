"""A checked hand-over is written: every owner writes its own tables, all in one transaction."""

from uuid import UUID

from django.db import transaction

from jingge.audit.actions import record
from jingge.common.changes import Change
from jingge.common.clock import now
from jingge.common.viewer import Viewer
from jingge.exchange.actions.reading import store
from jingge.exchange.actions.receiving import queue
from jingge.exchange.actions.steps import label_of, locked, step
from jingge.exchange.models import BureauImport, ImportChange
from jingge.exchange.queries.reading import Reading
from jingge.exchange.rules.specs import (
    brigades_of,
    divisions_of,
    map_of,
    officers_of,
    offices_of,
    responsible_of,
    roads_of,
    stations_of,
)
from jingge.exchange.terms import Book
from jingge.organisation import actions as organisation
from jingge.organisation.models import Bureau
from jingge.staffing import actions as staffing
from jingge.territory import actions as territory
from jingge.territory.models import GridVersion


@transaction.atomic
def request_apply(*, import_id: UUID, by: Viewer) -> BureauImport:
    """Queue the writing. The worker reads and checks the file again first: the bureau may have moved on."""
    row = locked(import_id, by)
    step(row, "apply")
    row.job_id = queue(row, "exchange.apply", by)
    row.save(update_fields=["state", "job_id"])
    record(action="exchange.request_apply", by=by, subject=row, subject_label=label_of(row))
    return row


@transaction.atomic
def apply_reading(*, import_id: UUID, reading: Reading, by: Viewer) -> BureauImport:
    """Write everything or nothing. With errors in the reading the import is refused and nothing is written."""
    row = locked(import_id, by)
    store(row, reading)
    if reading.errors or reading.book is None:
        step(row, "refuse")
        row.save()
        return row
    step(row, "finish")
    changes = write_all(row, reading.book, reading, by)
    ImportChange.objects.bulk_create(
        [
            ImportChange(
                bureau_import=row, position=n, table=c.table, key=c.key, before=c.before, after=c.after
            )
            for n, c in enumerate(changes, start=1)
        ],
        batch_size=1000,
    )
    row.applied_at, row.applied_by_label = now(), by.label
    row.save()
    record(
        action="exchange.apply_import",
        by=by,
        subject=row,
        subject_label=label_of(row),
        detail={"changes": len(changes), "version": str(row.version_id or ""), "sha256": row.sha256},
    )
    return row


def write_all(row: BureauImport, book: Book, reading: Reading, by: Viewer) -> list[Change]:
    """In the order rows point at one another: bureau, organs, names, roads, map, people, areas."""
    bureau = bureau_of(row, book, by)
    changes: list[Change] = []
    if book.given("stations") or book.given("brigades"):
        changes += organisation.put_organisation(
            bureau=bureau,
            stations=stations_of(book) if book.given("stations") else (),
            brigades=brigades_of(book) if book.given("brigades") else (),
            by=by,
        )
    if book.given("units"):
        changes += territory.put_divisions(bureau=bureau, rows=divisions_of(book), by=by)
    if book.given("roads"):
        changes += territory.put_roads(bureau=bureau, rows=roads_of(book), origin_id=row.pk, by=by)
    version = draw_map(row, bureau, book, reading, by)
    if book.given("officers") or book.given("offices"):
        changes += staffing.take_over_staff(
            bureau=bureau,
            officers=officers_of(book) if book.given("officers") else (),
            offices=offices_of(book) if book.given("offices") else (),
            valid_from=book.day,
            origin_id=row.pk,
            by=by,
            whole=book.given("officers"),
        )
    if version is not None and book.get("areas").length:
        changes += staffing.post_to_beats(
            version=version, responsible=responsible_of(book), valid_from=book.day, origin_id=row.pk, by=by
        )
    return changes


def bureau_of(row: BureauImport, book: Book, by: Viewer) -> Bureau:
    """The bureau, founded or renamed when its own table came."""
    sheet = book.get("bureau")
    if book.given("bureau") and sheet.length:
        return organisation.found_bureau(
            code=sheet.get("code", 0),
            name=sheet.get("name", 0),
            name_en=sheet.get("name_en", 0) or "",
            is_synthetic=sheet.get("synthetic", 0) == "1",
            by=by,
        )
    return Bureau.objects.get(pk=row.bureau_id)


def draw_map(
    row: BureauImport, bureau: Bureau, book: Book, reading: Reading, by: Viewer
) -> GridVersion | None:
    """A new map when it differs from the present one; otherwise the present one stands."""
    if not reading.needs_version or not book.get("blocks").length:
        return None
    spec = map_of(book)
    version = territory.draw_version(
        bureau=bureau,
        name=f"导入 {row.number}",
        towns=spec.towns,
        units=spec.units,
        blocks=spec.blocks,
        beats=spec.beats,
        origin="import",
        origin_id=row.pk,
        by=by,
    )
    row.version_id = version.pk
    return territory.adopt_version(version=version, valid_from=book.day, by=by)
