"""One transfer, as its two sides, the arbiter and the auditor see it."""

from uuid import UUID

from django.utils.translation import gettext as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.incidents.models import Transfer
from jingge.incidents.queries.listing import SIDES
from jingge.incidents.queries.organs import own_organ
from jingge.incidents.queries.visible import UNSEEN, get_incident, sees_all


def get_transfer(viewer: Viewer, transfer_id: UUID) -> Transfer:
    found = Transfer.objects.filter(pk=transfer_id).select_related(*SIDES).first()
    if found is None:
        raise NotYours(_("There is no such transfer."))
    found.incident = get_incident(viewer, found.incident_id)
    organ = own_organ(viewer)
    if found.state in UNSEEN and not sees_all(viewer) and (organ is None or organ.pk != found.sender_id):
        raise NotYours(_("There is no such transfer."))
    return found
