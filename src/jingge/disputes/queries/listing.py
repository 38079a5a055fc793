"""Lists of disputes, one dispute with its story."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.disputes.models import Dispute, Step
from jingge.disputes.rules.types import dispute_types
from jingge.disputes.terms import State
from jingge.incidents.models import Incident
from jingge.incidents.queries.organs import own_organ
from jingge.incidents.queries.visible import sees_all, visible_to
from jingge.norms.queries.editions import said

WITH = ("incident__owner__station", "incident__owner__brigade")
ENDS = {
    "mediated": (State.PERFORMED, State.VISITED),
    "referred": (State.REFERRED, State.SETTLED),
    "case": (State.CASE,),
    "open": (State.OPENED, State.FIT, State.SECOND, State.TO_REFER, State.AGREED),
}
"""What a picture counts together."""
CHECK, VISIT, JUDGE = "check", "visit", "judge"


def visible(viewer: Viewer) -> QuerySet[Dispute]:
    rows = Dispute.objects.filter(incident__bureau_id=viewer.bureau_id).select_related(*WITH)
    if sees_all(viewer):
        return rows
    seen = Incident.objects.filter(visible_to(viewer, own_organ(viewer))).values("pk")
    return rows.filter(incident__in=seen)


def list_disputes(
    viewer: Viewer,
    *,
    words: str = "",
    type: str = "",
    level: str = "",
    state: str = "",
    end: str = "",
    due: str = "",
    organ_code: str = "",
    unit_code: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Dispute]:
    """Newest first; days are those on which the incident was accepted."""
    rows = visible(viewer)
    if words:
        place = Q(incident__place__icontains=words) | Q(incident__place_name__icontains=words)
        rows = rows.filter(Q(incident__number__startswith=words) | Q(agreement_number=words) | place)
    wanted = {
        "type": type,
        "level": level,
        "state": state,
        "incident__owner__code": organ_code,
        "opened_on__gte": since,
        "opened_on__lte": until,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if unit_code:
        rows = rows.filter(incident__unit_code="" if unit_code == "-" else unit_code)
    if end:
        rows = rows.filter(state__in=ENDS[end])
    if due:
        rows = rows.filter(waiting(due))
    return rows.order_by("-opened_on", "-incident__received_at", "pk")


def waiting(due: str) -> Q:
    """What is to be done by today."""
    open_ = Q(incident__stage="accepted")
    if due == CHECK:
        return Q(state=State.AGREED, perform_by__lte=today()) & open_
    if due == VISIT:
        return Q(state=State.PERFORMED, visit_due__lte=today())
    return Q(state=State.OPENED) & open_


def get_dispute(viewer: Viewer, dispute_id: UUID) -> Dispute:
    found = visible(viewer).filter(pk=dispute_id).first()
    if found is None:
        raise NotYours(_("There is no such dispute on your ground."))
    return found


def find_of(incident: Incident) -> Dispute | None:
    return Dispute.objects.filter(incident=incident).first()


def story_of(dispute: Dispute) -> list[Step]:
    return list(dispute.steps.select_related("undone_by", "undoes"))


def type_names() -> dict[str, str]:
    return {one.code: said(one.name_zh, one.name_en) for one in dispute_types()}
