"""A year of holidays was loaded or taken back: limits that run into it are worked out anew."""

from datetime import datetime

from django.utils import timezone

from jingge.common.clock import now
from jingge.common.viewer import Viewer
from jingge.incidents.actions.clocks import rewrite
from jingge.incidents.actions.writing import tell
from jingge.incidents.models import Clock
from jingge.incidents.queries.limits import limit_on
from jingge.incidents.rules.clocks import computed
from jingge.incidents.terms import ClockState, EntryKind
from jingge.norms.terms import Limit
from jingge.organisation.queries import calendar_of


def follow_calendar(year: int, by: Viewer) -> None:
    """Only clocks that end in that year or later can change: earlier days are what they were."""
    calendar = calendar_of(by.bureau_id)
    first = timezone.make_aware(datetime(year, 1, 1))  # noqa: DTZ001 - made aware here
    rows = Clock.objects.select_for_update(of=("self",)).filter(
        incident__bureau_id=by.bureau_id, state=ClockState.RUNNING, due_at__gte=first
    )
    limits: dict[tuple[str, object], Limit | None] = {}
    for clock in rows.select_related("incident", "organ").order_by("pk"):
        key = (clock.key, clock.rules_on)
        if key not in limits:
            limits[key] = limit_on(by.bureau_id, clock.key, clock.rules_on)
        limit = limits[key]
        if limit is None or computed(limit, clock.run, calendar, now=now()).at == clock.due_at:
            continue
        rewrite(clock, limit, clock.run)
        due = timezone.localtime(clock.due_at).isoformat(timespec="minutes")
        tell(
            clock.incident, EntryKind.CLOCK_CHANGED, by,
            organ=clock.organ, key=clock.key, due=due, deed="calendar",
        )  # fmt: skip
