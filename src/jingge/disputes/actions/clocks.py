"""Which limits of its incident a dispute wants, by where it stands."""

from datetime import datetime

from django.utils import timezone

from jingge.common.clock import now
from jingge.common.viewer import Viewer
from jingge.disputes.models import Dispute
from jingge.disputes.rules.states import UNDER_WAY
from jingge.disputes.rules.steps import end_of, moment_of
from jingge.disputes.terms import State
from jingge.incidents.actions import mediating
from jingge.incidents.models import Incident
from jingge.incidents.terms import Stage


def wanted(dispute: Dispute) -> list[mediating.Running]:
    """The case clock is always among those that run; here it says from when it counts anew."""
    moment = timezone.localtime(now())
    state = State(dispute.state)
    if state in (State.OPENED, State.FIT):
        anew = moment_of(dispute.appraisal_on, moment) if dispute.appraisal_on else None
        return [mediating.Running(mediating.FIRST, anew=anew)]
    if state is State.SECOND and dispute.first_on:
        return [mediating.Running(mediating.SECOND, begun=moment_of(dispute.first_on, moment))]
    if state is State.AGREED and dispute.perform_by and dispute.agreed_on:
        term = end_of(dispute.perform_by, moment)
        begun = min(moment_of(dispute.agreed_on, moment), moment)
        return [
            mediating.Running(mediating.PERFORMANCE, begun=begun, anew=term),
            mediating.Running(mediating.CASE, anew=term),
        ]
    if state is State.CASE and dispute.failed_on:
        return [mediating.Running(mediating.CASE, anew=moment_of(dispute.failed_on, moment))]
    return []


def set_clocks(
    dispute: Dispute, by: Viewer, *, done_at: datetime | None = None, undone: bool = False
) -> None:
    mediating.set_clocks(dispute.incident, wanted(dispute), by, done_at=done_at, undone=undone)


def follow_handling(incident: Incident, by: Viewer) -> None:
    """Handling starts again (kept after all, signed for by another unit): the mediation goes on where it was.

    One that had come to its end leaves the first limit running, until somebody begins it anew.
    """
    dispute = Dispute.objects.filter(incident=incident).first()
    if dispute is None or incident.stage != Stage.ACCEPTED or not mediating.is_dispute(incident):
        return
    if dispute.state in UNDER_WAY or (dispute.state == State.CASE):
        dispute.incident = incident
        set_clocks(dispute, by, undone=True)
