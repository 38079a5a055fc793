"""The county in the columns of docs/reference/import-format.md."""

from jingge.demo.synthesis.history import FIRST_LIST, list_names_in_force
from jingge.demo.synthesis.source import read_stations, read_towns, read_units
from jingge.demo.synthesis.strength import BRIGADES
from jingge.demo.terms import BUREAU_CODE, Beat, Block, Office, Officer

Row = dict[str, str | int | float]


def bureau_rows() -> list[Row]:
    return [
        {
            "code": BUREAU_CODE,
            "name": "灵武市公安局",
            "name_en": "Lingwu Public Security Bureau",
            "synthetic": 1,
        }
    ]


def unit_rows() -> list[Row]:
    units = {unit.code: unit for unit in read_units()}
    rows: list[Row] = []
    for name in list_names_in_force():
        unit = units[name.code]
        rows.append(
            {
                "code": name.code,
                "name": name.name,
                "short_name": unit.short_name if name.name == unit.name else short_name(name.name),
                "kind": unit.kind,
                "town_code": unit.town_code,
                "town_name": unit.town_name,
                "station_code": unit.station_code,
                "valid_from": name.valid_from,
                "valid_to": name.valid_to,
                "change": name.change,
            }
        )
    return rows


def short_name(name: str) -> str:
    """As the source shortens: 郭碱滩村委会 is 郭碱滩村, communities keep their name."""
    stem = name.removesuffix("村委会")
    return name if stem == name else stem if stem.endswith("村") else f"{stem}村"


def station_rows() -> list[Row]:
    seats = {town.code: town for town in read_towns()}
    return [
        {
            "code": station.code,
            "name": station.name,
            "level1_code": station.town_code,
            "level1_name": station.town_name,
            "mode": "mode_one_room_two_teams" if station.city else "mode_multi_skill",
            "kind": "city" if station.city else "rural",
            "lon": seats[station.town_code].lon,
            "lat": seats[station.town_code].lat,
            "valid_from": FIRST_LIST,
        }
        for station in read_stations()
    ]


def brigade_rows() -> list[Row]:
    return [{"code": b.code, "name": b.name, "kind": b.kind} for b in BRIGADES]


def officer_rows(people: list[Officer]) -> list[Row]:
    return [
        {
            "police_number": person.police_number,
            "display_name": person.display_name,
            "kind": person.kind,
            "age_band": person.age_band,
            "rank": person.rank,
            "community_years": "" if person.community_years is None else person.community_years,
            "organ_code": person.organ_code,
            "post": person.post,
            "since": person.since,
            "reason": person.reason,
            "paired_with": person.paired_with,
            "serves_units": ";".join(person.serves_units),
        }
        for person in people
    ]


def office_rows(offices: list[Office]) -> list[Row]:
    return [
        {
            "code": office.code,
            "name": office.name,
            "class": office.office_class,
            "station_code": office.station_code,
            "unit_code": office.unit_code,
            "lon": office.lon,
            "lat": office.lat,
            "serves_units": ";".join(office.serves_units),
            "since": office.since,
        }
        for office in offices
    ]


def block_properties(block: Block) -> Row:
    return {
        "code": block.code,
        "name": block.name,
        "unit_code": block.unit_code,
        "kind": block.kind,
        "households": block.households,
        "population": block.population,
        "organisations": block.organisations,
        **{f"incidents_{kind}": count for kind, count in block.incidents.items()},
        "lon": block.lon,
        "lat": block.lat,
    }


def area_rows(beats: list[Beat], responsible: dict[str, str]) -> list[Row]:
    rows: list[Row] = []
    for beat in beats:
        pairs = [("", code) for code in beat.unit_codes]
        if beat.block_codes:
            pairs = [(code, "") for code in beat.block_codes]
        rows += [
            {
                "area_code": beat.code,
                "area_name": beat.name,
                "block_code": block,
                "unit_code": unit,
                "police_number": responsible[beat.code],
            }
            for block, unit in pairs
        ]
    return rows
