"""One month as its page shows it: people by days, what is missing, what breaks a rule."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jingge.common.clock import today
from jingge.common.errors import Reason
from jingge.common.viewer import Role, Viewer
from jingge.common.workdays import WorkingCalendar
from jingge.organisation.queries import calendar_of
from jingge.rosters.models import CellEdit, RepairProposal, Roster
from jingge.rosters.queries.people import question_of, rows_of
from jingge.rosters.queries.rosters import get_roster, may_arrange
from jingge.rosters.rules.checking import breaches
from jingge.rosters.rules.wording import WEEKDAYS, outcome_text, reason_texts
from jingge.rosters.terms import Breach, CellChange, KindSpec, Member, Question, RosterState, Rows, Source


@dataclass(frozen=True, slots=True)
class DayHead:
    day: date
    weekday: int
    holiday: bool
    workday: bool
    today: bool
    note: str = ""
    """Why the day has needs of its own."""

    @property
    def mark(self) -> Reason:
        """The day of the week in one sign."""
        return WEEKDAYS[self.weekday]


@dataclass(frozen=True, slots=True)
class CellView:
    day: date
    kind: KindSpec | None
    away: bool
    breaches: tuple[Breach, ...]
    changed: bool
    head: DayHead

    @property
    def code(self) -> str:
        return self.kind.code if self.kind else ""


@dataclass(frozen=True, slots=True)
class PersonView:
    member: Member
    cells: tuple[CellView, ...]
    shifts: int
    hours: float
    nights: int
    weekends: int
    breaches: tuple[Breach, ...]


@dataclass(frozen=True, slots=True)
class NeedView:
    """One kind of shift through the month: (day, need, have)."""

    kind: KindSpec
    days: tuple[tuple[DayHead, int, int], ...]

    @property
    def missing(self) -> int:
        return sum(max(0, need - have) for _day, need, have in self.days)


@dataclass(frozen=True, slots=True)
class MonthView:
    roster: Roster
    question: Question
    heads: tuple[DayHead, ...]
    people: tuple[PersonView, ...]
    needs: tuple[NeedView, ...]
    outcome: Reason
    reasons: tuple[Reason, ...]
    may_arrange: bool
    undo_label: str
    proposals: tuple[RepairProposal, ...]

    @property
    def missing(self) -> int:
        return sum(need.missing for need in self.needs)

    @property
    def drawn(self) -> bool:
        return self.roster.state in (RosterState.DRAWN, RosterState.PUBLISHED)


def month_view(viewer: Viewer, roster_id: UUID) -> MonthView:
    roster = get_roster(viewer, roster_id)
    question = question_of(roster)
    rows = rows_of(roster, question)
    arranges = may_arrange(viewer) and viewer.role is not Role.COMMUNITY_OFFICER
    heads = heads_of(question, calendar_of(roster.station.bureau_id))
    edits = list(CellEdit.objects.filter(roster=roster, undone_at__isnull=True))
    changed = {(edit.officer_id, edit.day) for edit in edits}
    last = next((edit for edit in edits if edit.source == Source.HAND), None)
    named = {member.number: member.name for member in question.members}
    return MonthView(
        roster=roster,
        question=question,
        heads=heads,
        people=tuple(
            _person(question, member, row, heads, changed)
            for member, row in zip(question.members, rows, strict=True)
        ),
        needs=needs_of(question, rows, heads),
        outcome=outcome_text(roster.state, roster.status, roster.missing, roster.above),
        reasons=tuple(reason_texts(roster.reasons, named)),
        may_arrange=arranges,
        undo_label=str(last.day) if last and arranges else "",
        proposals=tuple(roster.proposals.select_related("leave__officer")[:5]) if arranges else (),
    )


def heads_of(question: Question, calendar: WorkingCalendar) -> tuple[DayHead, ...]:
    now = today()
    return tuple(
        DayHead(day, day.weekday(), calendar.is_holiday(day), workday, day == now, question.notes.get(n, ""))
        for n, day, workday in ((n, question.day(n), workday) for n, workday in enumerate(question.workdays))
    )


def _person(
    question: Question,
    member: Member,
    row: tuple[str, ...],
    heads: tuple[DayHead, ...],
    changed: set[tuple[UUID, date]],
) -> PersonView:
    kinds = {kind.code: kind for kind in question.kinds}
    broken = breaches(question, member, row)
    worked = [kinds[code] for code in row if code]
    weekends = {
        head.day.toordinal() - head.weekday
        for head, code in zip(heads, row, strict=True)
        if code and head.weekday >= 5
    }
    return PersonView(
        member=member,
        cells=tuple(
            CellView(
                head.day,
                kinds.get(code),
                n in member.away,
                tuple(one for one in broken if one.day == head.day),
                (member.officer_id, head.day) in changed,
                head,
            )
            for n, (head, code) in enumerate(zip(heads, row, strict=True))
        ),
        shifts=len(worked),
        hours=round(sum(kind.minutes for kind in worked) / 60, 1),
        nights=sum(kind.night for kind in worked),
        weekends=len(weekends),
        breaches=broken,
    )


def needs_of(question: Question, rows: Rows, heads: tuple[DayHead, ...]) -> tuple[NeedView, ...]:
    return tuple(
        NeedView(
            kind,
            tuple(
                (head, question.need(n, kind), sum(row[n] == kind.code for row in rows))
                for n, head in enumerate(heads)
            ),
        )
        for kind in question.kinds
        if question.wanted(kind)
    )


@dataclass(frozen=True, slots=True)
class ProposalView:
    proposal: RepairProposal
    lines: tuple[tuple[date, Member, str, str], ...]
    reasons: tuple[Reason, ...]
    stale: bool


def proposal_view(viewer: Viewer, proposal: RepairProposal) -> ProposalView:
    """What would change: day, who, from what, to what."""
    question = question_of(proposal.roster)
    rows = dict(
        zip((m.officer_id for m in question.members), rows_of(proposal.roster, question), strict=True)
    )
    names = {"": "—", **{kind.code: kind.name for kind in question.kinds}}
    members = {member.officer_id: member for member in question.members}
    lines = []
    for change in cells_of(proposal):
        index = (change.day - question.first).days
        if change.officer_id in members:
            was = rows[change.officer_id][index]
            lines.append(
                (
                    change.day,
                    members[change.officer_id],
                    names.get(was, was),
                    names.get(change.code, change.code),
                )
            )
    return ProposalView(
        proposal,
        tuple(sorted(lines, key=lambda line: (line[0], line[1].number))),
        tuple(reason_texts(proposal.reasons, {m.number: m.name for m in question.members})),
        proposal.edits != edits_so_far(proposal.roster),
    )


def cells_of(proposal: RepairProposal) -> list[CellChange]:
    return [CellChange(UUID(who), date.fromisoformat(day), code) for who, day, code in proposal.cells]


def edits_so_far(roster: Roster) -> int:
    """Counts every change and every undo, so that a proposal knows whether its ground moved."""
    rows = CellEdit.objects.filter(roster=roster)
    return rows.count() + rows.filter(undone_at__isnull=False).count()
