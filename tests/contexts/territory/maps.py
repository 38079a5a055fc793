"""Random maps for comparison with slow, obvious answers."""

from dataclasses import replace

import numpy as np
import shapely
from shapely import MultiPoint

from jingge.territory.terms import BeatSpec, BlockSpec, MapSpec, TownSpec, UnitSpec
from tests.factories.territory import DONGTA, XIJIAO

WEST, SOUTH, EAST, NORTH = 106.2, 37.9, 106.6, 38.2


def cells(count: int, seed: int) -> list[shapely.Polygon]:
    """A lawful coverage of a box by irregular cells."""
    rng = np.random.default_rng(seed)
    points = rng.uniform((WEST, SOUTH), (EAST, NORTH), size=(count, 2))
    box = shapely.box(WEST, SOUTH, EAST, NORTH)
    parts = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(points), extend_to=box, ordered=True))
    return [shapely.intersection(part, box) for part in parts]


def random_map(count: int, seed: int) -> MapSpec:
    """Two towns of six units each; blocks fall to them from west to east."""
    units = [
        UnitSpec(f"{town}{n:03d}", f"{town}{n}", town)
        for town in (XIJIAO, DONGTA)
        for n in range(1, 7)
    ]  # fmt: skip
    shapes = sorted(cells(count, seed), key=lambda shape: shape.centroid.x)
    blocks = []
    for i, shape in enumerate(shapes):
        unit = units[i * len(units) // count]
        blocks.append(
            BlockSpec(
                code=f"{unit.code}{i % 1000:03d}",
                name=f"{i}组",
                unit_code=unit.code,
                beat_code=f"{unit.code}Z01",
                wkb=shapely.to_wkb(shape),
                lon=shape.centroid.x,
                lat=shape.centroid.y,
                households=i,
                population=3 * i,
            )
        )
    beats = [BeatSpec(f"{unit.code}Z01", unit.name) for unit in units]
    towns = [TownSpec(XIJIAO, "西郊", "XJ"), TownSpec(DONGTA, "东塔", "DT")]
    return MapSpec(towns, units, blocks, beats)


def tricky_points(spec: MapSpec, count: int, seed: int) -> np.ndarray:
    """Points everywhere, some outside, some on vertices, some on the middle of a border."""
    rng = np.random.default_rng(seed)
    margin = 0.02
    anywhere = rng.uniform((WEST - margin, SOUTH - margin), (EAST + margin, NORTH + margin), size=(count, 2))
    shapes = shapely.from_wkb([block.wkb for block in spec.blocks])
    corners = shapely.get_coordinates(shapes)
    middles = (corners[1:] + corners[:-1]) / 2
    on_borders = np.vstack([corners, middles])
    chosen = on_borders[rng.integers(0, len(on_borders), size=count // 4)]
    return np.vstack([anywhere[: count - len(chosen)], chosen])


def slow_answer(spec: MapSpec, lonlat: np.ndarray) -> list[str]:
    """The lowest code of the blocks that hold a point, asked of every block."""
    blocks = sorted(spec.blocks, key=lambda block: block.code)
    shapes = shapely.from_wkb([block.wkb for block in blocks])
    holds = shapely.intersects_xy(shapes[None, :], lonlat[:, :1], lonlat[:, 1:])
    return [blocks[int(row.argmax())].code if row.any() else "" for row in holds]


def shifted(block: BlockSpec, lon: float) -> BlockSpec:
    """The same block moved east."""
    shape = shapely.transform(shapely.from_wkb(block.wkb), lambda xy: xy + (lon, 0.0))
    return replace(block, wkb=shapely.to_wkb(shape))
