"""Single days changed by people, with what each change would break, and undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now
from jingge.common.errors import NotYours, Refused, refuse_if
from jingge.common.ids import new_id
from jingge.common.viewer import Viewer
from jingge.rosters.actions.locking import label_of, lock_roster, record
from jingge.rosters.models import Cell, CellEdit, Roster, ShiftKind
from jingge.rosters.queries.people import question_of, rows_of
from jingge.rosters.queries.rosters import get_roster
from jingge.rosters.rules.checking import new_breaches
from jingge.rosters.rules.states import why_not_change
from jingge.rosters.terms import Breach, CellChange, Member, Question, Rows, Source


@dataclass(frozen=True, slots=True)
class Preview:
    """What changes would do to the rules of the people they touch."""

    breaks: tuple[tuple[Member, Breach], ...]
    shorter: tuple[tuple[date, str, int, int], ...]  # day, kind, need, have afterwards


def preview_cells(*, roster_id: UUID, changes: Sequence[CellChange], by: Viewer) -> Preview:
    roster = get_roster(by, roster_id)
    question = question_of(roster)
    return effect(question, rows_of(roster, question), changes)


def effect(question: Question, rows: Rows, changes: Sequence[CellChange]) -> Preview:
    after = changed_rows(question, rows, changes)
    breaks = [
        (member, breach)
        for member, was, row in zip(question.members, rows, after, strict=True)
        if was != row
        for breach in new_breaches(question, member, was, row)
    ]
    days = {(change.day - question.first).days for change in changes}
    shorter = []
    for day, kind, need in question.needs():
        if day in days:
            had, have = (sum(row[day] == kind.code for row in some) for some in (rows, after))
            if have < need and have < had:
                shorter.append((question.day(day), kind.name, need, have))
    return Preview(tuple(breaks), tuple(shorter))


def changed_rows(question: Question, rows: Rows, changes: Sequence[CellChange]) -> Rows:
    place = {member.officer_id: n for n, member in enumerate(question.members)}
    found = [list(row) for row in rows]
    for change in changes:
        day = (change.day - question.first).days
        if change.officer_id not in place or not 0 <= day < question.days:
            raise NotYours(_("This person or day is not on the roster."))
        found[place[change.officer_id]][day] = change.code
    return tuple(tuple(row) for row in found)


def write_cells(roster: Roster, changes: Sequence[CellChange], source: Source, by: Viewer) -> UUID:
    """The cells and their history, in the caller's transaction."""
    kinds = {kind.code: kind for kind in ShiftKind.objects.filter(station=roster.station)}
    batch, moment = new_id(), now()
    for change in changes:
        if change.code and change.code not in kinds:
            raise NotYours(_("There is no such kind of shift at this station."))
        cell = Cell.objects.filter(roster=roster, officer_id=change.officer_id, day=change.day).first()
        CellEdit.objects.create(
            roster=roster, batch=batch, source=source, officer_id=change.officer_id, day=change.day,
            before=cell.kind.code if cell else "", after=change.code, at=moment, by_label=by.label,
        )  # fmt: skip
        put(roster, change.officer_id, change.day, kinds.get(change.code))
    return batch


def put(roster: Roster, officer_id: UUID, day: date, kind: ShiftKind | None) -> None:
    if kind is None:
        Cell.objects.filter(roster=roster, officer_id=officer_id, day=day).delete()
    else:
        Cell.objects.update_or_create(
            officer_id=officer_id, day=day, defaults={"roster": roster, "kind": kind}
        )


@transaction.atomic
def set_cell(*, roster_id: UUID, officer_id: UUID, day: date, code: str, by: Viewer) -> Preview:
    """One person's day; rules that it breaks are said, and the deed is the head's."""
    change = CellChange(officer_id, day, code)
    return _by_hand(roster_id, lambda question, rows: [change], by)


@transaction.atomic
def exchange_cells(
    *, roster_id: UUID, officer_id: UUID, day: date, other_id: UUID, other_day: date, by: Viewer
) -> Preview:
    """Two cells change places: what a drag from one to the other means."""
    return _by_hand(
        roster_id,
        lambda question, rows: exchanged(question, rows, (officer_id, day), (other_id, other_day)),
        by,
    )


def exchanged(
    question: Question, rows: Rows, one: tuple[UUID, date], two: tuple[UUID, date]
) -> list[CellChange]:
    place = {member.officer_id: row for member, row in zip(question.members, rows, strict=True)}
    codes = []
    for officer, day in (one, two):
        index = (day - question.first).days
        if officer not in place or not 0 <= index < question.days:
            raise NotYours(_("This person or day is not on the roster."))
        codes.append(place[officer][index])
    return [CellChange(*one, codes[1]), CellChange(*two, codes[0])]


def _by_hand(
    roster_id: UUID, changes_of: Callable[[Question, Rows], list[CellChange]], by: Viewer
) -> Preview:
    roster = lock_roster(roster_id, by)
    refuse_if(why_not_change(roster.state))
    question = question_of(roster)
    rows = rows_of(roster, question)
    changes = changes_of(question, rows)
    preview = effect(question, rows, changes)
    write_cells(roster, changes, Source.HAND, by)
    record(
        "change_cells", roster, label_of(roster), by,
        cells=[[str(c.officer_id), c.day.isoformat(), c.code] for c in changes],
        breaks=[breach.rule for _member, breach in preview.breaks],
    )  # fmt: skip
    return preview


@transaction.atomic
def undo_change(*, roster_id: UUID, by: Viewer) -> Roster:
    """Take back the latest change by hand; refused where somebody changed the same day since."""
    roster = lock_roster(roster_id, by)
    refuse_if(why_not_change(roster.state))
    last = roster.edits.filter(source=Source.HAND, undone_at__isnull=True).first()
    if last is None:
        raise Refused(_("No change by hand is left to take back."))
    edits = list(roster.edits.filter(batch=last.batch))
    kinds = {kind.code: kind for kind in ShiftKind.objects.filter(station=roster.station)}
    for edit in edits:
        cell = Cell.objects.filter(roster=roster, officer_id=edit.officer_id, day=edit.day).first()
        if (cell.kind.code if cell else "") != edit.after:
            raise Refused(_("%(day)s was changed again since; change it by hand.") % {"day": edit.day})
        put(roster, edit.officer_id, edit.day, kinds.get(edit.before))
    roster.edits.filter(batch=last.batch).update(undone_at=now())
    record("undo_change", roster, label_of(roster), by)
    return roster
