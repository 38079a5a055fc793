"""The bureau's own tables as they are on a day, in the columns an import has.

One shape for three uses: the background of a partial hand-over, the other side of the
preview, and the export. So an export that is imported again changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from jingge.exchange.rules.furnishing import equipment_words, opening_words
from jingge.exchange.rules.schema import FORMS
from jingge.exchange.terms import Book, Known, Sheet
from jingge.organisation.models import Brigade, Bureau, Station
from jingge.staffing.models import (
    BeatPosting,
    OfficeEquipment,
    Officer,
    OfficeService,
    OpeningPlan,
    Pairing,
    PoliceOffice,
    Posting,
    UnitService,
    held_on,
)
from jingge.staffing.rules.openings import week_from
from jingge.territory.models import Division, Grid, GridVersion, Level, Road, VersionState


def present_book(bureau_id: UUID, day: date) -> Book:
    version = version_on(bureau_id, day)
    sheets = [
        bureau_sheet(bureau_id),
        plain_sheet("units", Division.objects.filter(bureau_id=bureau_id)),
        plain_sheet("stations", Station.objects.filter(bureau_id=bureau_id, valid_to__isnull=True)),
        plain_sheet("brigades", Brigade.objects.filter(bureau_id=bureau_id, valid_to__isnull=True)),
        officers_sheet(bureau_id, day),
        offices_sheet(bureau_id, day),
        *map_sheets(version, day),
        roads_sheet(bureau_id),
    ]
    return Book({sheet.form: sheet for sheet in sheets}, day)


def version_on(bureau_id: UUID, day: date) -> GridVersion | None:
    rows = GridVersion.objects.filter(held_on(day), bureau_id=bureau_id, state=VersionState.ADOPTED)
    return rows.order_by("-valid_from").first()


def latest_start(bureau_id: UUID) -> date | None:
    """The day the newest adopted map begins."""
    rows = GridVersion.objects.filter(bureau_id=bureau_id, state=VersionState.ADOPTED)
    latest: date | None = rows.aggregate(latest=Max("valid_from"))["latest"]
    return latest


def sheet_of(form: str, rows: Sequence[dict[str, Any]], geometry: list[bytes] | None = None) -> Sheet:
    names = [c.name for c in FORMS[form].columns]
    names += sorted({n for row in rows for n in row if n not in names})
    columns = {name: [row.get(name) for row in rows] for name in names}
    return Sheet(form, FORMS[form].zh, columns, [None] * len(rows), geometry, is_present=True)


def plain_sheet(form: str, rows: Iterable[Any]) -> Sheet:
    names = [c.name for c in FORMS[form].columns]
    return sheet_of(form, [{name: getattr(row, name) for name in names} for row in rows])


def bureau_sheet(bureau_id: UUID) -> Sheet:
    return sheet_of(
        "bureau",
        [
            {
                "code": b.code,
                "name": b.name,
                "name_en": b.name_en,
                "synthetic": "1" if b.is_synthetic else "0",
            }
            for b in Bureau.objects.filter(pk=bureau_id)
        ],
    )


def officers_sheet(bureau_id: UUID, day: date) -> Sheet:
    """Everyone in post on the day; whoever left is not in the tables."""
    pairs = {
        p.auxiliary_id: p.officer.police_number
        for p in Pairing.objects.filter(held_on(day), bureau_id=bureau_id).select_related("officer")
    }
    units: dict[UUID, list[str]] = defaultdict(list)
    for service in UnitService.objects.filter(held_on(day), bureau_id=bureau_id).order_by("pk"):
        units[service.officer_id].append(service.unit_code)
    postings = Posting.objects.filter(held_on(day), bureau_id=bureau_id).select_related(
        "officer", "station", "brigade"
    )
    rows = []
    for posting in postings.order_by("officer__police_number"):
        officer = posting.officer
        organ = posting.station or posting.brigade
        rows.append(
            {
                "police_number": officer.police_number,
                "display_name": officer.display_name,
                "kind": officer.kind,
                "age_band": officer.age_band,
                "rank": officer.rank,
                "community_years": officer.community_years,
                "organ_code": organ.code if organ else "",
                "post": posting.post,
                "since": posting.valid_from,
                "reason": posting.reason,
                "paired_with": pairs.get(officer.pk, ""),
                "serves_units": tuple(units.get(officer.pk, ())),
            }
        )
    return sheet_of("officers", rows)


def offices_sheet(bureau_id: UUID, day: date) -> Sheet:
    served: dict[UUID, list[str]] = defaultdict(list)
    for service in OfficeService.objects.filter(office__bureau_id=bureau_id).order_by("pk"):
        served[service.office_id].append(service.unit_code)
    pieces: dict[str, dict[str, int]] = defaultdict(dict)
    for row in OfficeEquipment.objects.filter(held_on(day), bureau_id=bureau_id):
        pieces[row.office_code][row.item] = row.count
    plans = {
        row.office_code: opening_words(week_from(row.week), closed_on_holidays=row.closed_on_holidays)
        for row in OpeningPlan.objects.filter(held_on(day), bureau_id=bureau_id)
    }
    offices = PoliceOffice.objects.filter(held_on(day), bureau_id=bureau_id).select_related("station")
    return sheet_of(
        "offices",
        [
            {
                "code": o.code,
                "name": o.name,
                "class": o.office_class,
                "station_code": o.station.code,
                "unit_code": o.unit_code,
                "lon": o.lon,
                "lat": o.lat,
                "serves_units": tuple(served.get(o.pk, ())),
                "since": o.valid_from,
                "equipment": equipment_words(pieces[o.code]) or None,
                "opening": plans.get(o.code),
            }
            for o in offices
        ],
    )


def map_sheets(version: GridVersion | None, day: date) -> list[Sheet]:
    """Blocks with their polygons, and areas: whole communities where they are whole."""
    if version is None:
        return [sheet_of("blocks", []), sheet_of("areas", [])]
    rows: list[dict[str, Any]] = []
    geometry: list[bytes] = []
    beat_of: dict[str, tuple[str, str]] = {}
    units: dict[str, list[str]] = defaultdict(list)
    blocks = Grid.objects.filter(version=version, level=Level.BLOCK).select_related("parent", "beat", "shape")
    for block in blocks.order_by("code").iterator(chunk_size=2000):
        assert block.parent is not None
        rows.append(
            {
                "code": block.code,
                "name": block.name,
                "unit_code": block.parent.code,
                "kind": block.kind,
                "households": block.households,
                "population": block.population,
                "organisations": block.organisations,
                "area_km2": block.area_km2,
                "lon": block.lon,
                "lat": block.lat,
                **{f"incidents_{kind}": count for kind, count in block.incidents.items()},
            }
        )
        geometry.append(bytes(block.shape.wkb) if block.shape is not None and not block.derived else b"")
        units[block.parent.code].append(block.code)
        if block.beat is not None:
            beat_of[block.code] = (block.beat.code, block.beat.name)
    drawn = geometry if any(geometry) else None
    return [sheet_of("blocks", rows, drawn), areas_sheet(version, day, units, beat_of)]


def areas_sheet(
    version: GridVersion, day: date, units: dict[str, list[str]], beat_of: dict[str, tuple[str, str]]
) -> Sheet:
    held = BeatPosting.objects.filter(held_on(day), beat__version=version).select_related("beat", "officer")
    officer_of = {posting.beat.code: posting.officer.police_number for posting in held}
    rows = []
    for unit, blocks in sorted(units.items()):
        areas = {beat_of.get(block) for block in blocks}
        whole = len(areas) == 1
        for block in blocks[:1] if whole else blocks:
            if block in beat_of:
                code, name = beat_of[block]
                rows.append(
                    {
                        "area_code": code,
                        "area_name": name,
                        "unit_code": unit if whole else "",
                        "block_code": "" if whole else block,
                        "police_number": officer_of.get(code, ""),
                    }
                )
    return sheet_of("areas", sorted(rows, key=lambda row: row["area_code"]))


def roads_sheet(bureau_id: UUID) -> Sheet:
    rows = list(Road.objects.filter(bureau_id=bureau_id).order_by("pk"))
    return sheet_of(
        "roads", [{"name": r.name, "class": r.road_class} for r in rows], [bytes(r.wkb) for r in rows]
    )


def known_of(bureau_id: UUID, present: Book, expected_code: str = "") -> Known:
    """What the checks ask of the bureau beyond the tables."""
    codes = dict(Bureau.objects.values_list("pk", "code"))
    return Known(
        bureau_code=codes.pop(bureau_id, expected_code),
        other_codes=frozenset(codes.values()),
        seats=points_of(present.get("stations")),
        points=points_of(present.get("blocks")),
        kinds=dict(Officer.objects.filter(bureau_id=bureau_id).values_list("police_number", "kind")),
    )


def points_of(sheet: Sheet) -> dict[str, tuple[float, float]]:
    lons, lats = sheet.column("lon"), sheet.column("lat")
    return {
        code: (lons[at], lats[at])
        for at, code in sheet.indexed("code")
        if lons[at] is not None and lats[at] is not None
    }
