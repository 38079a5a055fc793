"""Lists of incidents, of their clocks, and one incident with its story."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.common.words import pairs
from jingge.incidents.models import AddressWords, Batch, Clock, Entry, Incident, Organ, Transfer
from jingge.incidents.queries.organs import own_organ
from jingge.incidents.queries.places import codes_called
from jingge.incidents.queries.visible import WITH, sees_all, visible_to
from jingge.incidents.terms import OPEN, ClockState, EntryKind
from jingge.norms.queries.editions import NATIONAL, pack_on, said
from jingge.norms.rules.packfiles import own_pack

ENDED = (ClockState.MET, ClockState.LATE, ClockState.VOID)
NUMBER = re.compile(r"([A-Z0-9]+)(?:-(\d{4})(?:-(\d{1,7}))?)?")
LIMIT_STEPS = (EntryKind.CLOCK_STARTED, EntryKind.CLOCK_ENDED, EntryKind.REMINDED)
FEW = 500
OURS, RECEIVED, ALL = "ours", "received", "all"
SIDES = (
    "sender__station",
    "sender__brigade",
    "receiver__station",
    "receiver__brigade",
    "whose__station",
    "whose__brigade",
)


def list_incidents(
    viewer: Viewer,
    *,
    words: str = "",
    where: str = "",
    address: str = "",
    whose: str = OURS,
    stage: str = "",
    category: str = "",
    station_code: str = "",
    first_code: str = "",
    among: Q | None = None,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Incident]:
    """Newest first; `until` is the last day shown. Those of a bureau-wide post are all of the bureau.

    `words`: a number or its beginning (organ, year), or an official number; `where`: part of the name or the code of a
    unit or level-4 grid, as it was or is called; `address`: part of the address that was typed; `first_code`: the
    unit that received it first; `among`: kinds of matter taken together.
    """
    rows = Incident.objects.filter(_whose(viewer, whose)).select_related(*WITH)
    if words:
        rows = rows.filter(_numbered(viewer, words.strip()))
    if where:
        units, blocks = codes_called(viewer.bureau_id, where)
        within = Q(unit_code__in=units) | Q(block_code__in=blocks)
        # With the bureau: the index of places begins with it.
        rows = rows.filter(within, bureau_id=viewer.bureau_id, unit_code__in=[*units, *blocks.values()])
    if address:
        rows = rows.filter(_at_address(address))
    if among is not None:
        rows = rows.filter(among)
    wanted = {
        "stage": stage,
        "owner__code": station_code,
        "first_receiver__code": first_code,
        "category": category,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if since:
        rows = rows.filter(received_at__gte=start_of(since))
    if until:
        rows = rows.filter(received_at__lt=start_of(until + timedelta(days=1)))
    return rows.annotate(due_at=next_due()).order_by("-received_at", "pk")


def _numbered(viewer: Viewer, words: str) -> Q:
    """LW01-2026-123, with or without the zeros, or its beginning; else a number of the official system."""
    found = NUMBER.fullmatch(words.upper())
    organ = Organ.objects.filter(bureau_id=viewer.bureau_id, code=found[1]).first() if found else None
    if found is None or organ is None:
        return Q(official_ref=words)
    asked = {"first_receiver": organ, "year": found[2], "serial": found[3]}
    return Q(**{name: value for name, value in asked.items() if value})


def _at_address(words: str) -> Q:
    """By the index of words, unless they are many: those fill pages soon when read newest first."""
    if held := pairs(words):
        found = AddressWords.objects.filter(words__holds=held).values_list("incident_id", flat=True)
        keys = list(found[:FEW])
        if len(keys) < FEW:
            return Q(pk__in=keys)
    spellings = {words, words.upper(), words.lower(), unicodedata.normalize("NFKC", words)}
    return reduce(or_, (Q(place__contains=one) for one in sorted(spellings)))


def _whose(viewer: Viewer, whose: str) -> Q:
    """One index each: what is ours now, what we received first; all only where it must be."""
    organ = own_organ(viewer)
    if sees_all(viewer) or organ is None or whose == ALL:
        return visible_to(viewer, organ)
    return Q(first_receiver=organ) if whose == RECEIVED else Q(owner=organ)


def next_due() -> Subquery:
    """The end of the limit that ends first, of those that run."""
    running = Clock.objects.filter(incident=OuterRef("pk"), state=ClockState.RUNNING).order_by()
    return Subquery(running.values("incident").annotate(first=Min("due_at")).values("first"))


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def clocks_of(incident: Incident) -> list[Clock]:
    """Those that run first, then the ended ones, newest first."""
    rows = list(incident.clocks.select_related("organ__station", "organ__brigade"))
    running = sorted((one for one in rows if one.state == ClockState.RUNNING), key=lambda one: one.due_at)
    ended = [one for one in rows if one.state != ClockState.RUNNING]
    return [*running, *sorted(ended, key=lambda one: one.started_at, reverse=True)]


def story_of(incident: Incident, *, limits: bool = True) -> list[Entry]:
    """What happened, oldest first; without `limits` only what people did."""
    rows = incident.entries.select_related("organ__station", "organ__brigade")
    return list(rows if limits else rows.exclude(kind__in=LIMIT_STEPS))


def transfers_of(viewer: Viewer, incident: Incident) -> list[Transfer]:
    """Newest first; of one in preparation only its own side knows."""
    organ, rows = own_organ(viewer), incident.transfers.select_related(*SIDES)
    if not sees_all(viewer):
        mine = Q(sender=organ) | ~Q(state__in=("draft", "proposed"))
        rows = rows.filter(mine)
    return list(rows.order_by("-prepared_at"))


def list_clocks(
    viewer: Viewer,
    *,
    keys: tuple[str, ...] = (),
    state: str = "",
    organ_code: str = "",
    since: date | None = None,
) -> QuerySet[Clock]:
    """The rows behind a figure of health: what ended since a day, and what runs."""
    held = Organ.objects.filter(bureau_id=viewer.bureau_id)
    if not sees_all(viewer):
        own = own_organ(viewer)
        held = held.filter(pk=own.pk) if own else held.none()
    elif organ_code:
        held = held.filter(code=organ_code)
    # As a list of keys and not as a join: each organ is read by its own index.
    rows = Clock.objects.filter(organ__in=list(held.values_list("pk", flat=True)))
    if keys:
        rows = rows.filter(key__in=keys)
    if state == "overdue":
        rows = rows.filter(state=ClockState.RUNNING, due_at__lt=timezone.now())
    elif state:
        rows = rows.filter(state=state)
    if since and state in ENDED:
        rows = rows.filter(ended_at__gte=start_of(since))
    elif since and not state:
        rows = rows.filter(Q(state=ClockState.RUNNING) | Q(ended_at__gte=start_of(since)))
    rows = rows.select_related("organ__station", "organ__brigade", "incident__owner__station")
    return rows.order_by("-due_at", "pk")


def category_names(viewer: Viewer) -> dict[str, str]:
    """Code to name, by today's rules; the national names for codes no longer in them."""
    rows = (*own_pack(NATIONAL).categories, *pack_on(viewer.bureau_id, today()).categories)
    return {one.code: said(one.name_zh, one.name_en) for one in rows}


def open_transfer(incident: Incident) -> Transfer | None:
    return incident.transfers.filter(state__in=OPEN).select_related(*SIDES).first()


def list_batches(viewer: Viewer) -> QuerySet[Batch]:
    """Newest first, for those who see the whole bureau."""
    rows = Batch.objects.filter(bureau_id=viewer.bureau_id)
    return rows.order_by("-brought_at") if sees_all(viewer) else rows.none()


def get_batch(viewer: Viewer, batch_id: UUID) -> Batch:
    found = list_batches(viewer).filter(pk=batch_id).first()
    if found is None:
        raise NotYours(_("There is no such table."))
    return found
