"""Where one may serve: stations, brigades, the bureau's departments."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.organisation.models import Brigade, Station
from jingge.staffing.queries.figures import held_on_or_always
from jingge.staffing.queries.visible import station_of
from jingge.staffing.terms import OrganKind, Place


def list_places(viewer: Viewer, day: date) -> list[tuple[Place, str]]:
    """Places with their names; a station-bound viewer has one."""
    places = [(Place(OrganKind.STATION, c), name) for c, name in list_station_names(viewer, day)]
    if station_of(viewer):
        return places
    brigades = Brigade.objects.filter(bureau_id=viewer.bureau_id, valid_to__isnull=True)
    places += [(Place(OrganKind.BRIGADE, c), name) for c, name in brigades.values_list("code", "name")]
    return [*places, (Place(OrganKind.DEPARTMENT), str(OrganKind.DEPARTMENT.label))]


def list_station_names(viewer: Viewer, day: date) -> list[tuple[str, str]]:
    """Station codes with names, as far as the viewer may see."""
    stations = Station.objects.filter(held_on_or_always(day), bureau_id=viewer.bureau_id)
    if code := station_of(viewer):
        stations = stations.filter(code=code)
    return list(stations.values_list("code", "name"))


def get_organs(viewer: Viewer, place: Place) -> tuple[Station | None, Brigade | None]:
    """The station or brigade a place is; neither for the departments."""
    if place.kind is OrganKind.STATION:
        station = Station.objects.filter(bureau_id=viewer.bureau_id, code=place.code).first()
        if station is None:
            raise NotYours(_("There is no such station."))
        return station, None
    if place.kind is OrganKind.BRIGADE:
        brigade = Brigade.objects.filter(bureau_id=viewer.bureau_id, code=place.code).first()
        if brigade is None:
            raise NotYours(_("There is no such brigade."))
        return None, brigade
    return None, None
