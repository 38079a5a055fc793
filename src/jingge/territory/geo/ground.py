"""The ground of every block: as drawn, or a cell round its point."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import shapely

from jingge.territory.geo.cells import cells_in, hull_of
from jingge.territory.geo.plane import Shapes
from jingge.territory.terms import BlockSpec, UnitSpec


def block_grounds(units: Sequence[UnitSpec], blocks: Sequence[BlockSpec]) -> tuple[Shapes, list[bool]]:
    """One polygon for each block, and whether it was derived from a point.

    Points within a unit that has its own polygon share that polygon; the others share the
    hull of their points. Ground that has been drawn is never taken.
    """
    shapes = np.asarray(shapely.from_wkb(np.array([b.wkb for b in blocks], dtype=object)), dtype=object)
    derived = [block.derived or block.wkb is None for block in blocks]
    outlines = {unit.code: shapely.from_wkb(unit.wkb) for unit in units if unit.wkb is not None}
    in_unit: dict[str, list[int]] = defaultdict(list)
    loose: list[int] = []
    for i, block in enumerate(blocks):
        if block.wkb is None:
            (in_unit[block.unit_code] if block.unit_code in outlines else loose).append(i)
    drawn = [shape for shape in shapes if shape is not None]
    for unit, members in in_unit.items():
        own = [shapes[i] for i, b in enumerate(blocks) if b.unit_code == unit and shapes[i] is not None]
        free = shapely.difference(outlines[unit], shapely.union_all(own)) if own else outlines[unit]
        shapes[members] = cells_in(_points(blocks, members), free)
    if loose:
        taken = shapely.union_all(np.array([*drawn, *outlines.values()], dtype=object))
        points = _points(blocks, loose)
        free = shapely.difference(hull_of(points), taken)
        shapes[loose] = cells_in(points, free)
    return shapes, derived


def _points(
    blocks: Sequence[BlockSpec], members: list[int]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([[blocks[i].lon, blocks[i].lat] for i in members], dtype=float)
