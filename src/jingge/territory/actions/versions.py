"""A map comes into force, or is taken back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.audit.actions import record
from jingge.common.clock import now
from jingge.common.errors import NotYours, refuse_if
from jingge.common.viewer import Viewer
from jingge.organisation.models import Bureau
from jingge.territory.models import GridVersion, VersionState
from jingge.territory.rules import why_not_adopt, why_not_withdraw
from jingge.territory.terms import VersionFacts


def facts(version: GridVersion) -> VersionFacts:
    return VersionFacts(version.number, version.state, version.valid_from, version.valid_to)


def _locked(version: GridVersion, by: Viewer) -> tuple[GridVersion, GridVersion | None]:
    """The version and the newest adopted one, read behind the bureau's lock.

    Everyone who changes which map holds takes this lock, so that of two people adopting at
    once the second sees what the first did (on SQLite the whole transaction is the lock).
    """
    if version.bureau_id != by.bureau_id:
        raise NotYours(_("There is no such version."))
    Bureau.objects.select_for_update().get(pk=version.bureau_id)
    row = GridVersion.objects.get(pk=version.pk)
    adopted = GridVersion.objects.filter(bureau_id=version.bureau_id, state=VersionState.ADOPTED)
    return row, adopted.order_by("-valid_from").first()


@transaction.atomic
def adopt_version(*, version: GridVersion, valid_from: date, by: Viewer) -> GridVersion:
    """Put a drafted map in force from a day; the one before it ends there."""
    row, latest = _locked(version, by)
    refuse_if(why_not_adopt(facts(row), valid_from, facts(latest) if latest else None))
    if latest is not None and (latest.valid_to is None or latest.valid_to > valid_from):
        latest.valid_to = valid_from
        latest.save(update_fields=["valid_to"])
    row.state = VersionState.ADOPTED
    row.valid_from = valid_from
    row.adopted_at = now()
    row.adopted_by_label = by.label
    row.save(update_fields=["state", "valid_from", "adopted_at", "adopted_by_label"])
    record(
        action="territory.adopt_version",
        by=by,
        subject=row,
        subject_label=f"{row.number} {row.name}",
        detail={"valid_from": valid_from.isoformat(), "supersedes": latest.number if latest else None},
    )
    return row


@transaction.atomic
def withdraw_version(*, version: GridVersion, by: Viewer) -> GridVersion:
    """Take the newest map back: the one before it holds again, as if this had never been adopted.

    The rows stay readable; nothing is deleted.
    """
    row, latest = _locked(version, by)
    refuse_if(why_not_withdraw(facts(row), facts(latest) if latest else None))
    was_adopted = row.state == VersionState.ADOPTED
    row.state = VersionState.WITHDRAWN
    row.save(update_fields=["state"])
    before = None
    if was_adopted:
        before = GridVersion.objects.filter(
            bureau_id=row.bureau_id, state=VersionState.ADOPTED, valid_to=row.valid_from
        ).first()
    if before is not None:
        before.valid_to = row.valid_to
        before.save(update_fields=["valid_to"])
    record(
        action="territory.withdraw_version",
        by=by,
        subject=row,
        subject_label=f"{row.number} {row.name}",
        detail={"in_force_again": before.number if before else None},
    )
    return row
