"""Which centres are open at given prices: the cheapest ones, exactly and softly, within what is known of them.

Beforehand nothing is known, or that one centre has to be open (probing), or how many are open in each of some
cells into which the centres are divided (branching).
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from jingge_engines.districting.dual import level_for
from jingge_engines.districting.problem import Floats, Ints

NEAR_SHARE = 0.3
"""Centres matter while prices move that are so much dearer than the dearest open one, in shares of its value."""


class Choice(Protocol):
    """Takes centres by their values."""

    def least(self, values: Floats) -> float:
        """Sum of the values taken; infinite if there are too few."""
        ...

    def softly(self, values: Floats, width: float) -> tuple[Floats, float]:
        """Smoothed `least`, and how often each value counts; the shares sum to the number wanted."""
        ...

    def rise(self, values: Floats) -> Floats:
        """By how much the sum grows at least where a centre is taken; infinite where that cannot be."""
        ...

    def near(self, values: Floats, margin: float) -> NDArray[np.bool_]:
        """Centres that could matter while prices move: not dearer by more than `margin` and a share."""
        ...

    def among(self, active: Ints) -> "Choice":
        """The same choice among some of the centres."""
        ...


@dataclass(frozen=True, eq=False)
class Anywhere:
    """The `wanted` least values, each as often as it has room; the forced one is always taken once."""

    room: Floats
    wanted: int
    forced: int = -1

    @property
    def _free(self) -> tuple[Floats, int]:
        """Room and number of what is chosen freely."""
        if self.forced < 0:
            return self.room, self.wanted
        room = self.room.copy()
        room[self.forced] -= 1.0
        return room, self.wanted - 1

    def least(self, values: Floats) -> float:
        """See `Choice`."""
        room, wanted = self._free
        order = np.argsort(values, kind="stable")
        counts = np.minimum(room[order], wanted)
        before = np.concatenate([[0.0], np.cumsum(counts)[:-1]])
        taken = np.clip(wanted - before, 0.0, counts)
        if taken.sum() < wanted:
            return float(np.inf)
        used = taken > 0
        first = float(values[self.forced]) if self.forced >= 0 else 0.0
        return first + float(values[order][used] @ taken[used])

    def softly(self, values: Floats, width: float) -> tuple[Floats, float]:
        """See `Choice`."""
        room, wanted = self._free
        share, total = _softly(values, room, wanted, width)
        if self.forced >= 0:
            share[self.forced] += 1.0
            total += float(values[self.forced])
        return share, total

    def rise(self, values: Floats) -> Floats:
        """See `Choice`."""
        order = np.argsort(values, kind="stable")
        place = int(np.searchsorted(np.cumsum(self.room[order]), self.wanted))
        dearest = float(values[order[min(place, len(order) - 1)]])
        return np.maximum(0.0, values - dearest)

    def near(self, values: Floats, margin: float) -> NDArray[np.bool_]:
        """See `Choice`."""
        near = _near(values, self.wanted, margin)
        if self.forced >= 0:
            near[self.forced] = True
        return near

    def among(self, active: Ints) -> "Anywhere":
        """See `Choice`."""
        forced = int(np.searchsorted(active, self.forced)) if self.forced >= 0 else -1
        return Anywhere(self.room[active], self.wanted, forced)


@dataclass(frozen=True, eq=False)
class ByCell:
    """So many of the least values in each cell; a centre in no cell (-1) is closed. No centre is shared."""

    cell: Ints
    wanted: Ints
    """How many centres are open in each cell, at least 1."""

    def least(self, values: Floats) -> float:
        """See `Choice`."""
        total = 0.0
        for mine, wanted in self._cells():
            if len(mine) < wanted:
                return float(np.inf)
            total += float(np.sort(values[mine])[:wanted].sum())
        return total

    def softly(self, values: Floats, width: float) -> tuple[Floats, float]:
        """See `Choice`."""
        share, total = np.zeros(len(values)), 0.0
        for mine, wanted in self._cells():
            share[mine], part = _softly(values[mine], np.ones(len(mine)), wanted, width)
            total += part
        return share, total

    def rise(self, values: Floats) -> Floats:
        """See `Choice`."""
        found = np.full(len(values), np.inf)
        for mine, wanted in self._cells():
            if len(mine) >= wanted:
                dearest = float(np.sort(values[mine])[wanted - 1])
                found[mine] = np.maximum(0.0, values[mine] - dearest)
        return found

    def near(self, values: Floats, margin: float) -> NDArray[np.bool_]:
        """See `Choice`."""
        found = np.zeros(len(values), dtype=np.bool_)
        for mine, wanted in self._cells():
            found[mine] = _near(values[mine], wanted, margin)
        return found

    def among(self, active: Ints) -> "ByCell":
        """See `Choice`."""
        return ByCell(self.cell[active], self.wanted)

    def _cells(self) -> list[tuple[Ints, int]]:
        """Centres and number of each cell."""
        order = np.argsort(self.cell, kind="stable")
        ends = np.searchsorted(self.cell[order], np.arange(len(self.wanted) + 1))
        return [
            (order[ends[index] : ends[index + 1]].astype(np.int64), int(wanted))
            for index, wanted in enumerate(self.wanted)
        ]


def _near(values: Floats, wanted: int, margin: float) -> NDArray[np.bool_]:
    order = np.sort(values)
    limit = order[min(wanted, len(order) - 1)] + margin + NEAR_SHARE * abs(order[0])
    return np.asarray(values <= limit)


def _softly(values: Floats, room: Floats, wanted: int, width: float) -> tuple[Floats, float]:
    if wanted == 0 or wanted >= room.sum():
        share = room * float(wanted > 0)
        return share, float(values @ share)
    level = level_for(values, room, float(wanted), width)
    share = room / (1.0 + np.exp(np.clip((values - level) / width, -500, 500)))
    soft = width * room * np.logaddexp(0.0, (level - values) / width)
    return np.asarray(share, dtype=np.float64), float(wanted * level - soft.sum())
