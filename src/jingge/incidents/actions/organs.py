"""Organs are rows of their own, made the first time a station, a brigade or the command office needs one."""

from uuid import UUID

from django.utils.translation import gettext as _

from jingge.common.errors import Invalid, Refused
from jingge.common.viewer import Viewer
from jingge.incidents.models import Organ
from jingge.incidents.queries.organs import COMMAND_CODE, find_organ, organs, own_place
from jingge.incidents.terms import OrganKind
from jingge.organisation.models import Brigade, Station


def ensure_organs(bureau_id: UUID) -> None:
    """Every station and brigade of today has its organ."""
    known = set(Organ.objects.filter(bureau_id=bureau_id).values_list("kind", "code"))
    if (OrganKind.COMMAND, COMMAND_CODE) not in known:
        _make(bureau_id, OrganKind.COMMAND, COMMAND_CODE)
    for station in Station.objects.filter(bureau_id=bureau_id, valid_to__isnull=True):
        if (OrganKind.STATION, station.code) not in known:
            _make(bureau_id, OrganKind.STATION, station.code, station=station)
    for brigade in Brigade.objects.filter(bureau_id=bureau_id, valid_to__isnull=True):
        if (OrganKind.BRIGADE, brigade.code) not in known:
            _make(bureau_id, OrganKind.BRIGADE, brigade.code, brigade=brigade)


def my_organ(by: Viewer) -> Organ:
    place = own_place(by)
    if place is None:
        raise Refused(_("Your post belongs to no unit that handles incidents."))
    return organ_at(by.bureau_id, *place)


def organ_at(bureau_id: UUID, kind: OrganKind, code: str) -> Organ:
    rows = organs(bureau_id).filter(kind=kind, code=code)
    found = rows.first()
    if found is None:
        ensure_organs(bureau_id)
        found = rows.first()
    if found is None:
        raise Refused(_("Your unit exists no longer."))
    return found


def organ_called(bureau_id: UUID, code: str, field: str = "whose") -> Organ:
    """A unit somebody named."""
    found = find_organ(bureau_id, code)
    if found is None:
        ensure_organs(bureau_id)
        found = find_organ(bureau_id, code)
    if found is None:
        raise Invalid(field, code, _("Choose a station, a brigade or the command office of your bureau."))
    return found


def _make(
    bureau_id: UUID,
    kind: OrganKind,
    code: str,
    *,
    station: Station | None = None,
    brigade: Brigade | None = None,
) -> None:
    Organ.objects.get_or_create(
        bureau_id=bureau_id, kind=kind, code=code, defaults={"station": station, "brigade": brigade}
    )
