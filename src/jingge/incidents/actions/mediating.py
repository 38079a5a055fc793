"""What a mediation does to an incident: which limits run, how it ends.

The case of a dispute always has its own clock beside those of the mediation, so that an open
incident never stands without one. Time spent on mediation does not shorten it: when mediation
fails, or what was agreed is not performed, it starts anew (公安机关办理行政案件程序规定 article 185).
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.clock import now
from jingge.common.errors import refuse_if
from jingge.common.viewer import Viewer
from jingge.incidents.actions import clocks
from jingge.incidents.actions.handling import close
from jingge.incidents.actions.writing import note, tell
from jingge.incidents.models import Incident
from jingge.incidents.rules.clocks import HANDLING, MEDIATING, procedure_of
from jingge.incidents.rules.states import why_not_step
from jingge.incidents.terms import ClockState, Ending, EntryKind, Stage
from jingge.norms.queries.editions import pack_on
from jingge.norms.terms import Procedure

CASE = HANDLING[Procedure.ADMINISTRATIVE]
FIRST, SECOND, PERFORMANCE = MEDIATING


@dataclass(frozen=True, slots=True)
class Running:
    """A limit that has to run: since when, and from when it counts anew."""

    key: str
    begun: datetime | None = None  # None: from now, if it does not run yet
    anew: datetime | None = None


def is_dispute(incident: Incident) -> bool:
    """By the rules of the day it was accepted: does it follow the way of mediation?"""
    pack = pack_on(incident.bureau_id, clocks.rules_day(incident))
    return procedure_of(pack, incident.category) is Procedure.DISPUTE


def set_clocks(
    incident: Incident,
    wanted: Sequence[Running],
    by: Viewer,
    *,
    done_at: datetime | None = None,
    undone: bool = False,
) -> None:
    """Exactly these limits of the mediation run from now on, and the case always does.

    Those no longer wanted are done at `done_at`; where a wrong entry is taken back (`undone`) they
    were never needed.
    """
    anew = {one.key: one for one in wanted}
    for one in [anew.pop(CASE, Running(CASE)), *anew.values()]:
        _run(incident, one, by)
    end_limits(incident, by, but={one.key for one in wanted}, done_at=done_at, undone=undone)


def end_limits(
    incident: Incident,
    by: Viewer,
    *,
    but: AbstractSet[str] = frozenset(),
    done_at: datetime | None = None,
    undone: bool = False,
) -> None:
    rows = incident.clocks.filter(state=ClockState.RUNNING, key__in=set(MEDIATING) - but)
    over = list(rows.values_list("key", flat=True))
    if over and undone:
        clocks.void(incident, by, *over)
    elif over:
        clocks.end(incident, by, *over, at=done_at)


def _run(incident: Incident, one: Running, by: Viewer) -> None:
    clock = incident.clocks.filter(state=ClockState.RUNNING, key=one.key).select_related("organ").first()
    if clock is None:
        begun = one.begun or clocks.began(incident, one.key)
        day = clocks.rules_day(incident)
        clock = clocks.start(incident, one.key, by, started=begun, rules_on=day)
    anew = timezone.localtime(one.anew).isoformat() if one.anew else None
    if clock.run["restarted"] == anew:
        return
    clock.incident = incident
    clocks.rewrite(clock, clocks.limit_of(clock), {**clock.run, "restarted": anew})
    due = timezone.localtime(clock.due_at).isoformat(timespec="minutes")
    tell(incident, EntryKind.CLOCK_CHANGED, by, organ=clock.organ, key=one.key, due=due, deed="mediation")


def end_as(incident: Incident, ending: Ending, reason: str, by: Viewer) -> None:
    """Mediated and performed, or referred: closed like any other, with every clock ended."""
    closed = close(incident_id=incident.pk, ending=ending, reason=reason, by=by)
    incident.stage, incident.ending, incident.closed_at = closed.stage, closed.ending, closed.closed_at


def open_again(incident: Incident, reason: str, by: Viewer) -> None:
    """What closed it was entered wrongly. The limits go on from where they began: no time is gained."""
    refuse_if(why_not(by, Ability.DECIDE_TRANSFERS))
    refuse_if(why_not_step(incident.stage, "reopen"))
    incident.stage, incident.ending, incident.closed_at = Stage.ACCEPTED, "", None
    incident.save(update_fields=["stage", "ending", "closed_at"])
    begun = clocks.began(incident, CASE)
    clocks.start(incident, CASE, by, started=begun or now(), rules_on=clocks.rules_day(incident))
    tell(incident, EntryKind.REOPENED, by, text=reason)
    note("reopen", incident, by, undone="mediation")
