"""Police offices on a day, with whom they serve."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.staffing.models import PoliceOffice, held_on
from jingge.staffing.queries.ground import unit_names
from jingge.staffing.queries.visible import visible_offices
from jingge.staffing.terms import OfficeRow


def list_offices(
    viewer: Viewer, day: date, *, office_class: int | None = None, station_code: str = ""
) -> list[OfficeRow]:
    rows = PoliceOffice.objects.filter(held_on(day) & visible_offices(viewer))
    if office_class is not None:
        rows = rows.filter(office_class=office_class)
    if station_code:
        rows = rows.filter(station__code=station_code)
    names = unit_names(viewer.bureau_id, day)
    return [office_row(r, names) for r in rows.select_related("station").prefetch_related("services")]


def get_office(viewer: Viewer, office_id: UUID) -> PoliceOffice:
    office = (
        PoliceOffice.objects.filter(visible_offices(viewer), pk=office_id).select_related("station").first()
    )
    if office is None:
        raise NotYours(_("This office is not on your ground."))
    return office


def office_history(viewer: Viewer, office_id: UUID) -> list[OfficeRow]:
    """How this office was, newest first."""
    office = get_office(viewer, office_id)
    rows = PoliceOffice.objects.filter(visible_offices(viewer), code=office.code).order_by("-valid_from")
    names = unit_names(viewer.bureau_id, office.valid_from)
    return [office_row(r, names) for r in rows.select_related("station").prefetch_related("services")]


def office_row(row: PoliceOffice, names: dict[str, str]) -> OfficeRow:
    return OfficeRow(
        id=row.pk,
        code=row.code,
        name=row.name,
        office_class=row.office_class,
        station_code=row.station.code,
        station_name=row.station.name,
        unit_code=row.unit_code,
        unit_name=names.get(row.unit_code, ""),
        lon=row.lon,
        lat=row.lat,
        serves_units=tuple(sorted((s.unit_code, names.get(s.unit_code, "")) for s in row.services.all())),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
