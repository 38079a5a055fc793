"""The topics everybody at a station should have learnt."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.staffing.actions.locking import lock_bureau
from jingge.training import rules
from jingge.training.actions.writing import note
from jingge.training.models import Topic
from jingge.training.queries import find_topic


@transaction.atomic
def enter_topic(*, name: str, by: Viewer) -> Topic:
    lock_bureau(by.bureau_id)
    name, known = name.strip(), Topic.objects.filter(bureau_id=by.bureau_id)
    if not name or known.filter(name=name).exists():
        raise Invalid("name", name, _("Write a name that no other topic has."))
    row = Topic.objects.create(bureau_id=by.bureau_id, place=known.count() + 1, name=name)
    note("training.enter_topic", row, name, by)
    return row


@transaction.atomic
def change_topic(*, topic_id: UUID, name: str, place: int, by: Viewer) -> Topic:
    """Another name, another place in the matrix; the others close up."""
    lock_bureau(by.bureau_id)
    row, name = find_topic(by, topic_id), name.strip()
    known = Topic.objects.filter(bureau_id=by.bureau_id)
    if not name or known.filter(name=name).exclude(pk=row.pk).exists():
        raise Invalid("name", name, _("Write a name that no other topic has."))
    others = list(known.exclude(pk=row.pk).order_by("place", "name"))
    if not 1 <= place <= len(others) + 1:
        raise Invalid("place", place, _("Write a place between 1 and %(n)d.") % {"n": len(others) + 1})
    was = {"name": row.name, "place": row.place}
    row.name = name
    others.insert(place - 1, row)
    for number, topic in enumerate(others, start=1):
        topic.place = number
        topic.save(update_fields=["name", "place"])
    note("training.change_topic", row, name, by, was=was, name=name, place=place)
    return row


@transaction.atomic
def close_topic(*, topic_id: UUID, by: Viewer) -> Topic:
    """Asked for no longer. What was learnt and tested stays readable with its classes."""
    lock_bureau(by.bureau_id)
    row = find_topic(by, topic_id)
    refuse_if(rules.why_not_close_topic(closed=row.closed_on is not None))
    row.closed_on = today()
    row.save(update_fields=["closed_on"])
    note("training.close_topic", row, row.name, by)
    return row


@transaction.atomic
def reopen_topic(*, topic_id: UUID, by: Viewer) -> Topic:
    lock_bureau(by.bureau_id)
    row = find_topic(by, topic_id)
    refuse_if(rules.why_not_reopen_topic(closed=row.closed_on is not None))
    row.closed_on = None
    row.save(update_fields=["closed_on"])
    note("training.reopen_topic", row, row.name, by)
    return row
