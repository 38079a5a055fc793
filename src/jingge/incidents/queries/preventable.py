"""可防性案件: how many were received in a span of days. Shown beside the work, never scored (R41)."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.incidents.models import Incident
from jingge.incidents.queries.listing import start_of
from jingge.incidents.queries.organs import own_organ
from jingge.incidents.queries.visible import visible_to
from jingge.incidents.terms import Ending
from jingge.norms.queries.editions import NATIONAL, pack_on
from jingge.norms.rules.packfiles import own_pack

PREVENTABLE = "preventable"
"""Asked of a list instead of one kind: all that the rules call preventable."""


def preventable_codes(bureau_id: UUID) -> list[str]:
    """By today's rules, so that a month and the one before are counted alike."""
    rows = (*own_pack(NATIONAL).categories, *pack_on(bureau_id, today()).categories)
    held = {one.code: one.preventable for one in rows}
    return sorted(code for code, preventable in held.items() if preventable)


def of_preventable(bureau_id: UUID) -> Q:
    """What was entered by mistake is none."""
    return Q(bureau_id=bureau_id, category__in=preventable_codes(bureau_id)) & ~Q(ending=Ending.VOID)


def preventable_by_station(viewer: Viewer, since: date, until: date) -> dict[str, int]:
    """Code of the station that received them first → how many."""
    rows = _within(viewer, since, until).filter(of_preventable(viewer.bureau_id))
    counted = rows.values_list("first_receiver__station__code").annotate(n=Count("pk")).order_by()
    return {code: n for code, n in counted if code}


def kept_since(viewer: Viewer, day: date) -> bool:
    """Whether the records reach back to a day: of a span before they began there is no figure."""
    rows = Incident.objects.filter(visible_to(viewer, own_organ(viewer)))
    return rows.filter(received_at__lt=start_of(day + timedelta(days=1))).order_by().exists()


def _within(viewer: Viewer, since: date, until: date) -> QuerySet[Incident]:
    rows = Incident.objects.filter(visible_to(viewer, own_organ(viewer)))
    return rows.filter(
        received_at__gte=start_of(since), received_at__lt=start_of(until + timedelta(days=1))
    ).order_by()
