"""From a book to what the owners' actions take."""

from collections import defaultdict
from collections.abc import Iterator

from jingge.exchange.rules.furnishing import counts_of, week_of
from jingge.exchange.terms import Book, Sheet
from jingge.organisation.terms import BrigadeSpec, StationSpec
from jingge.staffing.terms import OfficerSpec, OfficeSpec, Opening
from jingge.territory.terms import BeatSpec, BlockSpec, DivisionSpec, MapSpec, RoadSpec, TownSpec, UnitSpec

NAMELESS = "?"  # before a row's place: a block whose code is wrong still has its ground


def in_force(sheet: Sheet, book: Book) -> Iterator[int]:
    """The rows of units that hold on the book's day inside the stations.

    A last day before the first one is told elsewhere; here it counts as none, so that what
    leans on the row is not accused too.
    """
    for at in range(sheet.length):
        first, last = sheet.get("valid_from", at), sheet.get("valid_to", at)
        ended = last is not None and last <= book.day and (first is None or last > first)
        if sheet.get("station_code", at) and first and first <= book.day and not ended:
            yield at


def stations_of(book: Book) -> list[StationSpec]:
    s = book.get("stations")
    return [
        StationSpec(
            code=s.get("code", i) or "",
            name=s.get("name", i) or "",
            level1_code=s.get("level1_code", i) or "",
            level1_name=s.get("level1_name", i) or "",
            mode=s.get("mode", i) or "",
            kind=s.get("kind", i) or "rural",
            lon=s.get("lon", i),
            lat=s.get("lat", i),
            valid_from=s.get("valid_from", i),
        )
        for i in range(s.length)
    ]


def brigades_of(book: Book) -> list[BrigadeSpec]:
    s = book.get("brigades")
    return [
        BrigadeSpec(s.get("code", i) or "", s.get("name", i) or "", s.get("kind", i) or "")
        for i in range(s.length)
    ]


def divisions_of(book: Book) -> list[DivisionSpec]:
    s = book.get("units")
    return [
        DivisionSpec(
            code=s.get("code", i),
            name=s.get("name", i),
            kind=s.get("kind", i),
            town_code=s.get("town_code", i),
            valid_from=s.get("valid_from", i),
            valid_to=s.get("valid_to", i),
            short_name=s.get("short_name", i) or "",
            town_name=s.get("town_name", i) or "",
            station_code=s.get("station_code", i) or "",
            change=s.get("change", i) or "",
        )
        for i in range(s.length)
    ]


def officers_of(book: Book) -> list[OfficerSpec]:
    s = book.get("officers")
    return [
        OfficerSpec(
            police_number=s.get("police_number", i),
            display_name=s.get("display_name", i),
            kind=s.get("kind", i),
            age_band=s.get("age_band", i),
            post=s.get("post", i),
            since=s.get("since", i),
            rank=s.get("rank", i) or "",
            community_years=s.get("community_years", i) or 0,
            organ_code=s.get("organ_code", i) or "",
            reason=s.get("reason", i) or "initial",
            paired_with=s.get("paired_with", i) or "",
            serves_units=s.get("serves_units", i) or (),
        )
        for i in range(s.length)
    ]


def offices_of(book: Book) -> list[OfficeSpec]:
    s = book.get("offices")

    def opening(i: int) -> Opening | None:
        words = s.get("opening", i)
        if not words:
            return None
        week, closed = week_of(words)
        return Opening(week, closed, book.day)

    return [
        OfficeSpec(
            code=s.get("code", i),
            name=s.get("name", i),
            office_class=s.get("class", i),
            station_code=s.get("station_code", i),
            unit_code=s.get("unit_code", i),
            lon=s.get("lon", i),
            lat=s.get("lat", i),
            since=s.get("since", i),
            serves_units=s.get("serves_units", i) or (),
            equipment=counts_of(words) if (words := s.get("equipment", i)) else None,
            opening=opening(i),
        )
        for i in range(s.length)
    ]


def roads_of(book: Book) -> list[RoadSpec]:
    s = book.get("roads")
    return [
        RoadSpec(wkb=shape, name=s.get("name", i) or "", road_class=s.get("class", i) or "")
        for i, shape in enumerate(s.geometry or ())
        if shape
    ]


def map_of(book: Book) -> MapSpec:
    """The whole map: level 1 from the stations, 2 from the units, 3 from today's areas, 4 from the blocks."""
    stations, units = book.get("stations"), book.get("units")
    town_of = {code: stations.get("level1_code", at) for at, code in stations.indexed("code")}
    towns = [
        TownSpec(str(stations.get("level1_code", at)), str(stations.get("level1_name", at)), str(code))
        for at, code in stations.indexed("code")
    ]
    rows = list({units.get("code", at): at for at in in_force(units, book) if units.get("code", at)}.values())
    blocks = blocks_of(book)
    pointed = {b.unit_code for b in blocks if b.wkb is None}
    return MapSpec(
        towns=towns,
        units=[
            UnitSpec(
                code=units.get("code", at),
                name=units.get("name", at) or "",
                town_code=town_of.get(units.get("station_code", at)) or "",
                kind=units.get("kind", at) or "",
                wkb=(units.geometry[at] or None)
                if units.geometry and units.get("code", at) in pointed
                else None,
            )
            for at in rows
        ],
        blocks=blocks,
        beats=beats_of(book),
    )


def blocks_of(book: Book) -> list[BlockSpec]:
    s = book.get("blocks")
    by_block, by_unit = area_of(book)
    kinds = [name for name in s.columns if name.startswith("incidents_")]
    made: list[BlockSpec] = []
    seen: set[str] = set()
    for i, stated in enumerate(s.column("code")):
        code = stated if stated and stated not in seen else f"{NAMELESS}{i}"
        seen.add(code)
        unit = s.get("unit_code", i) or ""
        made.append(
            BlockSpec(
                code=code,
                name=s.get("name", i) or "",
                unit_code=unit,
                beat_code=by_block.get(code) or by_unit.get(unit) or "",
                kind=s.get("kind", i) or "",
                wkb=(s.geometry[i] or None) if s.geometry is not None else None,
                lon=s.get("lon", i),
                lat=s.get("lat", i),
                area_km2=s.get("area_km2", i),
                households=s.get("households", i) or 0,
                population=s.get("population", i) or 0,
                organisations=s.get("organisations", i) or 0,
                incidents={kind.removeprefix("incidents_"): s.columns[kind][i] or 0 for kind in kinds},
            )
        )
    return made


def area_of(book: Book) -> tuple[dict[str, str], dict[str, str]]:
    """Which area a block lies in: named itself, or with its whole unit."""
    s = book.get("areas")
    by_block: dict[str, str] = {}
    by_unit: dict[str, str] = {}
    for i, code in s.indexed("area_code"):
        if block := s.get("block_code", i):
            by_block.setdefault(block, code)
        elif unit := s.get("unit_code", i):
            by_unit.setdefault(unit, code)
    return by_block, by_unit


def beats_of(book: Book) -> list[BeatSpec]:
    s = book.get("areas")
    names: dict[str, str] = {}
    for i, code in s.indexed("area_code"):
        names[code] = names.get(code) or s.get("area_name", i) or ""
    return [BeatSpec(code, name or code) for code, name in names.items()]


def responsible_of(book: Book) -> dict[str, str]:
    s = book.get("areas")
    return {code: s.get("police_number", i) or "" for i, code in reversed(list(s.indexed("area_code")))}


def grounds_of(book: Book) -> dict[str, list[int]]:
    """The rows of each area."""
    s = book.get("areas")
    rows: dict[str, list[int]] = defaultdict(list)
    for i, code in s.indexed("area_code"):
        rows[code].append(i)
    return rows
