"""What the owner does with an incident: steps, corrections, an officer, closing, opening again."""

from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jingge.accounts.terms import Ability
from jingge.common.clock import now
from jingge.common.errors import Invalid, refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.incidents.actions import clocks
from jingge.incidents.actions.writing import keep_words, locked_own, note, tell
from jingge.incidents.models import Incident
from jingge.incidents.queries.places import spot_of
from jingge.incidents.rules.clocks import REVIEW, procedure_of
from jingge.incidents.rules.intake import intake_faults
from jingge.incidents.rules.states import why_not_step
from jingge.incidents.terms import NOT_CHOSEN, Ending, EntryKind, IncidentSpec, Stage
from jingge.norms.queries.editions import pack_on
from jingge.norms.rules.texts import text_faults
from jingge.staffing.models import Officer

CORRECTED = ("way", "urgency", "category", "facts", "occurred_on", "place", "official_ref")


@transaction.atomic
def correct(*, incident_id: UUID, spec: IncidentSpec, by: Viewer) -> Incident:
    """What was typed wrong is put right; the story says which fields. Times of receipt stay as they were."""
    incident = locked_own(incident_id, by)
    refuse_if(_why_not_open(incident))
    received = timezone.localtime(incident.received_at)
    pack = pack_on(by.bureau_id, received.date())
    kept = IncidentSpec(**{f.name: getattr(spec, f.name) for f in fields(spec)} | _fixed(incident))
    refuse(intake_faults(kept, pack, now=now()))
    spot = spot_of(by.bureau_id, received.date(), lon=spec.lon, lat=spec.lat, grid_code=spec.grid_code)
    before = {name: getattr(incident, name) for name in (*CORRECTED, "unit_code", "block_code")}
    for name in CORRECTED:
        value = getattr(spec, name)
        setattr(incident, name, value.strip() if isinstance(value, str) else value)
    for name, value in spot.columns.items():
        setattr(incident, name, value)
    incident.save(update_fields=[*CORRECTED, *spot.columns])
    keep_words(incident, before=before["place"])
    changed = [name for name, value in before.items() if getattr(incident, name) != value]
    if procedure_of(pack, before["category"]) != procedure_of(pack, incident.category):
        _follow_procedure(incident, by)
    tell(incident, EntryKind.CORRECTED, by, changed=changed)
    note("correct", incident, by, changed=changed)
    return incident


@transaction.atomic
def take_step(*, incident_id: UUID, code: str, remark: str, by: Viewer) -> Incident:
    """Urgent steps before a transfer: what was done, on which ground, by whom, when."""
    incident = locked_own(incident_id, by)
    refuse_if(_why_not_open(incident))
    refuse(text_faults("remark", remark, longest=300))
    known = {step.code for step in pack_on(by.bureau_id, clocks.rules_day(incident)).urgent_steps}
    if code not in known:
        raise Invalid("code", code, _("Choose one of the urgent steps of the rules."))
    tell(incident, EntryKind.STEP, by, text=remark.strip(), code=code)
    note("take_step", incident, by, code=code)
    return incident


@transaction.atomic
def assign(*, incident_id: UUID, police_number: str, by: Viewer) -> Incident:
    """Which officer of the owner answers for it."""
    incident = locked_own(incident_id, by)
    refuse_if(_why_not_open(incident))
    if not Officer.objects.filter(bureau_id=by.bureau_id, police_number=police_number).exists():
        raise Invalid("police_number", police_number, _("There is no officer with this police number."))
    was, incident.officer_number = incident.officer_number, police_number
    incident.save(update_fields=["officer_number"])
    tell(incident, EntryKind.ASSIGNED, by, number=police_number, was=was)
    note("assign", incident, by, number=police_number, was=was)
    return incident


@transaction.atomic
def close(*, incident_id: UUID, ending: Ending, reason: str, by: Viewer) -> Incident:
    """The work is done: every clock that runs ends now, in time or late."""
    incident = locked_own(incident_id, by)
    refuse_if(why_not_step(incident.stage, "end"))
    if ending in NOT_CHOSEN:
        raise Invalid("ending", ending, _("A deed of its own says this, not the closing."))
    if incident.stage != Stage.ACCEPTED:
        raise Invalid("ending", ending, _("Review it first: it has not been accepted yet."))
    refuse(text_faults("reason", reason, longest=300, needed=True))
    clocks.end(incident, by)
    incident.stage, incident.ending, incident.closed_at = Stage.CLOSED, ending, now()
    incident.save(update_fields=["stage", "ending", "closed_at"])
    tell(incident, EntryKind.CLOSED, by, text=reason.strip(), ending=ending)
    note("close", incident, by, ending=ending)
    return incident


@transaction.atomic
def write_off(*, incident_id: UUID, reason: str, by: Viewer) -> Incident:
    """Registered by mistake: the number stays, and says so. What was late by then stays late."""
    incident = locked_own(incident_id, by, Ability.DECIDE_TRANSFERS)
    refuse_if(why_not_step(incident.stage, "end"))
    refuse(text_faults("reason", reason, longest=300, needed=True))
    clocks.void(incident, by)
    incident.stage, incident.ending, incident.closed_at = Stage.CLOSED, Ending.VOID, now()
    incident.save(update_fields=["stage", "ending", "closed_at"])
    tell(incident, EntryKind.CLOSED, by, text=reason.strip(), ending=Ending.VOID)
    note("write_off", incident, by)
    return incident


@transaction.atomic
def reopen(*, incident_id: UUID, reason: str, by: Viewer) -> Incident:
    """Closed by mistake, or what was agreed is not performed: the case clock starts anew."""
    incident = locked_own(incident_id, by, Ability.DECIDE_TRANSFERS)
    refuse_if(why_not_step(incident.stage, "reopen"))
    refuse(text_faults("reason", reason, longest=300, needed=True))
    incident.stage, incident.ending, incident.closed_at = Stage.ACCEPTED, "", None
    incident.repeats = None
    incident.accepted_on = incident.accepted_on or timezone.localdate(now())
    incident.save(update_fields=["stage", "ending", "closed_at", "repeats", "accepted_on"])
    clocks.start_handling(incident, by)
    tell(incident, EntryKind.REOPENED, by, text=reason.strip())
    note("reopen", incident, by)
    return incident


def _why_not_open(incident: Incident) -> str | None:
    return _("The incident is closed. Open it again first.") if incident.stage == Stage.CLOSED else None


def _fixed(incident: Incident) -> dict[str, Any]:
    return {"received_at": incident.received_at, "handled_at": None}


def _follow_procedure(incident: Incident, by: Viewer) -> None:
    """Another kind of matter has another clock, from the same beginning."""
    if incident.stage == Stage.REGISTERED:
        day = timezone.localtime(incident.received_at).date()
        procedure = procedure_of(pack_on(incident.bureau_id, day), incident.category)
        running = incident.clocks.filter(state="running", key__in=set(REVIEW.values())).first()
        if running is None or running.key != REVIEW[procedure]:
            clocks.void(incident, by, *set(REVIEW.values()))
            clocks.start(incident, REVIEW[procedure], by, started=running.started_at if running else None)
    elif incident.stage == Stage.ACCEPTED:
        clocks.void(incident, by)
        clocks.start_handling(incident, by)
