"""A file arrives: kept under a name of our own, then read by a worker."""

import hashlib
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language

from jingge.audit.actions import record
from jingge.common.clock import now
from jingge.common.errors import refuse_if
from jingge.common.ids import new_id
from jingge.common.viewer import Viewer
from jingge.exchange.actions.steps import label_of, step
from jingge.exchange.models import BureauImport
from jingge.exchange.rules.states import why_not_upload, why_not_whole
from jingge.runs.actions import enqueue


def receive_upload(
    *,
    file_name: str,
    chunks: Iterable[bytes],
    in_force_from: date,
    stated_size: int | None = None,
    by: Viewer,
) -> BureauImport:
    """Store an upload and queue its reading. An upload that is too large or incomplete leaves nothing."""
    import_id = new_id()
    stored = f"{by.bureau_id}/{import_id}"
    path = stored_path(stored)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        size, sha256 = write_chunks(path, chunks, settings.UPLOAD_LIMIT_MB)
        refuse_if(why_not_whole(stated_size, size))
        return _receive(import_id, file_name, size, sha256, stored, in_force_from, by)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def stored_path(stored_as: str) -> Path:
    return Path(settings.UPLOADS) / stored_as


def write_chunks(path: Path, chunks: Iterable[bytes], limit_mb: int) -> tuple[int, str]:
    """Write as it comes; stop at the limit. Only this account may read the file."""
    size, digest = 0, hashlib.sha256()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > limit_mb * 1024 * 1024:
                refuse_if(why_not_upload(size, limit_mb))
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    refuse_if(why_not_upload(size, limit_mb))
    return size, digest.hexdigest()


@transaction.atomic
def _receive(
    import_id: UUID, file_name: str, size: int, sha256: str, stored: str, in_force_from: date, by: Viewer
) -> BureauImport:
    row = new_import(import_id, shown_name(file_name), size, sha256, stored, in_force_from, by)
    record(
        action="exchange.receive_upload",
        by=by,
        subject=row,
        subject_label=label_of(row),
        detail={"bytes": size, "sha256": sha256, "in_force_from": in_force_from.isoformat()},
    )
    queue_reading(row, by)
    return row


def shown_name(file_name: str) -> str:
    """The user's name for the file, as a label: no folders, no control or direction characters."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable())[:120] or "upload"


def new_import(
    import_id: UUID, name: str, size: int, sha256: str, stored: str, in_force_from: date, by: Viewer
) -> BureauImport:
    newest = BureauImport.objects.filter(bureau_id=by.bureau_id).aggregate(newest=Max("number"))["newest"]
    return BureauImport.objects.create(
        id=import_id,
        bureau_id=by.bureau_id,
        number=(newest or 0) + 1,
        file_name=name,
        file_size=size,
        sha256=sha256,
        stored_as=stored,
        in_force_from=in_force_from,
        created_at=now(),
        created_by_id=by.account_id,
        created_by_label=by.label,
    )


def queue_reading(row: BureauImport, by: Viewer) -> None:
    step(row, "read")
    row.job_id = queue(row, "exchange.read", by)
    row.save(update_fields=["state", "job_id"])


def queue(row: BureauImport, kind: str, by: Viewer) -> UUID:
    payload = {"role": by.role.value, "language": get_language() or settings.LANGUAGE_CODE}
    return enqueue(kind=kind, payload=payload, subject_id=row.pk, subject_label=label_of(row), by=by).pk
