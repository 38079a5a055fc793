"""The county as one value: every step of the synthesis in order."""

from dataclasses import dataclass

import shapely
from shapely import MultiPolygon, Polygon

from jingge.demo.synthesis.numbering import number_units
from jingge.demo.synthesis.partition import partition, shared_km
from jingge.demo.synthesis.people import people_the_map
from jingge.demo.synthesis.plane import as_ground
from jingge.demo.synthesis.settlement import settle
from jingge.demo.terms import Block, Outline, Seed


@dataclass(frozen=True)
class County:
    """What was drawn; `seeds` and `ground` also hold the part outside the stations."""

    seeds: list[Seed]
    ground: list[Polygon]
    joined: dict[int, dict[int, float]]
    unit_of: list[str]
    unit_joined: dict[str, list[str]]
    blocks: list[Block]
    outline: Outline


def draw_county(seed: int) -> County:
    settlements = settle(seed)
    ground = partition(settlements.seeds, seed)
    joined = shared_km(ground)
    numbered = number_units(settlements.seeds, joined, settlements.weights)
    outside = [p for p, code in zip(ground, numbered.unit_of, strict=True) if not code]
    return County(
        seeds=settlements.seeds,
        ground=ground,
        joined=joined,
        unit_of=numbered.unit_of,
        unit_joined=numbered.joined,
        blocks=people_the_map(settlements.seeds, ground, numbered, seed),
        outline=Outline(_union(ground), _union(outside)),
    )


def _union(polygons: list[Polygon]) -> Polygon | MultiPolygon:
    return as_ground(shapely.coverage_union_all(polygons))
