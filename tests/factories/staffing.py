"""A small staff on any map: what staffing's own tests and those above it stand on.

    staff = small_staff(version)

For every station of the map: a head, one community officer an area with one auxiliary each
(the first has two), one command-office and one case officer; one helper a unit; an office
serving all units. A brigade, when there is one, gets two officers, the departments one.
Numbers follow the cast: station 1 of the map has 040100 (head), 040101 … (community officers).
"""

from dataclasses import dataclass
from datetime import date

from jingge.common.viewer import system_viewer
from jingge.organisation.models import Brigade, Station
from jingge.staffing.actions import post_to_beats, take_over_staff
from jingge.staffing.models import Officer
from jingge.staffing.terms import OfficerSpec, OfficeSpec
from jingge.territory.models import Grid, GridVersion, Level

SINCE = date(2020, 1, 1)


@dataclass(frozen=True)
class Staff:
    """Everybody by police number, and who answers for what."""

    people: dict[str, Officer]
    responsible: dict[str, str]  # area code -> police number
    heads: dict[str, Officer]  # station code -> its head


def one(number: str, post: str, organ: str, **more: object) -> OfficerSpec:
    kind = post if post in ("auxiliary", "helper") else "officer"
    values: dict[str, object] = {"kind": kind, "age_band": "30_39", "since": SINCE, **more}
    return OfficerSpec(
        police_number=number,
        display_name=f"民警{number}",
        post=post,
        organ_code=organ,
        **values,  # type: ignore[arg-type]
    )


def station_specs(
    version: GridVersion, station: Station, place: int
) -> tuple[list[OfficerSpec], dict[str, str]]:
    """One station's people, and its areas in their hands."""
    base = f"04{place:02d}"
    of_station = Grid.objects.filter(version=version, station=station).order_by("code")
    beats = list(of_station.filter(level=Level.BEAT).values_list("code", flat=True))
    units = list(of_station.filter(level=Level.UNIT).values_list("code", flat=True))
    code = station.code
    responsible = {beat: f"{base}{n:02d}" for n, beat in enumerate(beats, start=1)}
    people = [
        one(f"{base}00", "station_head", code, age_band="50_plus"),
        one(f"{base}80", "command_office", code),
        one(f"{base}81", "case_officer", code),
    ]
    people += [one(number, "community_officer", code, community_years=3) for number in responsible.values()]
    leaders = [*responsible.values(), *list(responsible.values())[:1]]
    people += [one(f"F{base}{n:02d}", "auxiliary", code, paired_with=who) for n, who in enumerate(leaders)]
    people += [one(f"Z{base}{n:02d}", "helper", code, serves_units=(unit,)) for n, unit in enumerate(units)]
    return people, responsible


def office_spec(version: GridVersion, station: Station) -> OfficeSpec:
    units = Grid.objects.filter(version=version, station=station, level=Level.UNIT).order_by("code")
    first = units[0]
    return OfficeSpec(
        code=f"JWS-{station.code}",
        name=f"{station.name}{first.name}警务室",
        office_class=1,
        station_code=station.code,
        unit_code=first.code,
        lon=first.lon,
        lat=first.lat,
        since=SINCE,
        serves_units=tuple(units.values_list("code", flat=True)),
    )


def small_staff(version: GridVersion, *, valid_from: date | None = None) -> Staff:
    """Post a staff to an adopted version from its first day (or another)."""
    day = valid_from or version.valid_from or SINCE
    bureau, by = version.bureau, system_viewer(version.bureau_id)
    towns = Grid.objects.filter(version=version, level=Level.TOWN).select_related("station")
    stations = sorted((t.station for t in towns), key=lambda s: s.code)
    specs: list[OfficerSpec] = [one("019001", "department", "")]
    responsible: dict[str, str] = {}
    for place, station in enumerate(stations, start=1):
        people, beats = station_specs(version, station, place)
        specs += people
        responsible |= beats
    if brigade := Brigade.objects.filter(bureau=bureau).first():
        specs += [one(f"02900{n}", "brigade_officer", brigade.code) for n in (1, 2)]
    take_over_staff(
        bureau=bureau,
        officers=specs,
        offices=[office_spec(version, s) for s in stations],
        valid_from=day,
        origin_id=None,
        by=by,
    )
    post_to_beats(version=version, responsible=responsible, valid_from=day, origin_id=None, by=by)
    known = {o.police_number: o for o in Officer.objects.filter(bureau=bureau)}
    heads = {s.code: known[f"04{place:02d}00"] for place, s in enumerate(stations, start=1)}
    return Staff(known, responsible, heads)
