"""From blocks to the levels above: unions of ground, sums of figures."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from jingge.territory.geo.cover import closed, is_clean, union
from jingge.territory.geo.ground import block_grounds
from jingge.territory.geo.plane import Floats, Shapes, areas_km2
from jingge.territory.rules import beat_parents
from jingge.territory.terms import BlockSpec, MapSpec


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one grid."""

    area_km2: float
    households: int
    population: int
    organisations: int
    incidents: dict[str, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One grid of any level, ready to be stored."""

    code: str
    name: str
    kind: str
    town: str
    parent: str
    beat: str
    wkb: bytes | None
    lon: float
    lat: float
    figures: Figures
    derived: bool


@dataclass(frozen=True)
class Ground:
    """The blocks of a map with their ground, as arrays in one order."""

    blocks: Sequence[BlockSpec]
    shapes: Shapes
    derived: list[bool]
    points: Floats
    areas: Floats
    clean: bool


def build_levels(spec: MapSpec) -> list[list[Cell]]:
    """The cells of levels 1, 2, 3 and 4."""
    ground = _ground_of(spec)
    town_of = {unit.code: unit.town_code for unit in spec.units}
    parent_of_beat = beat_parents(spec.blocks, town_of)
    in_unit, in_town, in_beat = defaultdict(list), defaultdict(list), defaultdict(list)
    for i, block in enumerate(spec.blocks):
        in_unit[block.unit_code].append(i)
        in_town[town_of[block.unit_code]].append(i)
        in_beat[block.beat_code].append(i)
    towns = [
        _joined(ground, in_town[t.code], code=t.code, name=t.name, kind="", town=t.code, parent="")
        for t in spec.towns
    ]
    units = [
        _joined(
            ground,
            in_unit[u.code],
            code=u.code,
            name=u.name,
            kind=u.kind,
            town=u.town_code,
            parent=u.town_code,
        )
        for u in spec.units
    ]
    beats = [
        _joined(
            ground,
            in_beat[b.code],
            code=b.code,
            name=b.name,
            kind="",
            town=town_of[spec.blocks[in_beat[b.code][0]].unit_code],
            parent=parent_of_beat[b.code],
        )
        for b in spec.beats
    ]
    return [towns, units, beats, _blocks(ground, town_of)]


def _ground_of(spec: MapSpec) -> Ground:
    shapes, derived = block_grounds(spec.units, spec.blocks)
    given = np.array([[b.lon, b.lat] for b in spec.blocks], dtype=float)
    inside = shapely.intersects_xy(shapes, given[:, 0], given[:, 1])
    middle = shapely.get_coordinates(shapely.point_on_surface(shapes[~inside]))
    points = given.copy()
    points[~inside] = middle
    stated = np.array([b.area_km2 if b.area_km2 is not None else np.nan for b in spec.blocks])
    areas = np.where(np.isnan(stated), areas_km2(shapes), stated)
    return Ground(spec.blocks, shapes, derived, points, areas, is_clean(shapes))


def _blocks(ground: Ground, town_of: dict[str, str]) -> list[Cell]:
    wkbs = shapely.to_wkb(ground.shapes, byte_order=1)
    return [
        Cell(
            code=block.code,
            name=block.name,
            kind=block.kind,
            town=town_of[block.unit_code],
            parent=block.unit_code,
            beat=block.beat_code,
            wkb=bytes(wkb),
            lon=float(point[0]),
            lat=float(point[1]),
            figures=Figures(
                float(area), block.households, block.population, block.organisations, dict(block.incidents)
            ),
            derived=derived,
        )
        for block, wkb, point, area, derived in zip(
            ground.blocks, wkbs, ground.points, ground.areas, ground.derived, strict=True
        )
    ]


def _joined(
    ground: Ground, members: list[int], *, code: str, name: str, kind: str, town: str, parent: str
) -> Cell:
    """The grid that some blocks make together; it stands where most of its people live."""
    own = [ground.blocks[i] for i in members]
    centre = max(members, key=lambda i: (ground.blocks[i].population, -i))
    shape = closed(union(ground.shapes[members], clean=ground.clean))
    return Cell(
        code=code,
        name=name,
        kind=kind,
        town=town,
        parent=parent,
        beat="",
        wkb=bytes(shapely.to_wkb(shape, byte_order=1)),
        lon=float(ground.points[centre, 0]),
        lat=float(ground.points[centre, 1]),
        figures=_sum(own, float(ground.areas[members].sum())),
        derived=any(ground.derived[i] for i in members),
    )


def _sum(blocks: Iterable[BlockSpec], area_km2: float) -> Figures:
    households = population = organisations = 0
    incidents: Counter[str] = Counter()
    for block in blocks:
        households += block.households
        population += block.population
        organisations += block.organisations
        incidents.update(block.incidents)
    return Figures(area_km2, households, population, organisations, dict(sorted(incidents.items())))
