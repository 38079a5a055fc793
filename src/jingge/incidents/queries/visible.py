"""Which incidents a person may see: all of the bureau, or those their organ has, had, or is to get."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Role, Viewer
from jingge.incidents.models import Incident, Organ, Transfer
from jingge.incidents.queries.organs import own_organ
from jingge.incidents.terms import TransferState

WHOLE = frozenset({Role.BUREAU_LEADER, Role.COMMAND_OFFICE, Role.AUDITOR})
UNSEEN = (TransferState.DRAFT, TransferState.PROPOSED)
"""A receiver sees nothing of a transfer before the sender's head approved it."""


def sees_all(viewer: Viewer) -> bool:
    return viewer.role in WHOLE


def visible_to(viewer: Viewer, organ: Organ | None) -> Q:
    mine = Q(bureau_id=viewer.bureau_id)
    if sees_all(viewer):
        return mine
    if organ is None:
        return mine & Q(pk__isnull=True)
    sent = Transfer.objects.filter(incident=OuterRef("pk"))
    passed = sent.filter(sender=organ) | sent.filter(receiver=organ).exclude(state__in=UNSEEN)
    return Q(mine, Q(owner=organ) | Q(first_receiver=organ) | Q(Exists(passed)))


def get_incident(viewer: Viewer, incident_id: UUID) -> Incident:
    rows = Incident.objects.filter(visible_to(viewer, own_organ(viewer)), pk=incident_id)
    found = rows.select_related(*WITH).first()
    if found is None:
        raise NotYours(_("There is no such incident on your ground."))
    return found


WITH = (
    "owner__station",
    "owner__brigade",
    "first_receiver__station",
    "first_receiver__brigade",
    "repeats",
)
