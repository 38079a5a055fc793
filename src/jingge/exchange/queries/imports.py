"""Hand-overs as this person may see them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.exchange.models import BureauImport, ImportProblem
from jingge.exchange.terms import Mapping, Problem
from jingge.organisation.models import Bureau


@dataclass(frozen=True, slots=True)
class StoredHandover:
    """Where a file lies and how a person said to read it."""

    path: Path
    file_name: str
    in_force_from: date
    mappings: dict[str, Mapping]


def list_imports(viewer: Viewer) -> QuerySet[BureauImport]:
    """Newest first; nothing for those whose post does not include imports."""
    rows = BureauImport.objects.filter(bureau_id=viewer.bureau_id)
    return rows if may(viewer, Ability.SEE_IMPORTS) else rows.none()


def get_import(viewer: Viewer, import_id: UUID) -> BureauImport:
    row = list_imports(viewer).filter(pk=import_id).first()
    if row is None:
        raise NotYours(_("There is no such import."))
    return row


def list_problems(
    viewer: Viewer, import_id: UUID, *, sheet: str = "", severity: str = ""
) -> QuerySet[ImportProblem]:
    """None for an import that is not the viewer's: `get_import` says so first."""
    rows = ImportProblem.objects.filter(
        bureau_import__in=list_imports(viewer).filter(pk=import_id).order_by()
    )
    if sheet:
        rows = rows.filter(sheet=sheet)
    return rows.filter(severity=severity) if severity else rows


def problem_sheets(viewer: Viewer, import_id: UUID) -> list[str]:
    return sorted(list_problems(viewer, import_id).order_by().values_list("sheet", flat=True).distinct())


def stored_handover(viewer: Viewer, import_id: UUID) -> StoredHandover:
    row = get_import(viewer, import_id)
    if not row.stored_as:
        raise NotYours(_("The file was not kept."))
    by_hand = {
        key: Mapping(table["form"], dict(table["columns_by_field"]))
        for key, table in row.sheets.items()
        if table.get("by_hand")
    }
    return StoredHandover(Path(settings.UPLOADS) / row.stored_as, row.file_name, row.in_force_from, by_hand)


def problems_of(viewer: Viewer, import_id: UUID) -> list[Problem]:
    """The problems of an import as plain values."""
    return [
        Problem(p.severity, p.sheet, p.row, p.field, p.value, p.message, p.mend)
        for p in list_problems(viewer, import_id)
    ]


def bureau_id_of(code: str) -> UUID | None:
    """The bureau with this code. For the command line, which acts for the whole machine."""
    row = Bureau.objects.filter(code=code).first()
    return row.pk if row is not None else None
