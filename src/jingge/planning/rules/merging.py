"""Blocks joined into one level-4 grid: ground and figures of all of them."""

from collections import Counter
from collections.abc import Mapping, Sequence

import shapely

from jingge.territory.terms import BlockSpec

NAME_LENGTH = 80


def merged(blocks: Sequence[BlockSpec], grid_of: Mapping[str, tuple[str, str]]) -> list[BlockSpec]:
    """`grid_of` says code and name of the grid of each block; a block without one stays as it is."""
    members: dict[str, list[BlockSpec]] = {}
    names: dict[str, str] = {}
    for block in blocks:
        code, name = grid_of.get(block.code, (block.code, block.name))
        members.setdefault(code, []).append(block)
        names[code] = name
    return [
        group[0] if [one.code for one in group] == [code] else _joined(code, names[code], group)
        for code, group in members.items()
    ]


def _joined(code: str, name: str, group: Sequence[BlockSpec]) -> BlockSpec:
    """It stands where most of its people live."""
    centre = max(group, key=lambda block: block.population)
    shapes = [shapely.from_wkb(block.wkb) for block in group if block.wkb is not None]
    incidents: Counter[str] = Counter()
    for block in group:
        incidents.update(block.incidents)
    areas = [block.area_km2 for block in group if block.area_km2 is not None]
    return BlockSpec(
        code=code,
        name=name[:NAME_LENGTH],
        unit_code=centre.unit_code,
        beat_code=centre.beat_code,
        kind=Counter(block.kind for block in group).most_common(1)[0][0],
        wkb=shapely.to_wkb(shapely.union_all(shapes), byte_order=1),
        lon=centre.lon,
        lat=centre.lat,
        area_km2=sum(areas) if len(areas) == len(group) else None,
        households=sum(block.households for block in group),
        population=sum(block.population for block in group),
        organisations=sum(block.organisations for block in group),
        incidents=dict(sorted(incidents.items())),
        derived=any(block.derived for block in group),
    )
