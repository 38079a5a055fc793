"""After the agreement: performance, return visit; and what goes to another body."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jingge.common.clock import now
from jingge.common.errors import refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.disputes.actions.clocks import set_clocks
from jingge.disputes.actions.writing import for_step, go
from jingge.disputes.models import Dispute
from jingge.disputes.rules.steps import moment_of, referral_faults, visit_faults, why_not_settled
from jingge.disputes.terms import Deed, Referral, VisitResult
from jingge.incidents.actions import mediating
from jingge.incidents.queries.limits import limit_on
from jingge.incidents.terms import Ending
from jingge.norms.rules.clocks import due
from jingge.norms.terms import Run
from jingge.organisation.queries import calendar_of

CONFIRMATION = "mediation.court_confirmation"


@transaction.atomic
def perform(*, dispute_id: UUID, day: date, visit_due: date, by: Viewer) -> Dispute:
    """Checked and found performed: no penalty, the incident is closed; a return visit is due."""
    dispute = for_step(dispute_id, "perform", by, day=day)
    refuse(visit_faults(visit_due, performed=day))
    go(dispute, Deed.PERFORM, "perform", by, day=day, performed_on=day, visit_due=visit_due)
    mediating.end_limits(dispute.incident, by, done_at=moment_of(day, timezone.localtime(now())))
    mediating.end_as(dispute.incident, Ending.MEDIATED, _("Mediated, the agreement is performed."), by)
    return dispute


@transaction.atomic
def not_perform(*, dispute_id: UUID, day: date, by: Viewer) -> Dispute:
    """Checked and found not performed: the case is handled, and its time starts anew."""
    dispute = for_step(dispute_id, "not_perform", by, day=day)
    go(dispute, Deed.NOT_PERFORM, "not_perform", by, day=day, failed_on=day)
    set_clocks(dispute, by, done_at=moment_of(day, timezone.localtime(now())))
    return dispute


@transaction.atomic
def visit(*, dispute_id: UUID, day: date, result: VisitResult, by: Viewer) -> Dispute:
    dispute = for_step(dispute_id, "visit", by, day=day)
    go(dispute, Deed.VISIT, "visit", by, day=day, visited_on=day, visit_result=result.value)
    return dispute


@transaction.atomic
def refer(*, dispute_id: UUID, referral: Referral, by: Viewer) -> Dispute:
    """To people's mediation or a court: the incident is closed, told to whom."""
    dispute = for_step(dispute_id, "refer", by, day=referral.day)
    refuse(referral_faults(referral))
    name = referral.name.strip()
    go(
        dispute,
        Deed.REFER,
        "refer",
        by,
        day=referral.day,
        body=referral.body.value,
        body_name=name,
        referred_on=referral.day,
    )
    mediating.end_limits(dispute.incident, by, done_at=moment_of(referral.day, timezone.localtime(now())))
    mediating.end_as(dispute.incident, Ending.REFERRED, _("Referred to: %(body)s") % {"body": name}, by)
    return dispute


@transaction.atomic
def settle(*, dispute_id: UUID, day: date, by: Viewer) -> Dispute:
    """People's mediation reached an agreement: until when both sides may ask the court to confirm it."""
    dispute = for_step(dispute_id, "settle", by, day=day)
    refuse_if(why_not_settled(dispute.body))
    go(dispute, Deed.SETTLE, "settle", by, day=day, settled_on=day, confirm_by=confirm_by(by, day))
    return dispute


def confirm_by(by: Viewer, day: date) -> date | None:
    limit = limit_on(by.bureau_id, CONFIRMATION, day)
    if limit is None:
        return None
    moment = moment_of(day, timezone.localtime(now()))
    return due(limit, Run(started=moment), calendar_of(by.bureau_id), now=moment).at.date()
