"""The real input, read from the package's own data."""

import csv
import io
import json
from functools import cache
from importlib.resources import files

from shapely import Polygon

from jingge.demo.terms import Station, Town, Unit

YEARS = (2016, 2018, 2019, 2020, 2021, 2022, 2023)
KINDS = {
    "residents_committee": "residents_committee",
    "villagers_committee": "villagers_committee",
    "similar_to_residents_committee": "community_like",
    "similar_to_villagers_committee": "village_like",
}


def read_text(name: str) -> str:
    return (files("jingge.demo") / "data" / name).read_text(encoding="utf-8")


def read_rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(read_text(name))))


@cache
def read_towns() -> tuple[Town, ...]:
    return tuple(
        Town(
            code=row["town_code"],
            name=row["town_name"],
            lon=float(row["seat_lon"]),
            lat=float(row["seat_lat"]),
            population_2010=int(row["population"]) if row["population"] else None,
            station_code=row["demo_station"],
        )
        for row in read_rows("towns.csv")
    )


@cache
def read_stations() -> tuple[Station, ...]:
    return tuple(
        Station(
            code=row["station_code"],
            name=row["station_name"],
            town_code=row["town_code"],
            town_name=row["town_name"],
            city=row["mode"] == "two_teams_one_room",
        )
        for row in read_rows("stations_demo.csv")
    )


@cache
def read_units() -> tuple[Unit, ...]:
    """All listed units in the order of their codes; only those in scope carry a station."""
    return tuple(
        Unit(
            code=row["code12"],
            name=row["name_latest"],
            short_name=row["short_name"],
            kind=KINDS[row["kind"]],
            town_code=row["town_code"],
            town_name=row["town_name"],
            station_code=row["demo_station"],
            listed=tuple(year for year in YEARS if row[f"in_{year}"] == "1"),
        )
        for row in sorted(read_rows("units.csv"), key=lambda row: row["code12"])
    )


def units_in_scope() -> list[Unit]:
    """The 85 of the list of June 2020."""
    return [unit for unit in read_units() if unit.station_code]


@cache
def read_outline() -> Polygon:
    """The file holds a multi-polygon of one part."""
    geometry = json.loads(read_text("outline.geojson"))["features"][0]["geometry"]
    (rings,) = geometry["coordinates"]
    return Polygon(rings[0], rings[1:])
