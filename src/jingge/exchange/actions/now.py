"""The whole road at once, for the command line and the demonstration: no worker, no upload."""

import hashlib
from datetime import date
from pathlib import Path
from uuid import UUID

from django.db import transaction

from jingge.audit.actions import record
from jingge.common.errors import NotAllowed
from jingge.common.ids import new_id
from jingge.common.viewer import Viewer
from jingge.exchange.actions.applying import apply_reading
from jingge.exchange.actions.reading import finish_reading
from jingge.exchange.actions.receiving import new_import
from jingge.exchange.actions.steps import label_of, step
from jingge.exchange.models import BureauImport
from jingge.exchange.queries.reading import Reading, Said, quiet, read_handover
from jingge.exchange.terms import ImportState


def import_now(
    *, path: Path, bureau_id: UUID, in_force_from: date, by: Viewer, bureau_code: str = "", said: Said = quiet
) -> BureauImport:
    """Read, check and apply a folder or file. With errors the import comes back refused, nothing written."""
    if by.bureau_id != bureau_id:
        raise NotAllowed("another bureau's tables")
    reading = read_handover(
        path, name=path.name, bureau_id=bureau_id, day=in_force_from, bureau_code=bureau_code, said=said
    )
    row = register(path, reading, in_force_from, by)
    if row.state != ImportState.PREVIEWED:
        return row
    return _apply(row, reading, by)


@transaction.atomic
def register(path: Path, reading: Reading, in_force_from: date, by: Viewer) -> BureauImport:
    size, sha256 = fingerprint(path)
    row = new_import(new_id(), path.name[:120], size, sha256, "", in_force_from, by)
    record(
        action="exchange.import_now",
        by=by,
        subject=row,
        subject_label=label_of(row),
        detail={"bytes": size, "sha256": sha256, "in_force_from": in_force_from.isoformat()},
    )
    step(row, "read")
    row.save(update_fields=["state"])
    return finish_reading(import_id=row.pk, reading=reading, by=by)


@transaction.atomic
def _apply(row: BureauImport, reading: Reading, by: Viewer) -> BureauImport:
    step(row, "apply")
    row.save(update_fields=["state"])
    return apply_reading(import_id=row.pk, reading=reading, by=by)


def fingerprint(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file, or of a folder's files in order of their names."""
    files = sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
    digest, size = hashlib.sha256(), 0
    for file in files:
        digest.update(file.name.encode())
        with file.open("rb") as content:
            while chunk := content.read(1 << 20):
                size += len(chunk)
                digest.update(chunk)
    return size, digest.hexdigest()
