"""Boundaries that bend like ditches and tracks, without ever crossing.

Every straight edge of a Voronoi diagram lies in a kite with its two seeds, and the kites do not overlap.
An edge bent inside its own kite can therefore meet no other.
"""

import itertools
import math

from jingge.demo.synthesis.dice import Dice

Point = tuple[float, float]
SHRINK = 0.85
"""How much of the kite may be used; the rest keeps a distance to the next edge."""
DECAY = 0.6


def bend(a: Point, b: Point, kite: tuple[Point, Point], roughness: float, dice: Dice) -> list[Point]:
    """The edge from `a` to `b` by midpoint displacement, staying between the two seeds of `kite`."""
    line = [a, b]
    reach = roughness * math.dist(a, b)
    for _ in range(_rounds(math.dist(a, b))):
        finer = [line[0]]
        for p, q in itertools.pairwise(line):
            finer += [_moved(p, q, reach * dice.between(-1.0, 1.0), (a, b), kite), q]
        line, reach = finer, reach * DECAY
    return line


def _rounds(length_km: float) -> int:
    return sum(length_km > limit for limit in (0.35, 1.0, 5.0))


def _moved(p: Point, q: Point, by: float, edge: tuple[Point, Point], kite: tuple[Point, Point]) -> Point:
    length = math.dist(p, q) or 1.0
    middle = ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2)
    normal = ((p[1] - q[1]) / length, (q[0] - p[0]) / length)
    while abs(by) > 1e-3:
        moved = (middle[0] + by * normal[0], middle[1] + by * normal[1])
        if any(_inside(moved, edge, _towards(edge, seed)) for seed in kite):
            return moved
        by /= 2
    return middle


def _towards(edge: tuple[Point, Point], seed: Point) -> Point:
    middle = ((edge[0][0] + edge[1][0]) / 2, (edge[0][1] + edge[1][1]) / 2)
    return (
        middle[0] + SHRINK * (seed[0] - middle[0]),
        middle[1] + SHRINK * (seed[1] - middle[1]),
    )


def _inside(p: Point, edge: tuple[Point, Point], apex: Point) -> bool:
    turns = [_turn(edge[0], edge[1], p), _turn(edge[1], apex, p), _turn(apex, edge[0], p)]
    return all(t >= 0 for t in turns) or all(t <= 0 for t in turns)


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
