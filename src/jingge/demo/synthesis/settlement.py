"""Where the people of each future block live: villages gather, compounds stand along streets."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from jingge.demo.synthesis.census import PEOPLE_PER_HOUSEHOLD, populations_2020
from jingge.demo.synthesis.clusters import cluster, middles
from jingge.demo.synthesis.dice import Dice, FloatArray
from jingge.demo.synthesis.landscape import ANCHORS, SEATS, density
from jingge.demo.synthesis.plane import as_ground, to_km
from jingge.demo.synthesis.shares import share_out
from jingge.demo.synthesis.source import read_outline, units_in_scope
from jingge.demo.terms import CITY_STREET, NINGDONG, Seed

BLOCKS = 310
CITY_HOUSEHOLDS = 350
"""Households of a compound on average; villages share the blocks that remain, about 270 households each."""
EXCLUDED_SEEDS = 24
SAMPLES = 6000
STREET_TURN = math.radians(9.0)
LEAST_BLOCKS = 2


@dataclass(frozen=True)
class Settlements:
    seeds: list[Seed]
    weights: dict[tuple[str, int], float]
    """Share of its town's people that lives in a place."""


def settle(seed: int) -> Settlements:
    regions = _town_regions()
    people = populations_2020()
    city_blocks = round(people[CITY_STREET] / PEOPLE_PER_HOUSEHOLD / CITY_HOUSEHOLDS)
    places = {code: sum(unit.town_code == code for unit in units_in_scope()) for code in ANCHORS}
    village_towns = [code for code in sorted(places) if places[code] and code != CITY_STREET]
    blocks = _blocks_by_town(village_towns, people, places, BLOCKS - city_blocks)
    seeds, weights = _city(regions[CITY_STREET], city_blocks, places[CITY_STREET], Dice(seed, "settle-city"))
    for code in village_towns:
        dice = Dice(seed, f"settle-{code}")
        town_seeds, town_weights = _villages(code, regions[code], places[code], blocks[code], dice)
        seeds += town_seeds
        weights |= town_weights
    seeds += _outside(regions[NINGDONG], Dice(seed, "settle-outside"))
    return Settlements(seeds, weights)


def _blocks_by_town(
    towns: list[str], people: dict[str, int], places: dict[str, int], total: int
) -> dict[str, int]:
    least = sum(LEAST_BLOCKS * places[code] for code in towns)
    extra = share_out(total - least, [max(1.0, people[code] - 1500.0 * places[code]) for code in towns])
    return {code: LEAST_BLOCKS * places[code] + more for code, more in zip(towns, extra, strict=True)}


def _town_regions() -> dict[str, Polygon | MultiPolygon]:
    """Rough ground of each town: the land nearest to its anchors. The map itself follows the blocks."""
    outline = shapely.transform(read_outline(), _ring_to_km)
    owners = [code for code, points in ANCHORS.items() for _ in points]
    points = shapely.MultiPoint([to_km(*point) for points in ANCHORS.values() for point in points])
    cells = shapely.voronoi_polygons(points, extend_to=outline.buffer(50.0), ordered=True).geoms
    ground: dict[str, Polygon | MultiPolygon] = {}
    for code in ANCHORS:
        mine = [cell for cell, owner in zip(cells, owners, strict=True) if owner == code]
        ground[code] = as_ground(shapely.intersection(shapely.union_all(mine), outline))
    return ground


def _ring_to_km(coordinates: FloatArray) -> FloatArray:
    return np.array([to_km(lon, lat) for lon, lat in coordinates])


def _samples(region: Polygon | MultiPolygon, count: int, dice: Dice) -> FloatArray:
    left, bottom, right, top = region.bounds
    kept: list[FloatArray] = []
    while sum(map(len, kept)) < count:
        xy = dice.doubles(2 * count).reshape(-1, 2) * (right - left, top - bottom) + (left, bottom)
        kept.append(xy[shapely.contains_xy(region, xy)])
    return np.vstack(kept)[:count]


def _villages(
    town: str, region: Polygon | MultiPolygon, places: int, blocks: int, dice: Dice
) -> tuple[list[Seed], dict[tuple[str, int], float]]:
    points = _samples(region, SAMPLES, dice)
    crowd = np.array([density(x, y, town) for x, y in points])
    place = cluster(points, crowd, places, dice)
    weight = [
        (0.4 + 0.9 * math.exp(-math.dist(points[middle], SEATS[town]) / 4.0)) * dice.around_one(0.3)
        for middle in middles(points, crowd, place, places)
    ]
    total = sum(weight)
    seeds = []
    for k, count in enumerate(share_out(blocks, weight, LEAST_BLOCKS)):
        mine = place == k
        inner = cluster(points[mine], crowd[mine], count, dice)
        for i in middles(points[mine], crowd[mine], inner, count):
            x, y = points[mine][i]
            seeds.append(Seed(float(x), float(y), town, k, in_town=False))
    return seeds, {(town, k): w / total for k, w in enumerate(weight)}


def _city(
    region: Polygon | MultiPolygon, blocks: int, places: int, dice: Dice
) -> tuple[list[Seed], dict[tuple[str, int], float]]:
    """Compounds stand in rows along turned streets; neighbouring compounds form a community."""
    points = _street_grid(region, blocks, dice)
    even = np.ones(len(points))
    place = cluster(points, even, places, dice)
    seeds = [
        Seed(float(x), float(y), CITY_STREET, int(k), in_town=True)
        for (x, y), k in zip(points, place, strict=True)
    ]
    weight = [float((place == k).sum()) * dice.around_one(0.18) for k in range(places)]
    return seeds, {(CITY_STREET, k): w / sum(weight) for k, w in enumerate(weight)}


def _street_grid(region: Polygon | MultiPolygon, count: int, dice: Dice) -> FloatArray:
    """The widest grid that still has `count` crossings on the ground, thinned from the far edge."""
    step = math.sqrt(region.area / count) * 1.3
    while True:
        points = _grid(region, step, dice)
        if len(points) >= count:
            seat = np.array(SEATS[CITY_STREET])
            order = np.argsort(((points - seat) ** 2).sum(axis=1), kind="stable")
            return points[np.sort(order[:count])]
        step *= 0.98


def _grid(region: Polygon | MultiPolygon, step: float, dice: Dice) -> FloatArray:
    seat, reach = SEATS[CITY_STREET], 8.0
    cos, sin = math.cos(STREET_TURN), math.sin(STREET_TURN)
    rows = int(reach / step)
    points = []
    for row in range(-rows, rows + 1):
        shift = 0.15 * step * (row % 2)
        for column in range(-rows, rows + 1):
            u = column * step * 1.2 + shift + dice.between(-0.06, 0.06) * step
            v = row * step / 1.2 + dice.between(-0.06, 0.06) * step
            points.append((seat[0] + u * cos - v * sin, seat[1] + u * sin + v * cos))
    grid = np.array(points)
    return grid[shapely.contains_xy(region, grid)]


def _outside(region: Polygon | MultiPolygon, dice: Dice) -> list[Seed]:
    """Points that hold the ground of 宁东镇 free of blocks."""
    points = _samples(region, SAMPLES, dice)
    even = np.ones(len(points))
    label = cluster(points, even, EXCLUDED_SEEDS, dice)
    return [
        Seed(float(points[i][0]), float(points[i][1]), NINGDONG, k, in_town=False)
        for k, i in enumerate(middles(points, even, label, EXCLUDED_SEEDS))
    ]
