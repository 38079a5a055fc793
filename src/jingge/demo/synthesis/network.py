"""Every stretch on which a road could lie: between neighbouring villages, and along the town's streets."""

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

import shapely
from shapely import LineString

from jingge.demo.synthesis.county import County
from jingge.demo.synthesis.dice import Dice
from jingge.demo.synthesis.partition import segments
from jingge.demo.synthesis.plane import distance_km, to_degrees, to_km
from jingge.demo.synthesis.waves import Point, bend

Stretch = tuple[Point, Point]
USED = 0.35
"""A new road follows an old one when that costs less than about three times the straight way."""


@dataclass
class Network:
    """Stretches by their two ends; `built` grows while the roads are laid."""

    lines: dict[Stretch, tuple[Point, ...]] = field(default_factory=dict)
    streets: set[Stretch] = field(default_factory=set)
    ways: dict[Point, dict[Point, float]] = field(default_factory=lambda: defaultdict(dict))
    built: set[Stretch] = field(default_factory=set)

    def add(self, line: list[Point], *, street: bool = False) -> None:
        stretch = key(line[0], line[-1])
        if line[0] == line[-1] or stretch in self.lines:
            return
        km = sum(distance_km(a, b) for a, b in pairwise(line))
        self.lines[stretch] = tuple(line)
        self.ways[line[0]][line[-1]] = self.ways[line[-1]][line[0]] = km
        if street:
            self.streets.add(stretch)

    def nearest(self, point: Point) -> Point:
        return min(sorted(self.ways), key=lambda node: distance_km(node, point))

    def path(self, start: Point, goals: set[Point], *, reach: float = math.inf) -> list[Stretch] | None:
        """Cheapest stretches from `start` to the first of `goals`; built roads are cheap to follow."""
        cost, came = {start: 0.0}, {start: start}
        queue = [(0.0, start)]
        while queue:
            so_far, node = heapq.heappop(queue)
            if node in goals:
                return _back(node, came)
            if so_far > min(cost[node], reach):
                continue
            for other, km in self.ways[node].items():
                there = so_far + km * (USED if key(node, other) in self.built else 1.0)
                if there < cost.get(other, math.inf):
                    cost[other], came[other] = there, node
                    heapq.heappush(queue, (there, other))
        return None

    def detour_km(self, start: Point, goal: Point, limit: float) -> float:
        """Length of the way on built roads, or infinity when it is longer than `limit`."""
        cost, queue = {start: 0.0}, [(0.0, start)]
        while queue:
            so_far, node = heapq.heappop(queue)
            if node == goal:
                return so_far
            for other, km in self.ways[node].items():
                there = so_far + km
                if key(node, other) in self.built and there < min(cost.get(other, math.inf), limit):
                    cost[other] = there
                    heapq.heappush(queue, (there, other))
        return math.inf


def key(a: Point, b: Point) -> Stretch:
    return (a, b) if a <= b else (b, a)


def _back(node: Point, came: dict[Point, Point]) -> list[Stretch]:
    stretches = []
    while came[node] != node:
        stretches.append(key(node, came[node]))
        node = came[node]
    return stretches


def possible_roads(county: County, seed: int) -> Network:
    dice = Dice(seed, "roads")
    network = Network()
    for pair, line in _boundary_arcs(county).items():
        in_town = [county.seeds[i].in_town for i in pair]
        if any(in_town):
            network.add(line, street=True)
        if any(in_town) and not all(in_town):
            country = next(i for i in pair if not county.seeds[i].in_town)
            gate = min(line[0], line[-1], key=lambda end: distance_km(end, _home(county, country)))
            network.add([_home(county, country), gate])
    shapely.prepare(county.outline.county)
    for i, neighbours in county.joined.items():
        for j in neighbours:
            if i < j and not county.seeds[i].in_town and not county.seeds[j].in_town:
                line = _track(county, i, j, dice)
                if county.outline.county.contains(LineString(line)):
                    network.add(line)
    return network


def _home(county: County, i: int) -> Point:
    return to_degrees(county.seeds[i].x, county.seeds[i].y)


def _track(county: County, i: int, j: int, dice: Dice) -> list[Point]:
    """A gently bent way from one block's people to the next one's."""
    a, b = _home(county, i), _home(county, j)
    p, q = to_km(*a), to_km(*b)
    side = (0.5 * (q[1] - p[1]), 0.5 * (p[0] - q[0]))
    middle = ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2)
    kite = (
        (middle[0] + side[0], middle[1] + side[1]),
        (middle[0] - side[0], middle[1] - side[1]),
    )
    bent = bend(p, q, kite, 0.07, dice)
    return [a, *(to_degrees(x, y) for x, y in bent[1:-1]), b]


def _boundary_arcs(county: County) -> dict[tuple[int, int], list[Point]]:
    """The common boundary of two blocks of which one lies in the county town, as one line."""
    owners: dict[Stretch, list[int]] = defaultdict(list)
    for i, polygon in enumerate(county.ground):
        for segment in segments(polygon):
            owners[segment].append(i)
    pieces: dict[tuple[int, int], list[Stretch]] = defaultdict(list)
    for segment, pair in sorted(owners.items()):
        if len(pair) == 2 and any(county.seeds[i].in_town for i in pair):
            pieces[pair[0], pair[1]].append(segment)
    arcs: dict[tuple[int, int], list[Point]] = {}
    for sides, found in pieces.items():
        merged = shapely.line_merge(shapely.MultiLineString(found))
        if isinstance(merged, LineString):
            arcs[sides] = [(float(x), float(y)) for x, y in merged.coords]
    return arcs
