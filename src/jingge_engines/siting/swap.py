"""Interchange for the p-median: close the site and open the other that gain most together, until none gain.

The gains of all pairs at once, as in the fast interchange of Whitaker (1983) and Resende & Werneck (2007).
"""

import numpy as np

from jingge_engines.siting.checks import Flags, Floats, Ints


def interchange(cost: Floats, chosen: Ints, kept: Flags) -> tuple[Ints, float]:
    """A set of sites that no single exchange makes better, and its value; costs are finite."""
    sites = np.array(chosen, dtype=np.int64)
    while True:
        mine = cost[:, sites]
        nearest = mine.argmin(axis=1)
        rows = np.arange(len(cost))
        first = mine[rows, nearest]
        value = float(first.sum())
        rest = mine.copy()
        rest[rows, nearest] = np.inf
        second = rest.min(axis=1) if len(sites) > 1 else cost.max(axis=1)
        gain = np.maximum(first[:, None] - cost, 0.0).sum(axis=0)
        # A point whose office closes goes to its second, or to the new site where that is nearer.
        moved = np.minimum(second[:, None], cost) - first[:, None]
        moved = np.maximum(moved, 0.0)
        losses = np.zeros((len(sites), cost.shape[1]))
        order = np.argsort(nearest, kind="stable")
        used, begin = np.unique(nearest[order], return_index=True)
        losses[used] = np.add.reduceat(moved[order], begin, axis=0)
        change = losses - gain[None, :]
        change[kept[sites]] = np.inf
        change[:, sites] = np.inf
        out, into = np.unravel_index(int(change.argmin()), change.shape)
        if not change[out, into] < -1e-9 * max(1.0, abs(value)):
            return np.sort(sites), value
        sites[out] = into


def grown(cost: Floats, count: int, kept: Flags) -> Ints:
    """The kept sites and, one by one, the site that lowers the cost most."""
    sites: list[int] = np.flatnonzero(kept).tolist()
    near = cost[:, sites].min(axis=1) if sites else cost.max(axis=1)
    while len(sites) < count:
        worth = np.maximum(near[:, None] - cost, 0.0).sum(axis=0)
        worth[sites] = -1.0
        sites.append(int(worth.argmax()))
        near = np.minimum(near, cost[:, sites[-1]])
    return np.array(sites, dtype=np.int64)
