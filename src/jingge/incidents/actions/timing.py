"""More time, and time that does not count: by the rule, with the approver the rule names."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.clock import now
from jingge.common.errors import Invalid, NotYours, Refused, refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.incidents.actions import clocks
from jingge.incidents.actions.writing import locked, locked_own, note, tell
from jingge.incidents.models import Clock
from jingge.incidents.rules.clocks import open_stop, why_not_grant, why_not_stop
from jingge.incidents.terms import ClockState, EntryKind
from jingge.norms.rules.texts import text_faults


@transaction.atomic
def stop_clock(*, clock_id: UUID, kind: str, expected: datetime, paper: str, by: Viewer) -> Clock:
    """An appraisal or a hearing begins: the time does not count, up to the end that is expected."""
    clock = _owned(clock_id, by)
    limit = clocks.limit_of(clock)
    refuse_if(why_not_stop(limit, clock.run, kind))
    refuse(text_faults("paper", paper, longest=60))
    if expected <= now():
        raise Invalid("expected", expected, _("The end expected lies ahead."))
    stop = {
        "kind": kind,
        "begun": _text(now()),
        "expected": _text(expected),
        "ended": "",
        "paper": paper.strip(),
    }
    clocks.rewrite(clock, limit, {**clock.run, "stops": [*clock.run["stops"], stop]})
    _told(clock, "stop_clock", by, why=kind, expected=_text(expected), paper=paper.strip())
    return clock


@transaction.atomic
def resume_clock(*, clock_id: UUID, by: Viewer) -> Clock:
    """It is over: from now on the time counts again."""
    clock = _owned(clock_id, by)
    stop = open_stop(clock.run)
    if stop is None:
        raise Refused(_("It is not stopped."))
    ended = [one if one is not stop else {**one, "ended": _text(now())} for one in clock.run["stops"]]
    clocks.rewrite(clock, clocks.limit_of(clock), {**clock.run, "stops": ended})
    _told(clock, "resume_clock", by, why=stop["kind"])
    return clock


@transaction.atomic
def extend_clock(*, clock_id: UUID, choice: int, paper: str, by: Viewer) -> Clock:
    """One of the extensions the rule offers, entered by whoever the rule lets approve it."""
    refuse_if(why_not(by, Ability.SEE_INCIDENTS))
    clock = _found(clock_id)
    clock.incident = locked(clock.incident_id, by)
    clock.refresh_from_db()
    _refuse_ended(clock)
    limit = clocks.limit_of(clock)
    if not 0 <= choice < len(limit.extensions):
        raise Invalid("choice", choice, _("The rule offers no such extension."))
    rule = limit.extensions[choice]
    refuse(text_faults("paper", paper, longest=60))
    refuse_if(why_not_grant(rule, limit, clock.run, role=by.role, paper=paper))
    grant = {
        "amount": rule.amount,
        "unit": rule.unit,
        "approver": rule.approver,
        "at": _text(now()),
        "total": rule.total,
        "by": by.label,
        "paper": paper.strip(),
    }
    clocks.rewrite(clock, limit, {**clock.run, "grants": [*clock.run["grants"], grant]})
    _told(clock, "extend_clock", by, amount=rule.amount, unit=rule.unit, paper=paper.strip())
    return clock


def _owned(clock_id: UUID, by: Viewer) -> Clock:
    clock = _found(clock_id)
    clock.incident = locked_own(clock.incident_id, by)
    clock.refresh_from_db()
    _refuse_ended(clock)
    return clock


def _found(clock_id: UUID) -> Clock:
    found = Clock.objects.filter(pk=clock_id).select_related("incident", "organ").first()
    if found is None:
        raise NotYours(_("There is no such time limit."))
    return found


def _refuse_ended(clock: Clock) -> None:
    if clock.state != ClockState.RUNNING:
        raise Refused(_("This time limit has ended."))


def _text(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat()


def _told(clock: Clock, deed: str, by: Viewer, **detail: Any) -> None:
    due = _text(clock.due_at)
    tell(
        clock.incident,
        EntryKind.CLOCK_CHANGED,
        by,
        organ=clock.organ,
        key=clock.key,
        due=due,
        deed=deed,
        **detail,
    )
    note(deed, clock.incident, by, key=clock.key, due=due, **detail)
