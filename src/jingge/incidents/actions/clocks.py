"""Starting, ending and changing the clocks of an incident. An open incident always has one that runs."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from jingge.common.clock import now
from jingge.common.viewer import Viewer
from jingge.incidents.actions.writing import tell
from jingge.incidents.models import Clock, Incident, Organ
from jingge.incidents.queries.limits import limit_on
from jingge.incidents.rules import clocks as rules
from jingge.incidents.terms import ClockState, EntryKind
from jingge.norms.queries.editions import pack_on
from jingge.norms.terms import Limit, Pack, Procedure
from jingge.organisation.queries import calendar_of

AFTER_HANDLING: list[Callable[[Incident, Viewer], None]] = []
"""Who stands above and keeps clocks of its own kind (a mediation under way) is asked when handling starts."""


def start(
    incident: Incident,
    key: str,
    by: Viewer,
    *,
    organ: Organ | None = None,
    started: datetime | None = None,
    rules_on: date | None = None,
    pack: Pack | None = None,
) -> Clock:
    """Another clock, responsible for it `organ`; the rules are those of `rules_on` (`pack`, if at hand)."""
    begun = timezone.localtime(started or now())
    day = rules_on or begun.date()
    limit = limit_on(incident.bureau_id, key, day, pack=pack)
    if limit is None:
        raise LookupError(f"no limit {key!r} in any pack")
    run: dict[str, Any] = {"started": begun.isoformat(), "stops": [], "grants": [], "restarted": None}
    clock = Clock(
        incident=incident,
        organ=organ or incident.owner,
        key=key,
        limit_code=limit.code,
        rules_on=day,
        run=run,
        started_at=begun,
        due_at=rules.computed(limit, run, calendar_of(incident.bureau_id), now=now()).at,
    )
    clock.save(force_insert=True)
    tell(
        incident,
        EntryKind.CLOCK_STARTED,
        by,
        organ=clock.organ,
        key=key,
        limit=limit.code,
        due=timezone.localtime(clock.due_at).isoformat(timespec="minutes"),
    )
    return clock


def start_handling(incident: Incident, by: Viewer, *, as_before: bool = False) -> None:
    """The clocks of the case, by the rules of the day it was accepted or filed.

    `as_before`: from where they began the last time, so that trying to hand it on gains no time.
    """
    day = rules_day(incident)
    procedure = rules.procedure_of(pack_on(incident.bureau_id, day), incident.category)
    wanted = [rules.HANDLING[procedure]]
    if procedure is Procedure.DISPUTE:  # the case itself waits for the mediation, but not for ever
        wanted.append(rules.HANDLING[Procedure.ADMINISTRATIVE])
    for key in wanted:
        begun = began(incident, key) if as_before else None
        start(incident, key, by, started=begun, rules_on=day)
    for follow in AFTER_HANDLING:
        follow(incident, by)


def began(incident: Incident, key: str) -> datetime | None:
    """When the clock of this key began the last time."""
    before = incident.clocks.filter(key=key).order_by("-started_at").first()
    return before.started_at if before else None


def end(incident: Incident, by: Viewer, *keys: str, at: datetime | None = None) -> None:
    """What was to be done is done: in time, or late."""
    moment = at or now()
    for clock in _running(incident, keys):
        late = moment > clock.due_at
        _finish(clock, ClockState.LATE if late else ClockState.MET, moment)
        tell(incident, EntryKind.CLOCK_ENDED, by, organ=clock.organ, key=clock.key, late=late)


def void(incident: Incident, by: Viewer, *keys: str) -> None:
    """Something else came in between: nothing was late, nothing was met."""
    for clock in _running(incident, keys):
        overdue = now() > clock.due_at
        _finish(clock, ClockState.LATE if overdue else ClockState.VOID, now())
        tell(incident, EntryKind.CLOCK_ENDED, by, organ=clock.organ, key=clock.key, late=overdue, void=True)


def rewrite(clock: Clock, limit: Limit, run: dict[str, Any]) -> None:
    """Something happened to it: its end is worked out again from all that happened."""
    clock.run = run
    clock.due_at = rules.computed(limit, run, calendar_of(clock.incident.bureau_id), now=now()).at
    clock.reminded_at = clock.escalated_at = None
    clock.save(update_fields=["run", "due_at", "reminded_at", "escalated_at"])


def limit_of(clock: Clock) -> Limit:
    found = limit_on(clock.incident.bureau_id, clock.key, clock.rules_on)
    if found is None:
        raise LookupError(f"no limit {clock.key!r} in any pack")
    return found


def rules_day(incident: Incident) -> date:
    """The day whose rules an incident follows: accepted or filed, else received."""
    return incident.accepted_on or timezone.localtime(incident.received_at).date()


def _running(incident: Incident, keys: tuple[str, ...]) -> list[Clock]:
    rows = incident.clocks.filter(state=ClockState.RUNNING)
    if keys:
        rows = rows.filter(key__in=keys)
    return list(rows.select_related("organ__station", "organ__brigade"))


def _finish(clock: Clock, state: ClockState, at: datetime) -> None:
    clock.state, clock.ended_at = state, at
    clock.save(update_fields=["state", "ended_at"])
