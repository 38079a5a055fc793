"""Writing norms and their versions."""

from datetime import date

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.audit.actions import record
from jingge.common.clock import now
from jingge.common.errors import Invalid, refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.norms.actions import stepping
from jingge.norms.models import Norm, NormVersion
from jingge.norms.queries import register
from jingge.norms.rules.states import why_not_change
from jingge.norms.rules.texts import text_faults
from jingge.norms.terms import Standing
from jingge.organisation.models import Bureau


@transaction.atomic
def enter_norm(*, number: int, name: str, name_en: str = "", by: Viewer) -> Norm:
    """A place in the register; its text comes as a version."""
    refuse_if(why_not(by, Ability.EDIT_SETTINGS))
    refuse(text_faults("name", name, longest=80, needed=True))
    Bureau.objects.select_for_update(no_key=True).get(pk=by.bureau_id)
    if Norm.objects.filter(bureau_id=by.bureau_id, number=number).exists():
        raise Invalid("number", number, _("There is a norm of this number already."))
    norm = Norm.objects.create(
        bureau_id=by.bureau_id, number=number, name=name.strip(), name_en=name_en.strip()
    )
    record(action="norms.enter_norm", by=by, subject=norm, subject_label=label(norm))
    return norm


@transaction.atomic
def rename_norm(*, number: int, name: str, name_en: str = "", by: Viewer) -> Norm:
    refuse_if(why_not(by, Ability.EDIT_SETTINGS))
    refuse(text_faults("name", name, longest=80, needed=True))
    norm = Norm.objects.select_for_update().get(pk=register.get_norm(by, number).pk)
    was = norm.name
    norm.name, norm.name_en = name.strip(), name_en.strip()
    norm.save(update_fields=["name", "name_en"])
    record(action="norms.rename_norm", by=by, subject=norm, subject_label=label(norm), detail={"was": was})
    return norm


@transaction.atomic
def write_version(*, number: int, text: str, valid_from: date, note: str = "", by: Viewer) -> NormVersion:
    """A draft of the next version."""
    refuse_if(why_not(by, Ability.EDIT_SETTINGS))
    norm = Norm.objects.select_for_update().get(pk=register.get_norm(by, number).pk)
    _check(text, note)
    last = norm.versions.aggregate(last=Max("number"))["last"] or 0
    version = NormVersion.objects.create(
        norm=norm,
        number=last + 1,
        text=text.strip(),
        valid_from=valid_from,
        note=note.strip(),
        written_at=now(),
        written_by_id=by.account_id,
        written_by_label=by.label,
    )
    _note("write_version", version, by)
    return version


@transaction.atomic
def change_version(
    *, number: int, version: int, text: str, valid_from: date, note: str = "", by: Viewer
) -> NormVersion:
    row = _locked(number, version, Ability.EDIT_SETTINGS, by)
    refuse_if(why_not_change(row.state))
    _check(text, note)
    row.text, row.valid_from, row.note = text.strip(), valid_from, note.strip()
    row.written_by_id, row.written_by_label, row.written_at = by.account_id, by.label, now()
    row.save()
    _note("change_version", row, by)
    return row


@transaction.atomic
def propose_version(*, number: int, version: int, by: Viewer) -> NormVersion:
    row = _locked(number, version, Ability.EDIT_SETTINGS, by)
    stepping.propose(row, _agreed(row))
    _note("propose_version", row, by)
    return row


@transaction.atomic
def agree_version(*, number: int, version: int, by: Viewer) -> NormVersion:
    row = _locked(number, version, Ability.DECIDE_PLANS, by)
    stepping.agree(row, _agreed(row), by)
    _note("agree_version", row, by)
    return row


@transaction.atomic
def hand_back_version(*, number: int, version: int, by: Viewer) -> NormVersion:
    row = _locked(number, version, Ability.DECIDE_PLANS, by)
    stepping.hand_back(row)
    _note("hand_back_version", row, by)
    return row


@transaction.atomic
def discard_version(*, number: int, version: int, by: Viewer) -> NormVersion:
    row = _locked(number, version, Ability.EDIT_SETTINGS, by)
    stepping.discard(row)
    _note("discard_version", row, by)
    return row


@transaction.atomic
def take_back_version(*, number: int, version: int, by: Viewer) -> NormVersion:
    row = _locked(number, version, Ability.DECIDE_PLANS, by)
    stepping.take_back(row, _agreed(row))
    _note("take_back_version", row, by)
    return row


def label(norm: Norm) -> str:
    return f"{norm.number} {norm.name}"


def _locked(number: int, version: int, ability: Ability, by: Viewer) -> NormVersion:
    """The norm is locked too: two versions agreed at once would overlap."""
    refuse_if(why_not(by, ability))
    found = register.get_version(by, number, version)
    Norm.objects.select_for_update().get(pk=found.norm_id)
    return NormVersion.objects.select_for_update(of=("self",)).select_related("norm").get(pk=found.pk)


def _agreed(row: NormVersion) -> QuerySet[NormVersion]:
    return NormVersion.objects.filter(norm_id=row.norm_id, state=Standing.AGREED).exclude(pk=row.pk)


def _check(text: str, note: str) -> None:
    refuse(text_faults("text", text, longest=100_000, needed=True))
    refuse(text_faults("note", note, longest=200))


def _note(deed: str, row: NormVersion, by: Viewer) -> None:
    detail = {
        "version": row.number,
        "valid_from": row.valid_from.isoformat(),
        "state": row.state,
        "note": row.note,
    }
    record(action=f"norms.{deed}", by=by, subject=row, subject_label=label(row.norm), detail=detail)
