"""Police offices opening, closing, and changing whom they serve."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.audit.actions import record
from jingge.common.changes import Change
from jingge.common.clock import today
from jingge.common.errors import NotYours, refuse_if
from jingge.common.viewer import Viewer
from jingge.organisation.models import Bureau, Station
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.actions.officespecs import add_services, put_office
from jingge.staffing.actions.writing import Writing
from jingge.staffing.models import PoliceOffice
from jingge.staffing.queries.ground import map_units
from jingge.staffing.rules.dates import why_not_end
from jingge.staffing.rules.offices import why_not_change_services, why_not_open, why_not_reopen
from jingge.staffing.rules.standing import why_not_edit_staff
from jingge.staffing.terms import OfficeSpec


@transaction.atomic
def open_office(
    *, bureau: Bureau, spec: OfficeSpec, by: Viewer, noted: list[Change] | None = None
) -> PoliceOffice:
    """Open a police office with its service area on `spec.since`.

    `noted` gathers what was written, for whoever must be able to take it back.
    """
    refuse_if(why_not_edit_staff(by, bureau.pk))
    lock_bureau(bureau.pk)
    station = Station.objects.filter(bureau=bureau, code=spec.station_code).first()
    if station is None:
        raise NotYours(_("There is no such station."))
    taken = PoliceOffice.objects.filter(bureau=bureau, code=spec.code).exists()
    refuse_if(
        why_not_open(
            taken=taken,
            office_class=spec.office_class,
            stands_in=spec.unit_code,
            serves=spec.serves_units,
            known=map_units(bureau.pk, spec.since),
        )
    )
    writing = Writing()
    office = writing.create(
        PoliceOffice(
            bureau=bureau,
            code=spec.code,
            name=spec.name,
            office_class=spec.office_class,
            station=station,
            unit_code=spec.unit_code,
            lon=spec.lon,
            lat=spec.lat,
            valid_from=spec.since,
        )
    )
    add_services(office, set(spec.serves_units), writing)
    tell(noted, writing)
    record(
        action="staffing.open_office",
        by=by,
        subject=office,
        subject_label=f"{office.code} {office.name}",
        detail={"since": spec.since.isoformat(), "serves": sorted(spec.serves_units)},
        station_code=station.code,
    )
    return office


@transaction.atomic
def close_office(
    *, office: PoliceOffice, end: date, by: Viewer, noted: list[Change] | None = None
) -> PoliceOffice:
    """`end` is the first day the office is no longer there."""
    lock_bureau(office.bureau_id)
    office = PoliceOffice.objects.select_related("station").get(pk=office.pk)
    refuse_if(
        why_not_edit_staff(by, office.bureau_id) or why_not_end(office.valid_from, office.valid_to, end)
    )
    writing = Writing()
    writing.close(office, end)
    tell(noted, writing)
    record(
        action="staffing.close_office",
        by=by,
        subject=office,
        subject_label=f"{office.code} {office.name}",
        detail={"end": end.isoformat()},
        station_code=office.station.code,
    )
    return office


@transaction.atomic
def take_back_closing(*, office: PoliceOffice, by: Viewer) -> PoliceOffice:
    """Before its day the closing is as if it had not been ordered."""
    refuse_if(why_not_edit_staff(by, office.bureau_id))
    lock_bureau(office.bureau_id)
    office = PoliceOffice.objects.select_related("station").get(pk=office.pk)
    later = PoliceOffice.objects.filter(
        bureau_id=office.bureau_id, code=office.code, valid_from__gte=office.valid_to or date.max
    )
    refuse_if(why_not_reopen(closes_on=office.valid_to, today=today(), goes_on=later.exists()))
    was = office.valid_to
    Writing().change(office, valid_to=None)
    record(
        action="staffing.take_back_closing",
        by=by,
        subject=office,
        subject_label=f"{office.code} {office.name}",
        detail={"was": was.isoformat() if was else None},
        station_code=office.station.code,
    )
    return office


@transaction.atomic
def change_office_services(
    *,
    office: PoliceOffice,
    unit_codes: Sequence[str],
    from_date: date,
    by: Viewer,
    noted: list[Change] | None = None,
) -> PoliceOffice:
    """From a day on the office serves these communities and villages; until then it served as it did."""
    lock_bureau(office.bureau_id)
    office = PoliceOffice.objects.select_related("station").get(pk=office.pk)
    refuse_if(why_not_edit_staff(by, office.bureau_id))
    before = sorted(s.unit_code for s in office.services.all())
    refuse_if(
        why_not_end(office.valid_from, office.valid_to, from_date)
        or why_not_change_services(
            before=before, after=unit_codes, known=map_units(office.bureau_id, from_date)
        )
    )
    wanted = PoliceOffice(
        bureau_id=office.bureau_id,
        code=office.code,
        name=office.name,
        office_class=office.office_class,
        station=office.station,
        unit_code=office.unit_code,
        lon=office.lon,
        lat=office.lat,
        valid_from=from_date,
    )
    writing = Writing()
    changed = put_office(wanted, set(unit_codes), office, in_force_from=from_date, writing=writing)
    tell(noted, writing)
    record(
        action="staffing.change_office_services",
        by=by,
        subject=changed,
        subject_label=f"{office.code} {office.name}",
        detail={"from_date": from_date.isoformat(), "before": before, "after": sorted(set(unit_codes))},
        station_code=office.station.code,
    )
    return changed


def tell(noted: list[Change] | None, writing: Writing) -> None:
    if noted is not None:
        noted.extend(writing.changes())
