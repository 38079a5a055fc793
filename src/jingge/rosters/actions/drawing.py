"""A month is opened, drawn by the engine, and stored whole or not at all."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now
from jingge.common.errors import Invalid, Refused, refuse_if
from jingge.common.viewer import Viewer, system_viewer
from jingge.rosters import bridge
from jingge.rosters.actions.locking import arranged_station, label_of, lock_roster, record
from jingge.rosters.models import Cell, RepairProposal, Roster, ShiftKind
from jingge.rosters.queries.month import edits_so_far
from jingge.rosters.queries.people import question_of, rows_of
from jingge.rosters.rules.balances import sharing_group
from jingge.rosters.rules.states import why_not_draw
from jingge.rosters.terms import Drawn, ProposalState, Question, RosterState
from jingge.runs import actions as runs
from jingge.runs.terms import JobTicket


@transaction.atomic
def open_roster(*, station_code: str, month: date, by: Viewer) -> Roster:
    """The month's roster of a station, still empty; the one that is there when there is one."""
    station = arranged_station(station_code, by)
    if month.day != 1:
        raise Invalid("month", month, _("Give the month by its first day."))
    if not date(2020, 1, 1) <= month <= date(2099, 12, 1):
        raise Invalid("month", month, _("Choose a month from 2020 on."))
    if not ShiftKind.objects.filter(station=station, closed_at__isnull=True).exists():
        raise Refused(
            _("This station has no kinds of shift yet: enter them first, or take those of its mode.")
        )
    roster, made = Roster.objects.get_or_create(
        station=station,
        month=month,
        defaults={"bureau_id": by.bureau_id, "created_at": now(), "created_by_label": by.label},
    )
    if made:
        record("open_roster", roster, label_of(roster), by)
    return roster


@transaction.atomic
def request_drawing(*, roster_id: UUID, by: Viewer) -> Roster:
    """Put the drawing in the queue."""
    roster = lock_roster(roster_id, by)
    refuse_if(why_not_draw(roster.state))
    _check(question_of(roster))
    job = runs.enqueue(
        kind="rosters.draw", payload={}, subject_id=roster.pk, subject_label=label_of(roster), by=by
    )
    roster.state, roster.job_id = RosterState.DRAWING, job.pk
    roster.save(update_fields=["state", "job_id"])
    record("request_drawing", roster, label_of(roster), by)
    return roster


def _check(question: Question) -> None:
    """What no engine could answer."""
    if not question.members:
        raise Refused(_("Nobody is posted to this station in that month."))
    for kind in question.kinds:
        if question.wanted(kind) and not any(m.may_do(kind) for m in question.members):
            raise Refused(
                _("Nobody at the station may take “%(kind)s”: change who may take it, or set its need to 0.")
                % {"kind": kind.name}
            )


@transaction.atomic
def store_drawing(*, roster_id: UUID, question: Question, drawn: Drawn, by: Viewer) -> dict[str, Any]:
    """Keep what the engine drew. Runs in the transaction that completes the job."""
    roster = Roster.objects.select_for_update(of=("self",)).select_related("station").get(pk=roster_id)
    if roster.state != RosterState.DRAWING:
        raise Refused(_("This roster no longer waits for this drawing."))
    _lay_down(roster, question, drawn)
    record("store_drawing", roster, label_of(roster), by, status=drawn.status, missing=drawn.missing)
    return {"status": drawn.status, "missing": drawn.missing, "seconds": round(drawn.seconds, 1)}


def _lay_down(roster: Roster, question: Question, drawn: Drawn) -> None:
    roster.status, roster.missing, roster.above = drawn.status, drawn.missing, drawn.above
    roster.seconds, roster.reasons = drawn.seconds, [[c.number, list(c.rules)] for c in drawn.clashes]
    roster.state = RosterState.DRAWN if drawn.feasible else RosterState.DRAFT
    roster.job_id = None
    roster.asked = {"groups": {str(m.officer_id): sharing_group(m.groups) for m in question.members}}
    roster.drawn_at = now()
    roster.save()
    Cell.objects.filter(roster=roster).delete()
    roster.edits.all().delete()
    kinds = {kind.code: kind.pk for kind in ShiftKind.objects.filter(station=roster.station)}
    Cell.objects.bulk_create(
        Cell(
            roster=roster,
            officer_id=member.officer_id,
            day=question.first + timedelta(days=n),
            kind_id=kinds[code],
        )
        for member, row in zip(question.members, drawn.rows, strict=False)
        for n, code in enumerate(row)
        if code
    )


@transaction.atomic
def draw_now(*, roster_id: UUID, by: Viewer) -> Roster:
    """Draw in this process, for commands that load a station: within its seconds, like any drawing."""
    roster = lock_roster(roster_id, by)
    refuse_if(why_not_draw(roster.state))
    question = question_of(roster)
    _check(question)
    drawn = bridge.draw(question, lambda share, note: None)
    _lay_down(roster, question, drawn)
    record("draw_now", roster, label_of(roster), by, status=drawn.status, missing=drawn.missing)
    return roster


def drawing_failed(ticket: JobTicket, reason: str) -> None:
    """The drawing ended without a roster: what was there before stays."""
    assert ticket.subject_id is not None
    roster = (
        Roster.objects.select_for_update(of=("self",)).select_related("station").get(pk=ticket.subject_id)
    )
    if roster.state == RosterState.DRAWING and roster.job_id == ticket.id:
        roster.state = RosterState.DRAWN if roster.cells.exists() else RosterState.DRAFT
        roster.job_id = None
        roster.save(update_fields=["state", "job_id"])
    by = system_viewer(ticket.bureau_id, label=ticket.created_by_label)
    record("drawing_failed", roster, label_of(roster), by, reason=reason)


@transaction.atomic
def store_repair(*, proposal_id: UUID, question: Question, drawn: Drawn, by: Viewer) -> dict[str, Any]:
    """Keep what the engine proposes after somebody can't come."""
    proposal = (
        RepairProposal.objects.select_for_update(of=("self",))
        .select_related("roster__station")
        .get(pk=proposal_id)
    )
    if proposal.state != ProposalState.DRAWING:
        raise Refused(_("This proposal is not waited for any more."))
    rows = rows_of(proposal.roster, question)
    proposal.cells = [
        [str(member.officer_id), question.day(n).isoformat(), new]
        for member, row, old_row in zip(question.members, drawn.rows, rows, strict=False)
        for n, (new, old) in enumerate(zip(row, old_row, strict=True))
        if new != old
    ]
    proposal.state = ProposalState.PROPOSED if drawn.feasible else ProposalState.FAILED
    proposal.missing, proposal.status, proposal.seconds = drawn.missing, drawn.status, drawn.seconds
    proposal.reasons = [[c.number, list(c.rules)] for c in drawn.clashes]
    proposal.edits = edits_so_far(proposal.roster)
    proposal.save()
    record("store_repair", proposal, label_of(proposal.roster), by, changed=len(proposal.cells))
    return {"changed": len(proposal.cells), "missing": drawn.missing, "seconds": round(drawn.seconds, 1)}


def repair_failed(ticket: JobTicket, reason: str) -> None:
    assert ticket.subject_id is not None
    proposal = RepairProposal.objects.select_related("roster__station").get(pk=ticket.subject_id)
    if proposal.state == ProposalState.DRAWING:
        proposal.state = ProposalState.FAILED
        proposal.save(update_fields=["state"])
    by = system_viewer(ticket.bureau_id, label=ticket.created_by_label)
    record("repair_failed", proposal, label_of(proposal.roster), by, reason=reason)
