"""The road network as a graph: nodes where lines end or cross, edges with kilometres."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from jingge.territory.geo.plane import Floats, Plane, Shapes, plane_of

DETOUR = 1.3  # a way without a known road is this much longer than the straight line
JOIN_KM = 0.001  # ends that meet within a metre meet


@dataclass(frozen=True)
class Network:
    """Nodes on the plane and the lengths between them."""

    plane: Plane
    nodes: Floats  # (n, 2) kilometres
    lengths: csr_array

    def travel_km(self, sources: Floats, targets: Floats) -> Floats:
        """Kilometres by road between points in degrees: (sources, targets).

        A point reaches the nearest node straight across, times DETOUR. Where no road joins
        two points, the straight line times DETOUR stands in; it also caps roundabout roads
        for points nearer to each other than to the network.
        """
        plane = (
            self.plane
            if len(self.nodes)
            else Plane(*np.vstack([sources, targets]).mean(axis=0).round(3).tolist())
        )
        start, end = plane.points(sources), plane.points(targets)
        straight = np.hypot(start[:, None, 0] - end[None, :, 0], start[:, None, 1] - end[None, :, 1]) * DETOUR
        if len(self.nodes) == 0:
            return np.asarray(straight)
        tree = cKDTree(self.nodes)
        reach_a, a = map(np.asarray, tree.query(start))
        reach_b, b = map(np.asarray, tree.query(end))
        unique, back = np.unique(a, return_inverse=True)
        by_road = dijkstra(self.lengths, directed=False, indices=unique)[back][:, b]
        by_road = by_road + DETOUR * (reach_a[:, None] + reach_b[None, :])
        near = straight <= DETOUR * (reach_a[:, None] + reach_b[None, :])
        return np.where(np.isinf(by_road) | near, straight, by_road)


def build_network(lines: Shapes) -> Network:
    """Lines in degrees, cut where they cross."""
    if len(lines) == 0:
        return Network(Plane(0.0, 0.0), np.zeros((0, 2)), csr_array((0, 0)))
    plane = plane_of(lines)
    noded = shapely.node(shapely.union_all(plane.shapes(lines), grid_size=JOIN_KM))
    parts = shapely.get_parts(noded)
    ends = np.vstack(
        [
            shapely.get_coordinates(shapely.get_point(parts, 0)),
            shapely.get_coordinates(shapely.get_point(parts, -1)),
        ]
    )
    nodes, number = np.unique(np.round(ends / JOIN_KM).astype(np.int64), axis=0, return_inverse=True)
    number = number.ravel()
    a, b = number[: len(parts)], number[len(parts) :]
    return Network(
        plane,
        np.asarray(nodes * JOIN_KM, dtype=np.float64),
        _shortest(a, b, shapely.length(parts), len(nodes)),
    )


def _shortest(a: npt.NDArray[np.int64], b: npt.NDArray[np.int64], km: Floats, count: int) -> csr_array:
    """Of two roads between the same nodes the shorter; a sparse matrix would add them up."""
    low, high = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((km, high, low))
    low, high, km = low[order], high[order], km[order]
    first = np.ones(len(low), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    first &= low != high
    return csr_array((km[first], (low[first], high[first])), shape=(count, count))
