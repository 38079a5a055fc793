"""What the deeds on disputes share: locking, the story with what was before, the audit event."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from jingge.audit.actions import record
from jingge.common.clock import now, today
from jingge.common.errors import NotYours, refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.disputes.models import Dispute, Step
from jingge.disputes.rules.states import DISPUTE_TRANSITIONS, why_not_incident, why_not_step
from jingge.disputes.rules.steps import day_faults
from jingge.disputes.terms import Deed
from jingge.incidents.actions import mediating
from jingge.incidents.actions.writing import locked_own

FIXED = frozenset({"id", "incident", "opened_on"})


def locked(dispute_id: UUID, by: Viewer) -> Dispute:
    """Of the owner alone. The incident is locked first, as everywhere."""
    found = Dispute.objects.filter(pk=dispute_id).values_list("incident_id", flat=True).first()
    if found is None:
        raise NotYours(_("There is no such dispute."))
    incident = locked_own(found, by)
    dispute = Dispute.objects.select_for_update(of=("self",)).get(pk=dispute_id)
    dispute.incident = incident
    return dispute


def for_step(dispute_id: UUID, step: str, by: Viewer, *, day: date | None = None) -> Dispute:
    """The dispute, when this step can be done on it now, on this day."""
    dispute = locked(dispute_id, by)
    refuse_step(dispute, step)
    if day is not None:
        refuse(day_faults(day, earliest=earliest(dispute), today=today()))
    return dispute


def refuse_step(dispute: Dispute, step: str) -> None:
    incident = dispute.incident
    refuse_if(why_not_step(dispute.state, step))
    own = mediating.is_dispute(incident)
    refuse_if(why_not_incident(stage=incident.stage, step=step, is_dispute=own))


def earliest(dispute: Dispute) -> date:
    """No step lies before the one before it."""
    last = standing(dispute)
    return last.day if last is not None else dispute.opened_on


def standing(dispute: Dispute) -> Step | None:
    """The last step that was not taken back."""
    rows = dispute.steps.filter(undone_by__isnull=True).exclude(deed=Deed.TAKE_BACK)
    return rows.order_by("-position").first()


def held(dispute: Dispute) -> dict[str, Any]:
    """What a later taking back restores."""
    names = [one.name for one in Dispute._meta.concrete_fields if one.name not in FIXED]
    return {name: getattr(dispute, name) for name in names}


def go(
    dispute: Dispute, deed: Deed, step: str, by: Viewer, *, day: date | None = None, **values: Any
) -> None:
    """To the next state with what the step says, and one more line of the story."""
    before = held(dispute)
    if step:
        values["state"] = DISPUTE_TRANSITIONS[dispute.state][step]
    for name, value in values.items():
        setattr(dispute, name, value)
    dispute.save(update_fields=list(values))
    tell(dispute, deed, by, day=day or today(), before=before, detail=values)
    note(deed, dispute, by, state=dispute.state)


def tell(
    dispute: Dispute,
    deed: Deed,
    by: Viewer,
    *,
    day: date,
    before: dict[str, Any] | None = None,
    detail: dict[str, Any] | None = None,
    text: str = "",
    undoes: Step | None = None,
) -> Step:
    last = dispute.steps.aggregate(last=Max("position"))["last"] or 0
    return Step.objects.create(
        dispute=dispute,
        position=last + 1,
        deed=deed,
        day=day,
        at=now(),
        by_label=by.label,
        text=text,
        detail=plain(detail or {}),
        before=plain(before or {}),
        undoes=undoes,
    )


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Days as text: what a column of JSON can hold."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def note(deed: str, dispute: Dispute, by: Viewer, **detail: Any) -> None:
    record(
        action=f"disputes.{deed}",
        by=by,
        subject=dispute,
        subject_label=dispute.incident.number,
        detail=detail,
        station_code=dispute.incident.owner.chain,
    )


def codes(chosen: Iterable[Any]) -> list[str]:
    return [str(one.value) for one in chosen]
