"""The register of partners: entered, changed, closed, opened again."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.errors import Invalid, refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.jointwork import rules
from jingge.jointwork.actions.writing import note
from jingge.jointwork.models import Partner
from jingge.jointwork.queries import visible_partners
from jingge.jointwork.terms import PartnerSpec
from jingge.organisation.queries import get_station


@transaction.atomic
def enter_partner(*, spec: PartnerSpec, by: Viewer) -> Partner:
    return put_partner(spec, by)


@transaction.atomic
def change_partner(*, partner_id: UUID, spec: PartnerSpec, by: Viewer) -> Partner:
    row = _locked_partner(partner_id, by)
    was = _said_of_partner(row)
    _write_partner(row, spec, by)
    note("jointwork.change_partner", row, row.name, row.station, by, was=was, **_said_of_partner(row))
    return row


@transaction.atomic
def close_partner(*, partner_id: UUID, by: Viewer) -> Partner:
    """The body is a partner no longer; what was done with it stays."""
    row = _locked_partner(partner_id, by)
    row.closed_on = today()
    row.save(update_fields=["closed_on"])
    note("jointwork.close_partner", row, row.name, row.station, by)
    return row


@transaction.atomic
def reopen_partner(*, partner_id: UUID, by: Viewer) -> Partner:
    """Closed by mistake, or a partner again; unless another has its name by now."""
    row = _locked_partner(partner_id, by, closed=True)
    _refuse_name(row.name, row, by)
    row.closed_on = None
    row.save(update_fields=["closed_on"])
    note("jointwork.reopen_partner", row, row.name, row.station, by)
    return row


def put_partner(spec: PartnerSpec, by: Viewer) -> Partner:
    row = Partner(bureau_id=by.bureau_id)
    _write_partner(row, spec, by)
    note("jointwork.enter_partner", row, row.name, row.station, by, **_said_of_partner(row))
    return row


def _write_partner(row: Partner, spec: PartnerSpec, by: Viewer) -> None:
    refuse(rules.partner_faults(spec))
    refuse_if(rules.why_not_at(by, spec.station_code))
    name = spec.name.strip()
    _refuse_name(name, row, by)
    row.station = get_station(by, spec.station_code) if spec.station_code else None
    row.name, row.kind = name, spec.kind
    row.contact_post = spec.contact_post.strip()
    row.save()


def _refuse_name(name: str, row: Partner, by: Viewer) -> None:
    others = Partner.objects.filter(bureau_id=by.bureau_id, name=name, closed_on__isnull=True)
    if others.exclude(pk=row.pk).exists():
        raise Invalid("name", name, _("A partner of this name is there already."))


def _locked_partner(partner_id: UUID, by: Viewer, *, closed: bool = False) -> Partner:
    row = Partner.objects.select_for_update(of=("self",)).filter(visible_partners(by), pk=partner_id).first()
    if row is None:
        raise rules.no_such()
    refuse_if(rules.why_not_at(by, row.station.code if row.station else ""))
    if closed:
        refuse_if(rules.why_not_reopen_partner(row.name, closed=row.closed_on is not None))
    else:
        refuse_if(rules.why_not_change_partner(row.name, closed=row.closed_on is not None))
    return row


def _said_of_partner(row: Partner) -> dict[str, Any]:
    station = row.station.code if row.station else ""
    return {"name": row.name, "kind": row.kind, "works_with": station, "post": row.contact_post}
