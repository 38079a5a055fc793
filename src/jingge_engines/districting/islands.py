"""Ground in several pieces: which units lie apart, what is nearest to them, and how they would be joined."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import Delaunay

from jingge_engines.core.graph import components, graph_of
from jingge_engines.districting.checks import Floats, Ints
from jingge_engines.districting.geometry import Shapes, shapely


@dataclass(frozen=True)
class Joint:
    """A pair of units (u < v) whose joining makes two pieces one, and how far apart they lie."""

    u: int
    v: int
    distance: float


def joints(shapes: Shapes, edges: Ints) -> list[Joint]:
    """The shortest joints that make one piece of all pieces; none where it is one piece already."""
    count, piece = components(graph_of(len(shapes), edges))
    if count == 1:
        return []
    ends, length = _near_pairs(shapes)
    apart = piece[ends[:, 0]] != piece[ends[:, 1]]
    ends, length = ends[apart], length[apart]
    pair = np.sort(piece[ends], axis=1)
    order = np.lexsort((ends[:, 1], ends[:, 0], length, pair[:, 1], pair[:, 0]))
    _, first = np.unique(pair[order], axis=0, return_index=True)
    best = order[first]
    # A sparse matrix takes 0 for "no edge": lengths start from 1.
    links = csr_array((1.0 + length[best], (pair[best, 0], pair[best, 1])), shape=(count, count))
    rows, columns = minimum_spanning_tree(links).nonzero()
    chosen = {tuple(pair[one]): one for one in best}
    found = [np.sort(ends[chosen[row, column]]) for row, column in zip(rows, columns, strict=True)]
    gaps = shapely.distance(shapes[[u for u, _ in found]], shapes[[v for _, v in found]])
    return sorted(
        (Joint(int(u), int(v), float(gap)) for (u, v), gap in zip(found, gaps, strict=True)),
        key=lambda joint: (joint.u, joint.v),
    )


def joints_within(flat: Shapes, edges: Ints, regions: tuple[str, ...]) -> list[Joint]:
    """Joints within every region, by position in the whole frame."""
    label = np.array(regions or [""] * len(flat))
    found: list[Joint] = []
    for name in dict.fromkeys(label.tolist()):
        members = np.flatnonzero(label == name)
        place = np.full(len(flat), -1, dtype=np.int64)
        place[members] = np.arange(len(members))
        ends = place[edges]
        inside = ends[(ends >= 0).all(axis=1)]
        found += [
            Joint(int(members[joint.u]), int(members[joint.v]), joint.distance)
            for joint in joints(flat[members], inside)
        ]
    return found


def _near_pairs(shapes: Shapes) -> tuple[Ints, Floats]:
    """Pairs of units and the distance of two of their vertices; the nearest of any two pieces are among them.

    The closest two points of two sets are always joined in the Delaunay triangulation of all points.
    """
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    points, place = np.unique(points, axis=0, return_inverse=True)
    low, high = points.min(axis=0), points.max(axis=0)
    side = max(1e-9, float((high - low).max()))
    # Four far corners: triangles exist even where all points lie on one line.
    corners = np.array(
        [low - side, [low[0] - side, high[1] + side], [high[0] + side, low[1] - side], high + side]
    )
    triangles = Delaunay(np.vstack([points, corners])).simplices
    links = np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    links = links[(links < len(points)).all(axis=1)]
    holder = np.full(len(points), -1, dtype=np.int64)
    holder[place] = owner
    away = np.sqrt(((points[links[:, 0]] - points[links[:, 1]]) ** 2).sum(axis=1))
    # Units that meet in a point: each is at distance 0 from the one that stands for that point.
    meeting = np.column_stack([owner, holder[place]])
    ends = np.vstack([holder[links], meeting]).astype(np.int64)
    length = np.concatenate([away, np.zeros(len(meeting))])
    different = ends[:, 0] != ends[:, 1]
    return ends[different], length[different]
