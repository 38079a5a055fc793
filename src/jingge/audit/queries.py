"""Reading the audit log and checking that nobody wrote over it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jingge.audit.models import ChainHead, Event
from jingge.audit.rules import hash_of
from jingge.audit.terms import Fault, Head, Verdict
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer


def list_events(
    viewer: Viewer,
    *,
    words: str = "",
    action: str = "",
    result: str = "",
    first: date | None = None,
    last: date | None = None,
    subject_id: str = "",
) -> QuerySet[Event]:
    """The events of the viewer's bureau; days are whole days of the bureau's zone, both included."""
    events = Event.objects.filter(bureau_id=viewer.bureau_id)
    if words:
        named = Q(actor_label__icontains=words) | Q(subject_label__icontains=words)
        events = events.filter(named | Q(address=words) | Q(request_id=words))
    if action:
        events = events.filter(action=action)
    if result:
        events = events.filter(result=result)
    if subject_id:
        events = events.filter(subject_id=subject_id)
    if first:
        events = events.filter(at__gte=_midnight(first))
    if last:
        events = events.filter(at__lt=_midnight(last + timedelta(days=1)))
    return events


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def list_actions(viewer: Viewer) -> list[str]:
    """The kinds of deed that occur in the log; a new kind appears in the filter within a minute."""
    key = f"audit-actions:{viewer.bureau_id}"
    kept: list[str] | None = cache.get(key)
    if kept is None:
        mine = Event.objects.filter(bureau_id=viewer.bureau_id)
        kept = list(mine.order_by("action").values_list("action", flat=True).distinct())
        cache.set(key, kept, 60)
    return kept


def get_event(viewer: Viewer, event_id: UUID) -> Event:
    event = Event.objects.filter(bureau_id=viewer.bureau_id, pk=event_id).first()
    if event is None:
        raise NotYours(_("There is no such record."))
    return event


def is_intact(event: Event) -> bool:
    """This one record still says what was written."""
    return event.hash == hash_of(event)


def list_heads(viewer: Viewer | None = None) -> list[Head]:
    """How far every chain reaches: of the viewer's bureau, or of the whole installation."""
    heads = ChainHead.objects.order_by("chain")
    if viewer is not None:
        heads = heads.filter(chain__startswith=str(viewer.bureau_id))
    return [Head(h.chain, h.number, h.hash) for h in heads]


def verify_bureau(viewer: Viewer) -> Verdict:
    """Check every chain of the viewer's bureau."""
    mine = str(viewer.bureau_id)
    chains = set(Event.objects.filter(chain__startswith=mine).values_list("chain", flat=True).distinct())
    return _verdict(chains | {head.chain for head in list_heads(viewer)})


def verify_all(kept: Iterable[Head] = ()) -> Verdict:
    """Check every chain of the installation; `kept` are heads that were copied elsewhere."""
    kept = list(kept)
    chains = set(Event.objects.values_list("chain", flat=True).distinct())
    chains |= {head.chain for head in list_heads()} | {head.chain for head in kept}
    verdict = _verdict(chains)
    more = tuple(fault for head in kept if (fault := _lost_since(head)))
    return Verdict(verdict.chains, verdict.events, verdict.faults + more)


def _verdict(chains: set[str]) -> Verdict:
    faults: list[Fault] = []
    events = 0
    for chain in sorted(chains):
        found, count = verify_chain(chain)
        faults += found
        events += count
    return Verdict(len(chains), events, tuple(faults))


def verify_chain(chain: str) -> tuple[list[Fault], int]:
    """Every fault of one chain and the number of its events. Memory does not grow with the chain."""
    faults: list[Fault] = []
    count, number, previous = 0, 0, ""
    for event in _in_order(chain):
        count += 1
        if event.number != number + 1:
            faults.append(Fault(chain, event.number, "missing"))
        elif event.previous_hash != previous:
            faults.append(Fault(chain, event.number, "unlinked"))
        if not is_intact(event):
            faults.append(Fault(chain, event.number, "changed"))
        number, previous = event.number, event.hash
    head = ChainHead.objects.filter(chain=chain).first()
    if head is None:
        faults.append(Fault(chain, number, "headless"))
    elif (head.number, head.hash) != (number, previous):
        faults.append(Fault(chain, head.number, "cut"))
    return faults, count


def _in_order(chain: str) -> Iterator[Event]:
    return Event.objects.filter(chain=chain).order_by("number").iterator(chunk_size=2000)


def _lost_since(head: Head) -> Fault | None:
    """The record a kept head speaks of must still be there, unchanged."""
    if not head.number or Event.objects.filter(chain=head.chain, number=head.number, hash=head.hash).exists():
        return None
    return Fault(head.chain, head.number, "cut")
