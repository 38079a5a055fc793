"""Police offices on a day, with whom they serve."""

from collections.abc import Container, Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.staffing.models import PoliceOffice, held_on
from jingge.staffing.queries.ground import map_units, official_names, unit_names
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
    on_map = map_units(viewer.bureau_id, day)
    names = official_names(viewer.bureau_id, day) | on_map
    return [office_row(r, names, on_map) for r in rows.select_related("station").prefetch_related("services")]


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


def office_row(
    row: PoliceOffice, names: Mapping[str, str], on_map: Container[str] | None = None
) -> OfficeRow:
    """`on_map`: the units of the map of the day, where what is gone is asked for."""
    codes = sorted(service.unit_code for service in row.services.all())
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
        serves_units=tuple((code, names.get(code, "")) for code in codes),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        gone=() if on_map is None else tuple(code for code in codes if code not in on_map),
    )


def served_without(
    viewer: Viewer, code: str, day: date
) -> tuple[list[str], list[tuple[str, tuple[str, ...]]]]:
    """What an office serves alone, and what others serve too (unit, those offices), by names."""
    rows = list_offices(viewer, day)
    mine = [unit for row in rows if row.code == code for unit in row.serves_units]
    others = [
        (unit[1] or unit[0], tuple(r.name for r in rows if r.code != code and unit in r.serves_units))
        for unit in mine
    ]
    return [unit for unit, names in others if not names], [one for one in others if one[1]]
