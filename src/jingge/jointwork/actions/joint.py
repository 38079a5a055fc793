"""Joint actions: entered, corrected, finished, cancelled."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.errors import Invalid, refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.jointwork import rules
from jingge.jointwork.actions.writing import note
from jingge.jointwork.models import JointAction, Partner
from jingge.jointwork.queries import grids_on, leaders_on, visible_actions, visible_partners
from jingge.jointwork.terms import ActionState, JointSpec
from jingge.organisation.models import Station
from jingge.staffing.models import Officer
from jingge.territory.models import Grid


@transaction.atomic
def enter_action(*, spec: JointSpec, by: Viewer) -> JointAction:
    """Planned when there is no result yet, done with one."""
    return put_action(spec, Ground(by))


@transaction.atomic
def correct_action(*, action_id: UUID, spec: JointSpec, by: Viewer) -> JointAction:
    """What was entered wrong is entered right; the audit log keeps both."""
    row = _locked_action(action_id, by)
    refuse_if(rules.why_not_correct(row.state))
    was = _said_of_action(row)
    if row.state == ActionState.DONE:
        refuse(rules.result_faults(spec.result, spec.day, today=today(), needed=True))
    _write_action(row, spec, Ground(by))
    note("jointwork.correct_action", row, row.subject, row.station, by, was=was, **_said_of_action(row))
    return row


@transaction.atomic
def finish_action(*, action_id: UUID, result: str, by: Viewer) -> JointAction:
    row = _locked_action(action_id, by)
    refuse_if(rules.why_not_step(row.state, "finish"))
    refuse(rules.result_faults(result, row.day, today=today(), needed=True))
    row.state, row.result = ActionState.DONE, result.strip()
    row.save(update_fields=["state", "result"])
    note("jointwork.finish_action", row, row.subject, row.station, by, **_said_of_action(row))
    return row


@transaction.atomic
def cancel_action(*, action_id: UUID, by: Viewer) -> JointAction:
    """It counts no longer and stays readable."""
    row = _locked_action(action_id, by)
    refuse_if(rules.why_not_step(row.state, "cancel"))
    was = row.state
    row.state = ActionState.CANCELLED
    row.save(update_fields=["state"])
    note("jointwork.cancel_action", row, row.subject, row.station, by, was=was)
    return row


class Ground:
    """Units and officers by day, read once for many rows."""

    def __init__(self, by: Viewer) -> None:
        self.by = by
        self._grids: dict[date, dict[str, Grid]] = {}
        self._leaders: dict[date, dict[tuple[str, str], Officer]] = {}

    def grid(self, day: date, code: str) -> Grid | None:
        if day not in self._grids:
            self._grids[day] = {grid.code: grid for grid in grids_on(self.by, day)}
        return self._grids[day].get(code)

    def leader(self, day: date, station_code: str, number: str) -> Officer | None:
        if day not in self._leaders:
            found = leaders_on(self.by, day)
            self._leaders[day] = {(code, who.police_number): who for who, code, _name in found}
        return self._leaders[day].get((station_code, number))


def put_action(spec: JointSpec, ground: Ground) -> JointAction:
    row = JointAction(bureau_id=ground.by.bureau_id)
    _write_action(row, spec, ground)
    note("jointwork.enter_action", row, row.subject, row.station, ground.by, **_said_of_action(row))
    return row


def _locked_action(action_id: UUID, by: Viewer) -> JointAction:
    row = (
        JointAction.objects.select_for_update(of=("self",)).filter(visible_actions(by), pk=action_id).first()
    )
    if row is None:
        raise rules.no_such()
    return row


def _write_action(row: JointAction, spec: JointSpec, ground: Ground) -> None:
    """Everything is checked before anything is written."""
    refuse(rules.action_faults(spec, today=today()))
    grid = _the_grid(spec, ground)
    leader = _the_leader(spec, grid.station, ground)
    partners = _the_partners(spec, grid.station, ground.by, kept=row)
    row.station, row.leader = grid.station, leader
    row.kind, row.subject, row.day = spec.kind, spec.subject.strip(), spec.day
    row.grid_code, row.grid_name = grid.code, grid.name
    row.result = spec.result.strip()
    row.state = ActionState.DONE if row.result else ActionState.PLANNED
    row.save()
    row.partners.set(partners)


def _the_grid(spec: JointSpec, ground: Ground) -> Grid:
    found = ground.grid(spec.day, spec.grid_code)
    if found is None:
        mend = _("Choose a community, village or area of your ground from the map in force on that day.")
        raise Invalid("grid_code", spec.grid_code, mend)
    return found


def _the_leader(spec: JointSpec, station: Station, ground: Ground) -> Officer:
    found = ground.leader(spec.day, station.code, spec.leader_number)
    if found is None:
        mend = _("Choose a police officer who serves at %(station)s on that day.") % {"station": station.name}
        raise Invalid("leader", spec.leader_number, mend)
    return found


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
