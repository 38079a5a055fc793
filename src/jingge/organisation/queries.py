"""Reading the bureau and its organs, beginning with who asks."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.organisation.models import Brigade, Bureau, Station


def get_bureau(viewer: Viewer) -> Bureau:
    bureau = Bureau.objects.filter(pk=viewer.bureau_id).first()
    if bureau is None:
        raise NotYours(_("There is no such bureau."))
    return bureau


def list_stations(
    viewer: Viewer, *, closed: bool = False, words: str = "", mode: str = ""
) -> QuerySet[Station]:
    """The viewer's stations by code; those written off only when asked for."""
    rows = Station.objects.filter(bureau_id=viewer.bureau_id)
    if not viewer.sees_whole_bureau:
        rows = rows.filter(code=viewer.station_code)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(code__istartswith=words))
    if mode:
        rows = rows.filter(mode=mode)
    return rows if closed else rows.filter(valid_to__isnull=True)


def get_station(viewer: Viewer, code: str) -> Station:
    station = list_stations(viewer, closed=True).filter(code=code).first()
    if station is None:
        raise NotYours(_("There is no such station."))
    return station


def list_brigades(viewer: Viewer) -> QuerySet[Brigade]:
    """The brigades by code. They serve the whole bureau, so everyone in it may know them."""
    return Brigade.objects.filter(bureau_id=viewer.bureau_id, valid_to__isnull=True)


def station_names(viewer: Viewer) -> dict[str, str]:
    """Code to name of the viewer's open stations, for choosing the ground of an account."""
    return dict(list_stations(viewer).values_list("code", "name"))
