"""What stands in the offices and when they are open, on a day."""

from datetime import date

from jingge.common.viewer import Viewer
from jingge.common.workdays import WorkingCalendar, published
from jingge.organisation.queries import calendar_of
from jingge.staffing.models import OfficeEquipment, OpeningPlan, PoliceOffice, held_on
from jingge.staffing.queries.visible import visible_offices
from jingge.staffing.rules.openings import week_from
from jingge.staffing.terms import Equipment, EquipmentRow, Opening


def list_equipment(
    viewer: Viewer, day: date, *, item: str = "", station_code: str = "", office_code: str = ""
) -> list[EquipmentRow]:
    """What stands in which office the viewer may see."""
    offices = PoliceOffice.objects.filter(held_on(day) & visible_offices(viewer)).select_related("station")
    if station_code:
        offices = offices.filter(station__code=station_code)
    there = {office.code: office for office in offices}
    rows = OfficeEquipment.objects.filter(held_on(day), bureau_id=viewer.bureau_id, office_code__in=there)
    if item:
        rows = rows.filter(item=item)
    if office_code:
        rows = rows.filter(office_code=office_code)
    order = {kind.value: place for place, kind in enumerate(Equipment)}
    return [
        EquipmentRow(
            office_id=there[row.office_code].pk,
            office_code=row.office_code,
            office_name=there[row.office_code].name,
            station_code=there[row.office_code].station.code,
            station_name=there[row.office_code].station.name,
            item=Equipment(row.item),
            count=row.count,
            since=row.valid_from,
        )
        for row in sorted(rows, key=lambda r: (r.office_code, order[r.item]))
    ]


def openings(viewer: Viewer, day: date, calendar: WorkingCalendar | None = None) -> dict[str, Opening]:
    """Office code → its plan that day; who asks about a moment brings the bureau's calendar."""
    calendar = calendar or published()
    rows = OpeningPlan.objects.filter(held_on(day), bureau_id=viewer.bureau_id)
    return {row.office_code: opening(row, calendar) for row in rows}


def opening_of(viewer: Viewer, office: PoliceOffice, day: date) -> Opening | None:
    row = OpeningPlan.objects.filter(
        held_on(day), bureau_id=viewer.bureau_id, office_code=office.code
    ).first()
    return opening(row, calendar_of(viewer.bureau_id)) if row else None


def opening(row: OpeningPlan, calendar: WorkingCalendar) -> Opening:
    return Opening(week_from(row.week), row.closed_on_holidays, row.valid_from, row.valid_to, calendar)
