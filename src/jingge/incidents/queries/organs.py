"""Whom an incident can belong to, and who of them is asking."""

from uuid import UUID

from django.db.models import Q, QuerySet

from jingge.common.viewer import Role, Viewer
from jingge.incidents.models import Organ
from jingge.incidents.terms import OrganKind
from jingge.norms.terms import Lead
from jingge.organisation.models import Brigade, BrigadeKind, Station

COMMAND_CODE = "ZH"
"""指挥: the code in the numbers of what the command office takes in itself."""
BRIGADES = {
    Lead.CRIMINAL: BrigadeKind.CRIMINAL,
    Lead.PUBLIC_ORDER: BrigadeKind.PUBLIC_ORDER,
    Lead.DRUGS: BrigadeKind.DRUGS,
    Lead.TRAFFIC: BrigadeKind.TRAFFIC,
}


def own_place(viewer: Viewer) -> tuple[OrganKind, str] | None:
    """The organ a person acts for; None for those who only read."""
    if viewer.station_code:
        return OrganKind.STATION, viewer.station_code
    if viewer.brigade_code:
        return OrganKind.BRIGADE, viewer.brigade_code
    if viewer.role in (Role.COMMAND_OFFICE, Role.BUREAU_LEADER):
        return OrganKind.COMMAND, COMMAND_CODE
    return None


def own_organ(viewer: Viewer) -> Organ | None:
    place = own_place(viewer)
    if place is None:
        return None
    kind, code = place
    return organs(viewer.bureau_id).filter(kind=kind, code=code).first()


def organs(bureau_id: UUID) -> QuerySet[Organ]:
    return Organ.objects.filter(bureau_id=bureau_id).select_related("station", "brigade")


def open_organs(bureau_id: UUID) -> list[Organ]:
    """Whom something can be handed to, stations first."""
    held = Q(station__valid_to__isnull=True, brigade__valid_to__isnull=True)
    return sorted(organs(bureau_id).filter(held), key=lambda one: (ORDER[one.kind], one.code))


ORDER = {OrganKind.STATION.value: 0, OrganKind.BRIGADE.value: 1, OrganKind.COMMAND.value: 2}


def find_organ(bureau_id: UUID, code: str) -> Organ | None:
    """By its own code; stations, brigades and the command office share one set of codes here."""
    return organs(bureau_id).filter(code=code).order_by("kind").last() if code else None


def brigade_for(bureau_id: UUID, lead: Lead) -> Brigade | None:
    kind = BRIGADES.get(lead)
    if kind is None:
        return None
    rows = Brigade.objects.filter(bureau_id=bureau_id, kind=kind, valid_to__isnull=True)
    return rows.order_by("code").first()


def station_at(bureau_id: UUID, code: str) -> Station | None:
    return Station.objects.filter(bureau_id=bureau_id, code=code).first() if code else None
