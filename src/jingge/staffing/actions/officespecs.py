"""Putting imported police offices in force."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from jingge.organisation.models import Bureau, Station
from jingge.staffing.actions.furnishingspecs import Furnishing
from jingge.staffing.actions.writing import Writing
from jingge.staffing.models import OfficeService, PoliceOffice
from jingge.staffing.rules.dates import start_of_change
from jingge.staffing.terms import OfficeSpec

ONE_DAY = timedelta(days=1)
FIELDS = ("name", "office_class", "station", "unit_code", "lon", "lat")


def put_offices(
    bureau: Bureau,
    stations: Mapping[str, Station],
    specs: Sequence[OfficeSpec],
    *,
    in_force_from: date,
    origin_id: UUID | None,
    writing: Writing,
) -> None:
    held = {
        office.code: office
        for office in PoliceOffice.objects.filter(bureau=bureau)
        .order_by("valid_from")
        .prefetch_related("services")
    }
    furnishing = Furnishing(bureau, in_force_from, writing)
    for spec in specs:
        wanted = {
            "name": spec.name,
            "office_class": spec.office_class,
            "station": stations[spec.station_code],
            "unit_code": spec.unit_code,
            "lon": spec.lon,
            "lat": spec.lat,
        }
        office = put_office(
            PoliceOffice(bureau=bureau, code=spec.code, valid_from=spec.since, origin_id=origin_id, **wanted),
            set(spec.serves_units),
            held.get(spec.code),
            in_force_from=in_force_from,
            writing=writing,
        )
        furnishing.put(spec, office)


def put_office(
    wanted: PoliceOffice,
    serves: set[str],
    held: PoliceOffice | None,
    *,
    in_force_from: date,
    writing: Writing,
) -> PoliceOffice:
    """Open the office as wanted, closing how it was; nothing happens when nothing differs."""
    if held is not None:
        same = all(getattr(held, name) == getattr(wanted, name) for name in FIELDS)
        if held.valid_to is None and same and serves == {s.unit_code for s in held.services.all()}:
            return held
        if held.valid_to is not None:
            wanted.valid_from = max(held.valid_to, wanted.valid_from)
        else:
            start = start_of_change(held.valid_from, wanted.valid_from, in_force_from)
            wanted.valid_from = start or held.valid_from + ONE_DAY
            writing.close(held, wanted.valid_from)
    office = writing.create(wanted)
    add_services(office, serves, writing)
    return office


def add_services(office: PoliceOffice, unit_codes: Iterable[str], writing: Writing) -> None:
    for code in sorted(unit_codes):
        writing.create(OfficeService(office=office, unit_code=code))
