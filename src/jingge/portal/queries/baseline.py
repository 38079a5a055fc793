"""The base figures of every station, whose sum is the bureau's (R09)."""

from dataclasses import fields
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from jingge.common.viewer import Viewer
from jingge.organisation.models import Station
from jingge.portal.queries.loads import Loads, loads_of
from jingge.portal.queries.version import described
from jingge.portal.terms import Baseline, MissingFigure, StationBaseline
from jingge.staffing.models import PoliceOffice
from jingge.staffing.queries import strength_by_station
from jingge.staffing.terms import StrengthRow
from jingge.territory.models import Grid, GridVersion, Level
from jingge.territory.queries import version_in_force

SUMMED = [f.name for f in fields(StationBaseline) if f.name not in ("code", "name", "mode", "heaviest")]


def get_baseline(viewer: Viewer, day: date) -> Baseline:
    """Base figures of the stations this person sees, on a day."""
    stations = Station.objects.filter(bureau_id=viewer.bureau_id).exclude(valid_to__lte=day)
    if not viewer.sees_whole_bureau:
        stations = stations.filter(code=viewer.station_code)
    version = version_in_force(viewer.bureau_id, day)
    if version is None:
        return Baseline(day, None, (), None, ())
    grids = _grids(version)
    people = {row.place.code: row for row in strength_by_station(viewer, day)}
    offices = _offices(viewer, day)
    loads = loads_of(version, day)
    rows = tuple(_row(station, grids, people, offices, loads) for station in stations)
    total = _total(rows) if rows else None
    return Baseline(day, described(version), rows, total, _missing(version, {row.code for row in rows}))


def _grids(version: GridVersion) -> dict[str, dict[str, Any]]:
    """Station code → its level-1 figures and how many grids lie inside."""
    found: dict[str, dict[str, Any]] = {}
    counts = (
        Grid.objects.filter(version=version)
        .values("station__code")
        .annotate(
            unit_count=Count("pk", filter=Q(level=Level.UNIT)),
            beat_count=Count("pk", filter=Q(level=Level.BEAT)),
            block_count=Count("pk", filter=Q(level=Level.BLOCK)),
        )
    )
    for row in counts:
        found[row["station__code"]] = dict(row)
    for town in Grid.objects.filter(version=version, level=Level.TOWN).select_related("station"):
        found.setdefault(town.station.code, {}).update(
            households=town.households,
            population=town.population,
            organisations=town.organisations,
            incidents=sum(town.incidents.values()),
            area_km2=town.area_km2,
        )
    return found


def _offices(viewer: Viewer, day: date) -> dict[str, int]:
    rows = (
        PoliceOffice.objects.filter(bureau_id=viewer.bureau_id, valid_from__lte=day)
        .exclude(valid_to__lte=day)
        .values_list("station__code")
        .annotate(Count("pk"))
    )
    return dict(rows)


def _row(
    station: Station,
    grids: dict[str, dict[str, Any]],
    people: dict[str, StrengthRow],
    offices: dict[str, int],
    loads: Loads,
) -> StationBaseline:
    ground = grids.get(station.code, {})
    staff = people.get(station.code)
    return StationBaseline(
        code=station.code,
        name=station.name,
        mode=station.mode,
        units=ground.get("unit_count", 0),
        beats=ground.get("beat_count", 0),
        blocks=ground.get("block_count", 0),
        households=ground.get("households", 0),
        population=ground.get("population", 0),
        organisations=ground.get("organisations", 0),
        incidents=ground.get("incidents", 0),
        area_km2=ground.get("area_km2", 0.0),
        load=loads.by_code.get(station.code, 0.0),
        heaviest=loads.heaviest.get(station.code, 0.0),
        officers=staff.officers if staff else 0,
        community_officers=staff.community_officers if staff else 0,
        auxiliaries=staff.auxiliaries if staff else 0,
        helpers=staff.helpers if staff else 0,
        offices=offices.get(station.code, 0),
    )


def _total(rows: tuple[StationBaseline, ...]) -> StationBaseline:
    sums = {name: sum(getattr(row, name) for row in rows) for name in SUMMED}
    return StationBaseline(code="", name="", mode="", heaviest=max(row.heaviest for row in rows), **sums)


def _missing(version: GridVersion, stations: set[str]) -> tuple[MissingFigure, ...]:
    """Empty cells of the blocks table, so that nobody takes a gap for a zero."""
    blocks = Grid.objects.filter(version=version, level=Level.BLOCK, station__code__in=stations)
    gaps = blocks.filter(Q(population=0) | Q(households=0) | Q(beat__isnull=True)).order_by("code")
    found = []
    for block in gaps:
        if block.beat_id is None:
            found.append(MissingFigure("areas", block.code, block.name, _("in no officer's area")))
        if block.population == 0 or block.households == 0:
            found.append(MissingFigure("blocks", block.code, block.name, _("people or households are 0")))
    return tuple(found)
