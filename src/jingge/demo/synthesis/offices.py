"""The 24 police offices of class 1 and 2, with service areas that cover every unit."""

from collections import Counter

from shapely import Point

from jingge.demo.synthesis.neighbours import cut_walk
from jingge.demo.synthesis.shares import share_out
from jingge.demo.synthesis.source import read_stations, units_in_scope
from jingge.demo.synthesis.strength import OFFICES
from jingge.demo.terms import FARM, Block, Office, Station

CLASS_1 = 10
"""Offices with an officer full time: those that serve the most people."""
SINCE = ("2017-05-01", "2018-04-01", "2019-06-01", "2020-10-01")
BESIDE = 0.0004
"""Degrees between the office and the middle of its block."""


def open_offices(blocks: list[Block]) -> list[Office]:
    people: Counter[str] = Counter()
    for block in blocks:
        people[block.unit_code] += block.population
    stations = read_stations()
    units = Counter(unit.station_code for unit in units_in_scope())
    counts = share_out(OFFICES, [float(units[station.code]) for station in stations], 1)
    served = [
        (station, part)
        for station, count in zip(stations, counts, strict=True)
        for part in _service_areas(station, count, people)
    ]
    by_people = sorted(range(len(served)), key=lambda i: (-sum(people[code] for code in served[i][1]), i))
    full_time = set(by_people[:CLASS_1])
    numbers: Counter[str] = Counter()
    offices = []
    for i, (station, part) in enumerate(served):
        numbers[station.code] += 1
        code = f"{station.code}J{numbers[station.code]:02d}"
        offices.append(_office(code, 1 if i in full_time else 2, station, part, blocks, people))
    return offices


def _service_areas(station: Station, count: int, people: Counter[str]) -> list[list[str]]:
    """Contiguous because consecutive codes touch; the farm has an office of its own."""
    units = [unit for unit in units_in_scope() if unit.station_code == station.code]
    farm = [unit.code for unit in units if unit.town_code == FARM]
    walk = [unit.code for unit in units if unit.town_code != FARM]
    size = {code: float(people[code]) for code in walk}
    return cut_walk(walk, count - len(farm), size) + [[code] for code in farm]


def _office(
    code: str,
    office_class: int,
    station: Station,
    serves: list[str],
    blocks: list[Block],
    people: Counter[str],
) -> Office:
    home = max(serves, key=lambda unit: (people[unit], unit))
    block = max((b for b in blocks if b.unit_code == home), key=lambda b: (b.population, b.code))
    short_name = next(unit.short_name for unit in units_in_scope() if unit.code == home)
    lon, lat = round(block.lon + BESIDE, 6), block.lat
    if not block.polygon.contains(Point(lon, lat)):
        lon = block.lon
    return Office(
        code=code,
        name=f"{station.name}{short_name}警务室",
        office_class=office_class,
        station_code=station.code,
        unit_code=home,
        lon=lon,
        lat=lat,
        serves_units=tuple(serves),
        since=SINCE[sum(map(ord, code)) % len(SINCE)],
    )
