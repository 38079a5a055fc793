"""Deeds of joint work: one transaction and one audit event each."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.audit.actions import record
from jingge.common.clock import today
from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.jointwork import rules
from jingge.jointwork.models import JointAction, Partner
from jingge.jointwork.queries import grids_on, leaders_on, visible_actions, visible_partners
from jingge.jointwork.terms import ActionState, JointSpec, PartnerSpec
from jingge.organisation.models import Station
from jingge.organisation.queries import get_station
from jingge.staffing.models import Officer
from jingge.territory.models import Grid


@transaction.atomic
def enter_partner(*, spec: PartnerSpec, by: Viewer) -> Partner:
    row = Partner(bureau_id=by.bureau_id)
    _write_partner(row, spec, by)
    _note("jointwork.enter_partner", row, row.name, row.station, by, **_said_of_partner(row))
    return row


@transaction.atomic
def change_partner(*, partner_id: UUID, spec: PartnerSpec, by: Viewer) -> Partner:
    row = _locked_partner(partner_id, by)
    was = _said_of_partner(row)
    _write_partner(row, spec, by)
    _note("jointwork.change_partner", row, row.name, row.station, by, was=was, **_said_of_partner(row))
    return row


@transaction.atomic
def close_partner(*, partner_id: UUID, by: Viewer) -> Partner:
    """The body is a partner no longer; what was done with it stays."""
    row = _locked_partner(partner_id, by)
    row.closed_on = today()
    row.save(update_fields=["closed_on"])
    _note("jointwork.close_partner", row, row.name, row.station, by)
    return row


@transaction.atomic
def enter_action(*, spec: JointSpec, by: Viewer) -> JointAction:
    """Planned when there is no result yet, done with one."""
    row = JointAction(bureau_id=by.bureau_id)
    _write_action(row, spec, by)
    _note("jointwork.enter_action", row, row.subject, row.station, by, **_said_of_action(row))
    return row


@transaction.atomic
def correct_action(*, action_id: UUID, spec: JointSpec, by: Viewer) -> JointAction:
    """What was entered wrong is entered right; the audit log keeps both."""
    row = _locked_action(action_id, by)
    refuse_if(rules.why_not_correct(row.state))
    was = _said_of_action(row)
    if row.state == ActionState.DONE:
        _refuse(rules.result_faults(spec.result, spec.day, today=today(), needed=True))
    _write_action(row, spec, by)
    _note("jointwork.correct_action", row, row.subject, row.station, by, was=was, **_said_of_action(row))
    return row


@transaction.atomic
def finish_action(*, action_id: UUID, result: str, by: Viewer) -> JointAction:
    row = _locked_action(action_id, by)
    refuse_if(rules.why_not_step(row.state, "finish"))
    _refuse(rules.result_faults(result, row.day, today=today(), needed=True))
    row.state, row.result = ActionState.DONE, result.strip()
    row.save(update_fields=["state", "result"])
    _note("jointwork.finish_action", row, row.subject, row.station, by, **_said_of_action(row))
    return row


@transaction.atomic
def cancel_action(*, action_id: UUID, by: Viewer) -> JointAction:
    """It counts no longer and stays readable."""
    row = _locked_action(action_id, by)
    refuse_if(rules.why_not_step(row.state, "cancel"))
    was = row.state
    row.state = ActionState.CANCELLED
    row.save(update_fields=["state"])
    _note("jointwork.cancel_action", row, row.subject, row.station, by, was=was)
    return row


def _write_partner(row: Partner, spec: PartnerSpec, by: Viewer) -> None:
    _refuse(rules.partner_faults(spec))
    refuse_if(rules.why_not_at(by, spec.station_code))
    name = spec.name.strip()
    others = Partner.objects.filter(bureau_id=by.bureau_id, name=name, closed_on__isnull=True)
    if others.exclude(pk=row.pk).exists():
        raise Invalid("name", name, _("A partner of this name is there already."))
    row.station = get_station(by, spec.station_code) if spec.station_code else None
    row.name, row.kind = name, spec.kind
    row.contact_post = spec.contact_post.strip()
    row.save()


def _locked_partner(partner_id: UUID, by: Viewer) -> Partner:
    row = Partner.objects.select_for_update(of=("self",)).filter(visible_partners(by), pk=partner_id).first()
    if row is None:
        raise rules.no_such()
    refuse_if(rules.why_not_at(by, row.station.code if row.station else ""))
    refuse_if(rules.why_not_change_partner(row.name, closed=row.closed_on is not None))
    return row


def _locked_action(action_id: UUID, by: Viewer) -> JointAction:
    row = (
        JointAction.objects.select_for_update(of=("self",)).filter(visible_actions(by), pk=action_id).first()
    )
    if row is None:
        raise rules.no_such()
    return row


def _write_action(row: JointAction, spec: JointSpec, by: Viewer) -> None:
    """Everything is checked before anything is written."""
    _refuse(rules.action_faults(spec, today=today()))
    grid = _the_grid(spec, by)
    leader = _the_leader(spec, grid.station, by)
    partners = _the_partners(spec, grid.station, by, kept=row)
    row.station, row.leader = grid.station, leader
    row.kind, row.subject, row.day = spec.kind, spec.subject.strip(), spec.day
    row.grid_code, row.grid_name = grid.code, grid.name
    row.result = spec.result.strip()
    row.state = ActionState.DONE if row.result else ActionState.PLANNED
    row.save()
    row.partners.set(partners)


def _the_grid(spec: JointSpec, by: Viewer) -> Grid:
    found = next((g for g in grids_on(by, spec.day) if g.code == spec.grid_code), None)
    if found is None:
        mend = _("Choose a community, village or area of your ground from the map in force on that day.")
        raise Invalid("grid_code", spec.grid_code, mend)
    return found


def _the_leader(spec: JointSpec, station: Station, by: Viewer) -> Officer:
    for officer, code, _name in leaders_on(by, spec.day):
        if officer.police_number == spec.leader_number and code == station.code:
            return officer
    mend = _("Choose a police officer who serves at %(station)s on that day.") % {"station": station.name}
    raise Invalid("leader", spec.leader_number, mend)


def _the_partners(spec: JointSpec, station: Station, by: Viewer, *, kept: JointAction) -> list[Partner]:
    """A partner that has closed since may stay in an action it was in."""
    wanted = set(spec.partner_ids)
    found = list(Partner.objects.filter(visible_partners(by), pk__in=wanted).select_related("station"))
    if len(found) != len(wanted):
        raise rules.no_such()
    before = set(kept.partners.values_list("pk", flat=True)) if not kept._state.adding else set()
    for partner in found:
        closed = partner.closed_on is not None and partner.pk not in before
        code = partner.station.code if partner.station else ""
        if reason := rules.why_not_partner_at(partner.name, code, station.code, closed=closed):
            raise Invalid("partners", partner.name, reason)
    return found


def _refuse(faults: Iterable[rules.Fault]) -> None:
    for field, value, mend in faults:
        raise Invalid(field, value, mend)


def _said_of_partner(row: Partner) -> dict[str, Any]:
    station = row.station.code if row.station else ""
    return {"name": row.name, "kind": row.kind, "works_with": station, "post": row.contact_post}


def _said_of_action(row: JointAction) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "subject": row.subject,
        "grid": row.grid_code,
        "day": row.day.isoformat(),
        "leader": row.leader.police_number,
        "state": row.state,
        "result": row.result,
        "partners": sorted(row.partners.values_list("name", flat=True)),
    }


def _note(
    action: str, row: Partner | JointAction, label: str, station: Station | None, by: Viewer, **detail: Any
) -> None:
    code = station.code if station else ""
    record(action=action, by=by, subject=row, subject_label=label, detail=detail, station_code=code)
