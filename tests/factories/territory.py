"""A map small enough to know by heart.

Sixteen square blocks of 0.01°, four by four, south-west corner at 106.30, 38.05:

    row 3   XJ u2 u2 | DT u2 u2        XJ: 640181001 (西郊), left half
    row 2   XJ u2 u2 | DT u2 u2        DT: 640181100 (东塔), right half
    row 1   XJ u1 u1 | DT u1 u1        u1 = …001 in the south, u2 = …002 in the north
    row 0   XJ u1 u1 | DT u1 u1

Areas: 东塔's unit 1 is halved (west Z01, east Z02), its unit 2 is one area (…002Z01);
西郊 joins both units into one (640181001Z01). Every block has 100 households, 300 people,
10 organisations and 4 disputes; the first block of each unit has 60 people more.
"""

from dataclasses import dataclass, replace
from datetime import date

import shapely

from jingge.common.viewer import Viewer
from jingge.organisation.models import Bureau
from jingge.territory.actions import adopt_version, draw_version
from jingge.territory.models import GridVersion
from jingge.territory.terms import BeatSpec, BlockSpec, MapSpec, TownSpec, UnitSpec
from tests.factories.cast import Cast, viewer

WEST, SOUTH, SIDE = 106.30, 38.05, 0.01
DONGTA, XIJIAO = "640181100", "640181001"
FIRST_DAY = date(2020, 7, 1)


@dataclass(frozen=True)
class SmallMap:
    """The map as drawn and adopted, with what it was drawn from."""

    bureau: Bureau
    version: GridVersion
    spec: MapSpec
    by: Viewer


def square(column: int, row: int) -> bytes:
    west, south = round(WEST + column * SIDE, 6), round(SOUTH + row * SIDE, 6)
    east, north = round(WEST + (column + 1) * SIDE, 6), round(SOUTH + (row + 1) * SIDE, 6)
    return shapely.to_wkb(shapely.box(west, south, east, north), byte_order=1)


def centre(column: int, row: int) -> tuple[float, float]:
    """The middle of the block in that column (0 is west) and row (0 is south)."""
    return WEST + (column + 0.5) * SIDE, SOUTH + (row + 0.5) * SIDE


def small_spec() -> MapSpec:
    """The map as specs, without a database."""
    towns = [TownSpec(XIJIAO, "西郊", "XJ"), TownSpec(DONGTA, "东塔", "DT")]
    units = [
        UnitSpec(f"{town.code}{n:03d}", f"{town.name}{n}社区", town.code, "residents_committee")
        for town in towns
        for n in (1, 2)
    ]
    blocks = [_block(column, row) for row in range(4) for column in range(4)]
    beats = [
        BeatSpec(f"{DONGTA}001Z01", "东塔1社区一区"),
        BeatSpec(f"{DONGTA}001Z02", "东塔1社区二区"),
        BeatSpec(f"{DONGTA}002Z01", "东塔2社区一区"),
        BeatSpec(f"{XIJIAO}Z01", "西郊一区"),
    ]
    return MapSpec(towns, units, blocks, beats)


def _block(column: int, row: int) -> BlockSpec:
    town = XIJIAO if column < 2 else DONGTA
    unit = f"{town}{row // 2 + 1:03d}"
    number = (row % 2) * 2 + column % 2 + 1
    if town == XIJIAO:
        beat = f"{XIJIAO}Z01"
    elif row >= 2:
        beat = f"{DONGTA}002Z01"
    else:
        beat = f"{DONGTA}001Z{column - 1:02d}"
    return BlockSpec(
        code=f"{unit}{number:03d}",
        name=f"{unit[-3:]}-{number}组",
        unit_code=unit,
        beat_code=beat,
        kind="village_group",
        wkb=square(column, row),
        lon=centre(column, row)[0],
        lat=centre(column, row)[1],
        households=100,
        population=360 if number == 1 else 300,
        organisations=10,
        incidents={"report": 6, "dispute": 4},
    )


def draw(spec: MapSpec, bureau: Bureau, by: Viewer, name: str = "小图") -> GridVersion:
    """Any spec as a draft."""
    return draw_version(
        bureau=bureau,
        name=name,
        towns=spec.towns,
        units=spec.units,
        blocks=spec.blocks,
        beats=spec.beats,
        origin="import",
        origin_id=None,
        by=by,
    )


def small_map(cast: Cast, valid_from: date = FIRST_DAY) -> SmallMap:
    """The small map, drawn and adopted by the command office of the cast's bureau."""
    by = viewer(cast.command_office)
    spec = small_spec()
    version = adopt_version(version=draw(spec, cast.bureau, by), valid_from=valid_from, by=by)
    return SmallMap(cast.bureau, version, spec, by)


def without_polygons(spec: MapSpec) -> MapSpec:
    """The same map as a bureau has it that knows only where its people are."""
    return replace(spec, blocks=[replace(block, wkb=None) for block in spec.blocks])
