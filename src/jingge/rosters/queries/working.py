"""What the worker reads before it asks the engine."""

from dataclasses import dataclass, replace
from uuid import UUID

from jingge.rosters.models import RepairProposal, Roster
from jingge.rosters.queries.people import question_of, rows_of
from jingge.rosters.terms import Question, Rows


@dataclass(frozen=True, slots=True)
class RepairInputs:
    question: Question
    rows: Rows
    away: dict[str, list[int]]
    from_day: int


def drawing_inputs(bureau_id: UUID, roster_id: UUID) -> Question:
    roster = Roster.objects.select_related("station").get(pk=roster_id, bureau_id=bureau_id)
    return question_of(roster)


def repair_inputs(bureau_id: UUID, proposal_id: UUID) -> RepairInputs:
    """The absence is approved already, so the person is away in the question; what is worked on those days as the
    roster stands is what must be filled."""
    proposal = RepairProposal.objects.select_related("roster__station", "leave__officer").get(
        pk=proposal_id, roster__bureau_id=bureau_id
    )
    question = question_of(proposal.roster)
    leave = proposal.leave
    days = [
        n
        for n in range(question.days)
        if max(leave.first_day, proposal.from_day) <= question.day(n) <= leave.last_day
    ]
    from_day = max(0, (proposal.from_day - question.first).days)
    number = leave.officer.police_number
    members = tuple(
        replace(member, away=member.away - set(days)) if member.number == number else member
        for member in question.members
    )
    return RepairInputs(
        replace(question, members=members), rows_of(proposal.roster, question), {number: days}, from_day
    )
