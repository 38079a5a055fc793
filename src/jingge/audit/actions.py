"""Writing the audit log: inside the transaction of the deed it records."""

from typing import Any

from django.db import models, transaction

from jingge.audit.models import ChainHead, Event
from jingge.audit.rules import hash_of, one_line, plain_detail
from jingge.common.clock import now
from jingge.common.viewer import Viewer


def record(
    *,
    action: str,
    by: Viewer,
    subject: models.Model | None = None,
    subject_label: str = "",
    result: str = "done",
    detail: dict[str, Any] | None = None,
    station_code: str = "",
) -> Event:
    """Add one event to its chain. Must run inside the caller's transaction.

    `action` is `context.verb`; `station_code` puts the event on that station's own chain, so
    that busy stations do not wait for one another.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"audit.record({action!r}) outside a transaction: deed and record must be one")
    chain = f"{by.bureau_id}:{station_code}" if station_code else str(by.bureau_id)
    head = ChainHead.objects.select_for_update().filter(chain=chain).first()
    if head is None:  # the first record of the chain
        ChainHead.objects.get_or_create(chain=chain)
        head = ChainHead.objects.select_for_update().get(chain=chain)
    event = Event(
        bureau_id=by.bureau_id,
        chain=chain,
        number=head.number + 1,
        at=now(),
        actor_id=by.account_id,
        actor_label=one_line(by.label, 120),
        actor_role=by.role,
        action=action,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        subject_label=one_line(subject_label, 200),
        result=result,
        detail=plain_detail(detail or {}),
        request_id=one_line(by.request_id, 40),
        address=one_line(by.address, 60),
        previous_hash=head.hash,
    )
    event.hash = hash_of(event)
    event.save(force_insert=True)
    ChainHead.objects.filter(chain=chain).update(number=event.number, hash=event.hash)
    return event


@transaction.atomic
def record_look(*, what: str, by: Viewer, detail: dict[str, Any] | None = None) -> Event:
    """Whoever reads, exports or checks the log is in the log."""
    return record(action=f"audit.{what}", by=by, detail=detail)
