"""The base figures of every station, whose sum is the bureau's (R09)."""

from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from jingge.common.viewer import Viewer
from jingge.organisation.models import Station
from jingge.organisation.queries import with_modes
from jingge.portal.queries.loads import Loads, StationGround, loads_of
from jingge.portal.queries.version import described
from jingge.portal.terms import Baseline, MissingFigure, StationBaseline
from jingge.staffing.models import PoliceOffice
from jingge.staffing.queries.figures import counts
from jingge.staffing.terms import OrganKind, Place
from jingge.territory.queries import version_in_force

SUMMED = [f.name for f in fields(StationBaseline) if f.name not in ("code", "name", "mode", "heaviest")]
NOTHING = StationGround(0, 0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0)


def get_baseline(viewer: Viewer, day: date) -> Baseline:
    """Base figures of the stations this person sees, on a day."""
    stations = Station.objects.filter(bureau_id=viewer.bureau_id).exclude(valid_to__lte=day)
    stations = with_modes(stations, day)
    if not viewer.sees_whole_bureau:
        stations = stations.filter(code=viewer.station_code)
    version = version_in_force(viewer.bureau_id, day)
    if version is None:
        return Baseline(day, None, (), None, ())
    people = counts(viewer, day)
    offices = _offices(viewer, day)
    loads = loads_of(version, day)
    rows = tuple(_row(station, people, offices, loads) for station in stations)
    total = _total(rows) if rows else None
    return Baseline(day, described(version), rows, total, tuple(_missing(loads, {row.code for row in rows})))


def _offices(viewer: Viewer, day: date) -> dict[str, int]:
    rows = (
        PoliceOffice.objects.filter(bureau_id=viewer.bureau_id, valid_from__lte=day)
        .exclude(valid_to__lte=day)
        .values_list("station__code")
        .annotate(Count("pk"))
    )
    return dict(rows)


def _row(
    station: Station, people: dict[Place, dict[str, int]], offices: dict[str, int], loads: Loads
) -> StationBaseline:
    ground = loads.stations.get(station.code, NOTHING)
    staff = people.get(Place(OrganKind.STATION, station.code), {})
    return StationBaseline(
        code=station.code,
        name=station.name,
        mode=station.mode_now,
        **asdict(ground),
        officers=staff.get("officers", 0),
        community_officers=staff.get("community_officers", 0),
        auxiliaries=staff.get("auxiliaries", 0),
        helpers=staff.get("helpers", 0),
        offices=offices.get(station.code, 0),
    )


def _total(rows: tuple[StationBaseline, ...]) -> StationBaseline:
    sums = {name: sum(getattr(row, name) for row in rows) for name in SUMMED}
    return StationBaseline(code="", name="", mode="", heaviest=max(row.heaviest for row in rows), **sums)


def _missing(loads: Loads, stations: set[str]) -> Iterator[MissingFigure]:
    """Empty cells of the blocks table, so that nobody takes a gap for a zero."""
    for station, code, name in loads.without_area:
        if station in stations:
            yield MissingFigure("areas", code, name, _("in no officer's area"))
    for station, code, name in loads.without_people:
        if station in stations:
            yield MissingFigure("blocks", code, name, _("people or households are 0"))
