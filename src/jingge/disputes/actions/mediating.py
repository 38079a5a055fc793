"""From the registration of a dispute to its agreement, or to the end of mediation without one."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jingge.common.clock import now, today
from jingge.common.errors import Invalid, Refused, refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.disputes.actions.clocks import set_clocks
from jingge.disputes.actions.writing import codes, earliest, for_step, go, note, tell
from jingge.disputes.models import Dispute
from jingge.disputes.rules.states import JUDGE, why_not_incident
from jingge.disputes.rules.steps import agreement_faults, answer_faults, kind_faults, moment_of
from jingge.disputes.rules.suitability import judged
from jingge.disputes.terms import Agreement, Answers, Deed, Failure, Outcome, State
from jingge.incidents.actions import mediating
from jingge.incidents.actions.writing import locked_own


@transaction.atomic
def open_dispute(*, incident_id: UUID, type: str, level: str, by: Viewer) -> Dispute:
    """An accepted incident is mediated: once, by its owner."""
    incident = locked_own(incident_id, by)
    refuse_if(why_not_incident(stage=incident.stage, step="judge", is_dispute=mediating.is_dispute(incident)))
    refuse(kind_faults(type, level))
    if Dispute.objects.filter(incident=incident).exists():
        raise Refused(_("This incident has its dispute already."))
    dispute = Dispute(incident=incident, type=type, level=level, opened_on=incident.accepted_on or today())
    dispute.save(force_insert=True)
    tell(dispute, Deed.OPEN, by, day=dispute.opened_on, detail={"type": type, "level": level})
    note("open", dispute, by, type=type, level=level)
    return dispute


@transaction.atomic
def judge(*, dispute_id: UUID, answers: Answers, by: Viewer) -> Dispute:
    """A person answers, the rule says what follows; its reasons are kept."""
    found = judged(answers)
    dispute = for_step(dispute_id, JUDGE[found.outcome], by)
    refuse(answer_faults(answers, earliest=earliest(dispute), today=today()))
    reasons = [*codes(answers.bars)] if found.outcome is Outcome.CASE else [*codes(answers.grounds)]
    if found.outcome is Outcome.REFER:
        reasons = ["no_violation"]
    elif found.outcome is Outcome.CASE and not reasons:
        reasons = ["no_ground" if answers.minor else "not_minor"]
    given: dict[str, Any] = {"reasons": reasons, "appraisal_on": answers.appraisal_on}
    go(dispute, Deed.JUDGE, JUDGE[found.outcome], by, **given)
    set_clocks(dispute, by)
    return dispute


@transaction.atomic
def meet(*, dispute_id: UUID, day: date, by: Viewer) -> Dispute:
    """The first mediation brought no agreement; a second one follows within its limit."""
    dispute = for_step(dispute_id, "meet", by, day=day)
    go(dispute, Deed.MEET, "meet", by, day=day, first_on=day)
    set_clocks(dispute, by, done_at=_moment(day))
    return dispute


@transaction.atomic
def agree(*, dispute_id: UUID, agreement: Agreement, by: Viewer) -> Dispute:
    """Of the agreement its number, its dates and the way of performance, nothing else."""
    dispute = for_step(dispute_id, "agree", by, day=agreement.day)
    refuse(agreement_faults(agreement))
    number = agreement.number.strip()
    same = Dispute.objects.filter(agreement_number=number, incident__bureau_id=by.bureau_id)
    if same.exclude(pk=dispute.pk).exists():
        raise Invalid("number", number, _("Another agreement has this number."))
    go(
        dispute,
        Deed.AGREE,
        "agree",
        by,
        day=agreement.day,
        agreement_number=number,
        agreed_on=agreement.day,
        perform_by=agreement.perform_by,
        performance=agreement.performance.value,
        **_met(dispute, agreement.day),
    )
    set_clocks(dispute, by, done_at=_moment(agreement.day))
    return dispute


@transaction.atomic
def fail(*, dispute_id: UUID, day: date, failure: Failure, by: Viewer) -> Dispute:
    """Mediation ends without an agreement: the case is handled, and its time starts anew."""
    dispute = for_step(dispute_id, "fail", by, day=day)
    met = _met(dispute, day) if failure is Failure.NO_AGREEMENT else {}
    go(dispute, Deed.FAIL, "fail", by, day=day, failed_on=day, failure=failure.value, **met)
    set_clocks(dispute, by, done_at=_moment(day))
    return dispute


def _met(dispute: Dispute, day: date) -> dict[str, date]:
    return {"second_on" if dispute.state == State.SECOND else "first_on": day}


def _moment(day: date) -> Any:
    return moment_of(day, timezone.localtime(now()))
