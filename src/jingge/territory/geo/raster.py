"""A million points at once: a raster of cells answers most, exact polygons the rest.

A cell that no border crosses lies wholly in one block or wholly outside; its answer is
known. Points in border cells are tested against the few polygons that touch the cell, in
the order of their codes, so that the answer equals the port's for every point.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy import ndimage

from jingge.territory.geo.plane import Floats, Shapes

CELLS_A_SIDE = 1000
OUTSIDE, BORDER = -1, -2
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Raster:
    """Blocks (sorted by code) over a grid of cells."""

    shapes: Shapes
    west: float
    south: float
    step: float
    cells: Ints  # (rows, columns): index of the block, OUTSIDE or BORDER
    slot: Ints  # (rows, columns): number of the border cell
    start: npt.NDArray[np.int64]  # border cell -> first of its candidates
    candidates: Ints

    def find(self, lonlat: Floats) -> Ints:
        """Index of the block of each point; OUTSIDE where there is none."""
        rows, columns = self.cells.shape
        column = np.floor((lonlat[:, 0] - self.west) / self.step)
        row = np.floor((lonlat[:, 1] - self.south) / self.step)
        within = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        at = np.where(within, row * columns + column, 0).astype(np.int64)
        found = np.where(within, self.cells.ravel()[at], OUTSIDE).astype(np.int32)
        open_points = np.flatnonzero(found == BORDER)
        found[open_points] = self._refine(lonlat[open_points], self.slot.ravel()[at[open_points]])
        return found

    def _refine(self, lonlat: Floats, slots: Ints) -> Ints:
        """Test the candidates of each point one after the other until one holds it."""
        found = np.full(len(lonlat), OUTSIDE, dtype=np.int32)
        waiting = np.arange(len(lonlat))
        next_one, last = self.start[slots], self.start[slots + 1]
        while len(waiting):
            waiting = waiting[next_one[waiting] < last[waiting]]
            candidate = self.candidates[next_one[waiting]]
            order = np.argsort(candidate, kind="stable")  # one polygon after another stays in the cache
            waiting, candidate = waiting[order], candidate[order]
            holds = shapely.intersects_xy(self.shapes[candidate], lonlat[waiting, 0], lonlat[waiting, 1])
            found[waiting[holds]] = candidate[holds]
            next_one[waiting] += 1
            waiting = waiting[~holds]
        return found


def build_raster(shapes: Shapes, cells_a_side: int = CELLS_A_SIDE) -> Raster:
    """Shapes sorted by code; the lower index wins where two hold a point."""
    shapely.prepare(shapes)
    west, south, east, north = shapely.total_bounds(shapes)
    step = max(east - west, north - south) / cells_a_side * (1 + 1e-9) or 1e-9
    west, south = west - step, south - step  # one empty cell all round
    columns, rows = int(np.ceil((east - west) / step)) + 1, int(np.ceil((north - south) / step)) + 1
    border = _border_cells(shapes, west, south, step, rows, columns)
    tree = shapely.STRtree(shapes)
    cells = np.where(border, BORDER, _fill(border, tree, west, south, step)).astype(np.int32)
    row, column = np.nonzero(border)
    slot = np.full(border.shape, -1, dtype=np.int32)
    slot[row, column] = np.arange(len(row), dtype=np.int32)
    x, y, wider = (
        west + column * step,
        south + row * step,
        step * 1e-6,
    )  # against rounding at a cell's own edge
    boxes = shapely.box(x - wider, y - wider, x + step + wider, y + step + wider)
    cell, candidate = tree.query(boxes, predicate="intersects")
    order = np.lexsort((candidate, cell))
    start = np.searchsorted(cell[order], np.arange(len(row) + 1))
    return Raster(
        shapes, float(west), float(south), float(step), cells, slot, start, candidate[order].astype(np.int32)
    )


def _border_cells(
    shapes: Shapes, west: float, south: float, step: float, rows: int, columns: int
) -> npt.NDArray[np.bool_]:
    """Every cell a border passes through (a few more do no harm, one fewer would)."""
    xy, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(shapes)), return_index=True)
    same = ring[1:] == ring[:-1]
    first, second = (xy[:-1][same] - (west, south)) / step, (xy[1:][same] - (west, south)) / step
    pieces = np.maximum(1, np.ceil(np.abs(second - first).max(axis=1) * 4)).astype(
        np.int64
    )  # a quarter cell each
    which = np.repeat(np.arange(len(pieces)), pieces)
    number = np.arange(len(which)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    share = (number / pieces[which])[:, None]
    samples = np.vstack([first[which] + (second - first)[which] * share, second])
    border = np.zeros((rows, columns), dtype=bool)
    for dx in (-0.13, 0.13):  # half a piece, with room for rounding
        for dy in (-0.13, 0.13):
            column = np.clip(np.floor(samples[:, 0] + dx), 0, columns - 1).astype(np.int64)
            row = np.clip(np.floor(samples[:, 1] + dy), 0, rows - 1).astype(np.int64)
            border[row, column] = True
    return border


def _fill(
    border: npt.NDArray[np.bool_], tree: shapely.STRtree, west: float, south: float, step: float
) -> Ints:
    """The block of each free cell: asked once for every patch that borders enclose."""
    patches, count = ndimage.label(~border)
    flat = patches.ravel()
    sample = np.zeros(count + 1, dtype=np.int64)
    sample[flat[::-1]] = np.arange(flat.size)[::-1]  # the first cell of each patch
    row, column = np.divmod(sample[1:], border.shape[1])
    points = shapely.points(west + (column + 0.5) * step, south + (row + 0.5) * step)
    patch, block = tree.query(points, predicate="intersects")
    of_patch = np.full(count + 1, np.iinfo(np.int32).max, dtype=np.int64)
    np.minimum.at(of_patch, patch + 1, block)
    of_patch[of_patch == np.iinfo(np.int32).max] = OUTSIDE
    return of_patch[patches].astype(np.int32)
