"""Which incidents of some days a draft of the rules would have led elsewhere or made late."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from jingge.common.clock import now
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.common.workdays import WorkingCalendar
from jingge.incidents.models import Clock, Incident
from jingge.incidents.queries.listing import start_of
from jingge.incidents.queries.organs import own_organ
from jingge.incidents.queries.visible import visible_to
from jingge.incidents.rules.clocks import computed
from jingge.incidents.terms import ClockState, Ending
from jingge.norms.queries.editions import NATIONAL, pack_on, said
from jingge.norms.rules.packfiles import own_pack
from jingge.norms.terms import Limit, Pack, Preview, WouldBe
from jingge.organisation.queries import calendar_of

ROUTE = "incidents:incident"


def preview(viewer: Viewer, draft: Pack, since: date, until: date) -> Preview:
    rows = Incident.objects.filter(visible_to(viewer, own_organ(viewer)))
    rows = rows.filter(received_at__gte=start_of(since), received_at__lt=start_of(until + timedelta(days=1)))
    held = {
        one.pk: one
        for one in rows.exclude(ending=Ending.VOID).only("pk", "number", "category", "received_at")
    }
    packs: dict[date, Pack] = {}
    found: list[WouldBe] = []
    for one in held.values():
        day = timezone.localdate(one.received_at)
        if day not in packs:
            packs[day] = pack_on(viewer.bureau_id, day)
        found.extend(_led(one, day, packs[day], draft))
    clocks = Clock.objects.filter(incident__in=rows.exclude(ending=Ending.VOID)).exclude(
        state=ClockState.VOID
    )
    calendar = calendar_of(viewer.bureau_id)
    for clock in clocks:
        found.extend(_late(clock, held[clock.incident_id], draft, calendar))
    return Preview(looked=len(held), rows=tuple(found))


def _led(one: Incident, day: date, pack: Pack, draft: Pack) -> Iterator[WouldBe]:
    """Another kind of unit leads it, or the draft has no place for its kind."""
    was, would = pack.category(one.category), draft.category(one.category)
    before = _lead(pack, one.category)
    after, tone = _lead(draft, one.category), "warn"
    if would is None or would not in draft.leaves:
        after, tone = _("%(code)s is no kind of matter there") % {"code": one.category}, "bad"
    if was is None or before == after:
        return
    name = said(was.name_zh, was.name_en)
    yield WouldBe(
        subject=one.number,
        route=ROUTE,
        subject_id=one.pk,
        on=day,
        what=_("%(kind)s is led by") % {"kind": name},
        before=before,
        after=after,
        tone=tone,
    )


def _lead(pack: Pack, code: str) -> Reason:
    kind = pack.category(code)
    return str(kind.lead.label) if kind is not None and kind.lead is not None else "—"


def _late(clock: Clock, one: Incident, draft: Pack, calendar: WorkingCalendar) -> Iterator[WouldBe]:
    """In time by the rules of its day and late by the draft, or the reverse."""
    limit = _limit(draft, clock.key, clock.rules_on)
    if limit is None:
        return
    done = clock.ended_at or now()
    due = computed(limit, clock.run, calendar, now=now()).at
    was, would = done > clock.due_at, done > due
    if was == would:
        return
    yield WouldBe(
        subject=one.number,
        route=ROUTE,
        subject_id=one.pk,
        on=timezone.localdate(one.received_at),
        what=said(limit.name_zh, limit.name_en),
        before=_verdict(clock.due_at, late=was),
        after=_verdict(due, late=would),
        tone="bad" if would else "good",
    )


def _verdict(due: datetime, *, late: bool) -> Reason:
    at = f"{timezone.localtime(due):%Y-%m-%d %H:%M}"
    return (_("%(at)s, late") if late else _("%(at)s, in time")) % {"at": at}


def _limit(draft: Pack, key: str, day: date) -> Limit | None:
    """By the text the draft would hold on its own first day, or later."""
    asked = max(day, draft.valid_from)
    return draft.limit_on(key, asked) or own_pack(NATIONAL).limit_on(key, asked)
