"""Weighted k-means on sample points: dense places get small cells, the desert large ones (Lloyd 1982)."""

import numpy as np
from numpy.typing import NDArray

from jingge.demo.synthesis.dice import Dice, FloatArray

ROUNDS = 25
IntArray = NDArray[np.int64]


def cluster(points: FloatArray, weights: FloatArray, count: int, dice: Dice) -> IntArray:
    """The number of the cluster of every point; every cluster has at least one point."""
    centres = _spread(points, weights, count, dice)
    label = _nearest(points, centres)
    for _ in range(ROUNDS):
        for k in range(count):
            mine = label == k
            if mine.any():
                centres[k] = np.average(points[mine], axis=0, weights=weights[mine])
        label = _nearest(points, centres)
    return label


def middles(points: FloatArray, weights: FloatArray, label: IntArray, count: int) -> list[int]:
    """For every cluster the index of its point nearest to the weighted middle: always inside its land."""
    found = []
    for k in range(count):
        mine = np.flatnonzero(label == k)
        centre = np.average(points[mine], axis=0, weights=weights[mine])
        found.append(int(mine[np.argmin(((points[mine] - centre) ** 2).sum(axis=1))]))
    return found


def _spread(points: FloatArray, weights: FloatArray, count: int, dice: Dice) -> FloatArray:
    """First centres far from each other (k-means++, Arthur and Vassilvitskii 2007)."""
    chosen = [_drawn(weights, dice)]
    gap = ((points - points[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < count:
        chosen.append(_drawn(weights * gap, dice))
        gap = np.minimum(gap, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
    return points[chosen].copy()


def _drawn(weights: FloatArray, dice: Dice) -> int:
    upto = np.cumsum(weights)
    return int(np.searchsorted(upto, dice.between(0.0, float(upto[-1])), side="right"))


def _nearest(points: FloatArray, centres: FloatArray) -> IntArray:
    gaps = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    nearest: IntArray = np.argmin(gaps, axis=1)
    return nearest
