"""Why each deed on a dispute cannot be done now by this person."""

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.disputes.models import Dispute
from jingge.disputes.rules.states import why_not_incident, why_not_restart, why_not_step
from jingge.disputes.rules.steps import why_not_settled, why_not_taken_back
from jingge.disputes.terms import Deed, Doors
from jingge.incidents.actions.mediating import is_dispute
from jingge.incidents.models import Incident
from jingge.incidents.queries.organs import own_organ
from jingge.incidents.rules.states import why_not_owner
from jingge.incidents.terms import EntryKind, Stage

CLOSING = (Deed.PERFORM, Deed.REFER)
LATER = (Deed.VISIT, Deed.SETTLE, Deed.CORRECT)


def why_not_owned(viewer: Viewer, incident: Incident) -> Reason | None:
    organ = own_organ(viewer)
    mine = organ is not None and organ.pk == incident.owner_id
    return why_not(viewer, Ability.TAKE_INCIDENTS) or why_not_owner(mine=mine)


def why_not_open(viewer: Viewer, incident: Incident) -> Reason | None:
    """Whether a dispute can be made of this incident."""
    owned = why_not_owned(viewer, incident)
    return owned or why_not_incident(stage=incident.stage, step="judge", is_dispute=is_dispute(incident))


def doors_of(viewer: Viewer, dispute: Dispute) -> Doors:
    incident = dispute.incident
    owned, own = why_not_owned(viewer, incident), is_dispute(incident)

    def step(name: str) -> Reason | None:
        why = owned or why_not_step(dispute.state, name)
        return why or why_not_incident(stage=incident.stage, step=name, is_dispute=own)

    return Doors(
        judge=step("judge_fit"),
        meet=step("meet"),
        agree=step("agree"),
        fail=step("fail"),
        perform=step("perform"),
        not_perform=step("not_perform"),
        visit=step("visit"),
        refer=step("refer"),
        settle=step("settle") or why_not_settled(dispute.body),
        restart=step("restart") or why_not_restart(reopened=was_reopened(dispute)),
        correct=owned,
        take_back=owned or _why_not_taken_back(viewer, dispute, own),
    )


def was_reopened(dispute: Dispute) -> bool:
    """Whether the incident was opened again after the last step that stands."""
    rows = dispute.steps.filter(undone_by__isnull=True).exclude(deed__in=(Deed.TAKE_BACK, Deed.CORRECT))
    last = rows.order_by("-position").values_list("at", flat=True).first()
    return dispute.incident.entries.filter(kind=EntryKind.REOPENED, at__gte=last).exists()


def _why_not_taken_back(viewer: Viewer, dispute: Dispute, own: bool) -> Reason | None:
    rows = dispute.steps.filter(undone_by__isnull=True).exclude(deed=Deed.TAKE_BACK)
    deed = rows.order_by("-position").values_list("deed", flat=True).first()
    if reason := why_not_taken_back(has_step=deed not in (None, Deed.OPEN)):
        return reason
    if deed in LATER:
        return None
    stage = dispute.incident.stage
    if deed in CLOSING and stage == Stage.CLOSED:
        return why_not(viewer, Ability.DECIDE_TRANSFERS)
    return why_not_incident(stage=stage, step="judge", is_dispute=own)
