"""What every deed of the fund writes: an entry with the next number, an audit event."""

from typing import Any

from django.db.models import Max

from jingge.audit.actions import record
from jingge.common.clock import today
from jingge.common.errors import refuse_if
from jingge.common.viewer import Viewer
from jingge.fund import rules
from jingge.fund.models import BudgetLine, Entry
from jingge.fund.queries import closing_of
from jingge.fund.terms import EntryKind


def refuse_closed(by: Viewer, year: int) -> None:
    refuse_if(rules.why_not_write(year, closed=closing_of(by, year) is not None))


def enter(by: Viewer, line: BudgetLine, kind: EntryKind, amount_fen: int, **more: Any) -> Entry:
    """The bureau's lock is held: the next number is nobody else's."""
    last = Entry.objects.filter(bureau_id=by.bureau_id).aggregate(last=Max("number"))["last"] or 0
    return Entry.objects.create(
        bureau_id=by.bureau_id,
        number=last + 1,
        line=line,
        kind=kind,
        amount_fen=amount_fen,
        day=today(),
        by_label=by.label,
        **more,
    )


def note(action: str, row: Any, label: str, by: Viewer, **detail: Any) -> None:
    record(action=action, by=by, subject=row, subject_label=label, detail=detail)
