"""Writing an edition of the rules: begun from the one before or from files, changed row by row, agreed by another."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.audit.actions import record
from jingge.common.clock import now
from jingge.common.errors import Invalid, Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.norms.actions import stepping
from jingge.norms.models import Edition
from jingge.norms.queries.editions import NATIONAL, edition_on, get_edition, head_of
from jingge.norms.rules.editing import Edit, put_row, undo
from jingge.norms.rules.packfiles import Written, from_zip, own_files
from jingge.norms.rules.packs import read
from jingge.norms.rules.states import why_not_change
from jingge.norms.rules.texts import text_faults
from jingge.norms.terms import PackFault, Standing
from jingge.organisation.models import Bureau

SHOWN_FAULTS = 20


class PackRefused(Refused):
    """A pack with faults: nothing of it was kept. `faults` names each place."""

    status = 422

    def __init__(self, faults: list[PackFault]) -> None:
        self.faults = faults
        told = "\n".join(str(one) for one in faults[:SHOWN_FAULTS])
        super().__init__(
            _("%(n)d places of the pack are wrong:\n%(told)s") % {"n": len(faults), "told": told}
        )


@transaction.atomic
def begin_edition(*, valid_from: date, name: str, note: str = "", by: Viewer) -> Edition:
    """A draft with the rules in force on that day, to be changed."""
    refuse_if(why_not(by, Ability.EDIT_SETTINGS))
    before = edition_on(by.bureau_id, valid_from)
    code, tables = (NATIONAL, own_files(NATIONAL)[1]) if before is None else (before.code, before.tables)
    return _create(code, name, "", valid_from, {k: list(v) for k, v in tables.items()}, note, by)


@transaction.atomic
def bring_edition(*, content: bytes, by: Viewer, note: str = "") -> Edition:
    """A draft from the files of a pack (.zip); refused whole when anything in it is wrong."""
    refuse_if(why_not(by, Ability.EDIT_SETTINGS))
    return _bring(from_zip(content), note, by)


@transaction.atomic
def bring_own_edition(*, code: str, by: Viewer, note: str = "") -> Edition:
    """A draft from a pack that comes with the program."""
    refuse_if(why_not(by, Ability.EDIT_SETTINGS))
    return _bring(own_files(code), note, by)


@transaction.atomic
def change_row(
    *, edition_id: UUID, table: str, code: str, values: Mapping[str, str] | None, by: Viewer
) -> Edition:
    """Write one row anew, add it (code unknown) or take it out (values None). Can be undone."""
    row = _locked(edition_id, Ability.EDIT_SETTINGS, by)
    refuse_if(why_not_change(row.state))
    tables, edit = put_row(row.tables, table, code, values)
    _keep(row, tables, [*row.edits, edit.plain()], by)
    detail = {"table": table, "code": code, "fields": edit.fields()}
    record(action="norms.change_row", by=by, subject=row, subject_label=label(row), detail=detail)
    return row


@transaction.atomic
def undo_row(*, edition_id: UUID, by: Viewer) -> Edition:
    """Take back the newest change of a draft."""
    row = _locked(edition_id, Ability.EDIT_SETTINGS, by)
    refuse_if(why_not_change(row.state))
    if not row.edits:
        raise Refused(_("Nothing of this draft has been changed."))
    edit = Edit.of(row.edits[-1])
    _keep(row, undo(row.tables, edit), row.edits[:-1], by)
    record(
        action="norms.undo_row", by=by, subject=row, subject_label=label(row),
        detail={"table": edit.table, "code": edit.code},
    )  # fmt: skip
    return row


@transaction.atomic
def redate_edition(*, edition_id: UUID, valid_from: date, name: str, note: str = "", by: Viewer) -> Edition:
    row = _locked(edition_id, Ability.EDIT_SETTINGS, by)
    refuse_if(why_not_change(row.state))
    _check(name, note)
    row.valid_from, row.name, row.note = valid_from, name.strip(), note.strip()
    row.written_by_id, row.written_by_label = by.account_id, by.label
    row.save(update_fields=["valid_from", "name", "note", "written_by_id", "written_by_label"])
    _note("redate_edition", row, by)
    return row


@transaction.atomic
def propose_edition(*, edition_id: UUID, by: Viewer) -> Edition:
    row = _locked(edition_id, Ability.EDIT_SETTINGS, by)
    stepping.propose(row, _agreed(row))
    _note("propose_edition", row, by)
    return row


@transaction.atomic
def agree_edition(*, edition_id: UUID, by: Viewer) -> Edition:
    row = _locked(edition_id, Ability.DECIDE_PLANS, by)
    stepping.agree(row, _agreed(row), by)
    _note("agree_edition", row, by)
    return row


@transaction.atomic
def hand_back_edition(*, edition_id: UUID, by: Viewer) -> Edition:
    row = _locked(edition_id, Ability.DECIDE_PLANS, by)
    stepping.hand_back(row)
    _note("hand_back_edition", row, by)
    return row


@transaction.atomic
def discard_edition(*, edition_id: UUID, by: Viewer) -> Edition:
    row = _locked(edition_id, Ability.EDIT_SETTINGS, by)
    stepping.discard(row)
    _note("discard_edition", row, by)
    return row


@transaction.atomic
def take_back_edition(*, edition_id: UUID, by: Viewer) -> Edition:
    row = _locked(edition_id, Ability.DECIDE_PLANS, by)
    stepping.take_back(row, _agreed(row))
    _note("take_back_edition", row, by)
    return row


def label(row: Edition) -> str:
    return f"{row.number} {row.name}"


def _bring(written: Written, note: str, by: Viewer) -> Edition:
    head, tables = written
    pack, faults = read(head, tables)
    if pack is None:
        raise PackRefused(faults)
    return _create(pack.code, pack.name_zh, pack.name_en, pack.valid_from, tables, note, by)


def _create(
    code: str, name: str, name_en: str, valid_from: date, tables: dict[str, Any], note: str, by: Viewer
) -> Edition:
    _check(name, note)
    bureau = Bureau.objects.select_for_update(no_key=True).get(pk=by.bureau_id)
    last = Edition.objects.filter(bureau=bureau).aggregate(last=Max("number"))["last"] or 0
    row = Edition.objects.create(
        bureau=bureau, number=last + 1, code=code[:40], name=name.strip()[:80], name_en=name_en[:120],
        valid_from=valid_from, tables=tables, note=note.strip(),
        written_at=now(), written_by_id=by.account_id, written_by_label=by.label,
    )  # fmt: skip
    _note("begin_edition", row, by)
    return row


def _keep(row: Edition, tables: dict[str, Any], edits: list[Any], by: Viewer) -> None:
    """A draft may never hold a fault: what would bring one in is refused with its place."""
    _pack, faults = read(head_of(row), tables)
    if faults:
        first = faults[0]
        raise Invalid(first.field or first.table, first.value, str(first))
    row.tables, row.edits = tables, edits
    row.written_by_id, row.written_by_label, row.written_at = by.account_id, by.label, now()
    row.save(update_fields=["tables", "edits", "written_by_id", "written_by_label", "written_at"])


def _locked(edition_id: UUID, ability: Ability, by: Viewer) -> Edition:
    """The bureau is locked too: two editions agreed at once would overlap."""
    refuse_if(why_not(by, ability))
    found = get_edition(by, edition_id)
    Bureau.objects.select_for_update(no_key=True).get(pk=by.bureau_id)
    return Edition.objects.select_for_update(of=("self",)).get(pk=found.pk)


def _agreed(row: Edition) -> QuerySet[Edition]:
    return Edition.objects.filter(bureau_id=row.bureau_id, state=Standing.AGREED).exclude(pk=row.pk)


def _check(name: str, note: str) -> None:
    for fault in (
        *text_faults("name", name, longest=80, needed=True),
        *text_faults("note", note, longest=200),
    ):
        raise Invalid(*fault)


def _note(deed: str, row: Edition, by: Viewer) -> None:
    detail = {
        "code": row.code,
        "valid_from": row.valid_from.isoformat(),
        "state": row.state,
        "note": row.note,
    }
    record(action=f"norms.{deed}", by=by, subject=row, subject_label=label(row), detail=detail)
