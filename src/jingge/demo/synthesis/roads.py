"""A connected network: trunk roads between the seats, county roads to the units, village roads, streets."""

from collections import defaultdict

import shapely
from shapely import LineString

from jingge.demo.synthesis.county import County
from jingge.demo.synthesis.network import Network, Stretch, possible_roads
from jingge.demo.synthesis.plane import distance_km, to_degrees
from jingge.demo.synthesis.source import read_towns
from jingge.demo.synthesis.waves import Point
from jingge.demo.terms import Block, Road

TRUNKS = (
    ("640181001", "640181100"),
    ("640181001", "640181200"),
    ("640181200", "640181105"),
    ("640181100", "640181102"),
    ("640181102", "640181101"),
    ("640181101", "640181201"),
    ("640181001", "640181103"),
    ("640181103", "640181104"),
)
COUNTY_LINKS = (
    ("640181201", "640181104"),
    ("640181001", "640181400"),
    ("640181400", "640181200"),
    ("640181105", "640181103"),
)
GATES: tuple[tuple[str, Point], ...] = (
    ("640181103", (106.80, 38.15)),
    ("640181201", (106.566, 37.593)),
    ("640181105", (106.422, 38.345)),
)
"""Where trunk roads leave towards the neighbouring counties."""
LONG_WAY_ROUND = 2.2
"""Neighbouring villages get a road of their own when the way on other roads is longer than this times it."""


def lay_roads(county: County, seed: int) -> list[Road]:
    network = possible_roads(county, seed)
    seats = {town.code: network.nearest((town.lon, town.lat)) for town in read_towns()}
    laid: dict[Stretch, tuple[str, str]] = {}

    def build(start: Point, goals: set[Point], road_class: str, name: str) -> None:
        for stretch in network.path(start, goals) or []:
            laid.setdefault(stretch, (road_class, name))
            network.built.add(stretch)

    ends = [(seats[a], seats[b]) for a, b in TRUNKS]
    ends += [(seats[town], _way_out(network, county, gate)) for town, gate in GATES]
    for number, (a, b) in enumerate(ends, start=1):
        build(a, {b}, "trunk", f"示范干线{number}号")
    for number, (town, other) in enumerate(COUNTY_LINKS, start=1):
        build(seats[town], {seats[other]}, "county", f"示范县道{number}号")
    homes = _homes(county)
    for number, block in enumerate(_main_blocks(county), start=len(COUNTY_LINKS) + 1):
        build(homes[block.code], {seats[block.unit_code[:9]]}, "county", f"示范县道{number}号")
    for stretch in sorted(network.streets):
        laid.setdefault(stretch, ("street", "示范街道"))
        network.built.add(stretch)
    for code in sorted(homes):
        build(homes[code], {end for stretch in network.built for end in stretch}, "village", "示范乡道")
    for stretch in _short_cuts(network, set(homes.values())):
        laid[stretch] = ("village", "示范乡道")
    return [
        Road(name=name, road_class=road_class, line=network.lines[stretch])
        for stretch, (road_class, name) in sorted(laid.items())
    ]


def _way_out(network: Network, county: County, gate: Point) -> Point:
    """A corner of the outline near the gate, joined to the road net where a straight line stays inside."""
    node = network.nearest(gate)
    corners = sorted(shapely.get_coordinates(county.outline.county).tolist())
    for x, y in sorted(corners, key=lambda corner: distance_km((corner[0], corner[1]), gate)):
        if county.outline.county.covers(LineString([node, (x, y)])):
            network.add([node, (x, y)])
            return x, y
    return node


def _homes(county: County) -> dict[str, Point]:
    """Where the people of each block outside the county town live; in town they live on the streets."""
    in_town = {to_degrees(seed.x, seed.y) for seed in county.seeds if seed.in_town}
    return {b.code: (b.lon, b.lat) for b in county.blocks if (b.lon, b.lat) not in in_town}


def _main_blocks(county: County) -> list[Block]:
    """The largest block of every unit outside the county town."""
    homes = _homes(county)
    units: dict[str, list[Block]] = defaultdict(list)
    for block in county.blocks:
        if block.code in homes:
            units[block.unit_code].append(block)
    return [max(members, key=lambda b: (b.population, b.code)) for members in units.values()]


def _short_cuts(network: Network, homes: set[Point]) -> list[Stretch]:
    """Short stretches first, so that a long one is built only when still needed."""
    found = []
    open_stretches = [s for s in network.lines if s not in network.built and homes.issuperset(s)]
    for a, b in sorted(open_stretches, key=lambda s: (network.ways[s[0]][s[1]], s)):
        limit = LONG_WAY_ROUND * network.ways[a][b]
        if network.detour_km(a, b, limit) > limit:
            network.built.add((a, b))
            found.append((a, b))
    return found
