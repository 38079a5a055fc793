"""Somebody can't come at short notice: the absence is entered, the engine proposes the least change, people decide.

Why somebody can't come is not asked and has no place in the table.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now, today
from jingge.common.errors import Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.rosters.actions.changing import write_cells
from jingge.rosters.actions.leave import enter_leave
from jingge.rosters.actions.locking import label_of, lock_roster, record
from jingge.rosters.models import RepairProposal, Roster
from jingge.rosters.queries.asking import get_proposal
from jingge.rosters.queries.month import cells_of, edits_so_far
from jingge.rosters.queries.people import month_days
from jingge.rosters.rules.states import why_not_change
from jingge.rosters.terms import LeaveKind, ProposalState, Source
from jingge.runs import actions as runs


@transaction.atomic
def report_absence(
    *, roster_id: UUID, officer_id: UUID, first_day: date, last_day: date, by: Viewer
) -> RepairProposal:
    roster = lock_roster(roster_id, by)
    refuse_if(why_not_change(roster.state))
    until = roster.month.replace(day=month_days(roster.month))
    if not roster.month <= first_day <= until:
        raise Refused(_("The first day lies outside this month: report it on that month's roster."))
    if until < today():
        raise Refused(_("This month has gone by."))
    leave = enter_leave(
        station_code=roster.station.code, officer_id=officer_id, kind=LeaveKind.SHORT_NOTICE,
        first_day=first_day, last_day=last_day, by=by,
    )  # fmt: skip
    proposal = RepairProposal.objects.create(
        roster=roster,
        leave=leave,
        from_day=max(first_day, min(today(), until)) if roster.month <= today() else first_day,
        created_at=now(),
        created_by_label=by.label,
    )
    job = runs.enqueue(
        kind="rosters.repair", payload={}, subject_id=proposal.pk, subject_label=label_of(roster), by=by
    )
    proposal.job_id = job.pk
    proposal.save(update_fields=["job_id"])
    record(
        "report_absence",
        proposal,
        label_of(roster),
        by,
        first=first_day.isoformat(),
        last=last_day.isoformat(),
    )
    return proposal


@transaction.atomic
def accept_proposal(*, proposal_id: UUID, by: Viewer) -> RepairProposal:
    """Its cells become the roster's, unless the roster moved meanwhile."""
    proposal = _locked(proposal_id, by)
    if proposal.edits != edits_so_far(proposal.roster):
        raise Refused(_("The roster was changed since this proposal: report the absence again."))
    write_cells(proposal.roster, cells_of(proposal), Source.REPAIR, by)
    Roster.objects.filter(pk=proposal.roster_id).update(missing=proposal.missing)
    return _decided(proposal, ProposalState.ACCEPTED, "accept_proposal", by)


@transaction.atomic
def drop_proposal(*, proposal_id: UUID, by: Viewer) -> RepairProposal:
    """The absence stands; the roster is mended by hand or not at all."""
    return _decided(_locked(proposal_id, by), ProposalState.DROPPED, "drop_proposal", by)


def _locked(proposal_id: UUID, by: Viewer) -> RepairProposal:
    seen = get_proposal(by, proposal_id)
    lock_roster(seen.roster_id, by)
    proposal = (
        RepairProposal.objects.select_for_update(of=("self",))
        .select_related("roster__station")
        .get(pk=seen.pk)
    )
    if proposal.state != ProposalState.PROPOSED:
        raise Refused(_("This proposal does not wait for a decision."))
    return proposal


def _decided(proposal: RepairProposal, state: ProposalState, verb: str, by: Viewer) -> RepairProposal:
    proposal.state, proposal.decided_by_label = state, by.label
    proposal.save(update_fields=["state", "decided_by_label"])
    record(verb, proposal, label_of(proposal.roster), by)
    return proposal
