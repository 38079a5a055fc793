"""Search where level-2 units must stay whole: which are split, and into how many areas, is one choice;
given that, every split unit and the rest (whole units as atoms) are plain games of their own.

A step moves a whole level-2 unit, or a block inside one, or changes how many areas a unit holds; no plan
on the way ever breaks the nesting.
"""

import math
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from jingge_engines.districting.board import group_board, tied_board
from jingge_engines.districting.bridging import bridged
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.region import Region
from jingge_engines.districting.search import Search
from jingge_engines.districting.terrain import Terrain
from jingge_engines.districting.worth import plan_worth

TRIES, EFFORT = 6, 1000
"""Rounds, and proposals per unit, before a choice of splits is judged; the greater of both."""
LANDS = 64
"""Most grounds that are kept."""
Lands = dict[tuple[bytes, int], Terrain]
"""Ground of games that have been played, by their units and number of areas."""


@dataclass
class Mosaic:
    """A running nested search; the same face as `Search`."""

    region: Region
    rng: np.random.Generator
    lands: Lands = field(default_factory=dict)
    """Shared by the islands of a region: the ground of a game is made once."""
    violation: float = field(init=False, default=math.inf)
    objective: float = field(init=False, default=math.inf)
    games: list[Search] = field(init=False, default_factory=list)
    choice: int = field(init=False, default=0)
    left: int = field(init=False, default=0)
    played: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Split what is too heavy to stay whole, and begin."""
        region = self.region
        count = int(region.groups.max()) + 1
        self.size = np.bincount(region.groups, minlength=count)
        self.load = np.bincount(region.groups, region.load, count)
        heavy = (self.load > region.upper) & (self.size > 1)
        mean = max(float(region.load.sum()) / region.districts, 1e-300)
        wanted = np.clip(np.rint(self.load / mean).astype(np.int64), 2, np.maximum(2, self.size))
        self.splits = self._settled(np.where(heavy, wanted, 0))
        self.best_splits = self.splits.copy()
        self.area = np.zeros(region.order, dtype=np.int64)
        self._begin()

    def plan(self) -> Ints:
        """Area of every unit in the best plan."""
        return self.area

    def adopt(self, area: Ints) -> bool:
        """Take over a plan from outside if it is sound; its splits are searched around."""
        area = np.unique(area, return_inverse=True)[1].astype(np.int64)  # labels of other ground are left out
        worth = plan_worth(self.region, area)
        if worth is None or not self._nested(area):
            return False
        self.splits = self._settled(self._parts(area))
        self._begin()
        if self.whole and not self.splits.any():
            self.games[0].adopt(area)
        return self._keep(area, worth)

    @property
    def turn(self) -> int:
        """Number of the choice of splits that the next round begins; -1 in the middle of one."""
        return self.choice if self.left == 0 else -1

    def take_over(self, area: Ints, violation: float, objective: float) -> None:
        """Go on from a better plan that another search of the region has found."""
        if (violation, objective) < (self.violation, self.objective):
            self.splits = self._settled(self._parts(area))
            self._keep(area, (violation, objective))
            if self.whole and not self.splits.any():
                self.games[0].take_over(self.area, violation, objective)

    @property
    def whole(self) -> bool:
        """Whether one game holds the whole region."""
        return len(self.games) == 1 and self.games[0].board.districts == self.region.districts

    def _parts(self, area: Ints) -> Ints:
        """Into how many areas every level-2 unit is split; 0: not at all."""
        pairs = np.unique(np.column_stack([self.region.groups, area]), axis=0)
        parts = np.bincount(pairs[:, 0], minlength=len(self.size))
        return np.where(parts > 1, parts, 0)

    def _nested(self, area: Ints) -> bool:
        groups = self.region.groups
        for index in np.unique(area):
            touched = np.unique(groups[area == index])
            if len(touched) > 1 and int((area == index).sum()) != int(self.size[touched].sum()):
                return False
        return True

    def round(self, proposals: int) -> bool:
        """One round on each game of the present choice; after some, another choice is tried."""
        if self.turn >= 0 and (other := self._other()) is not None:
            self.splits = self._settled(other)
            self._begin()
        self.played += proposals
        better = [game.round(max(1, proposals // len(self.games))) for game in self.games]
        self.left = max(self.left - 1, 0 if self.played >= EFFORT * self.region.order else 1)
        return any(better) and self._collect()

    def _begin(self) -> None:
        """Set up the games of the present splits."""
        rest = np.flatnonzero(self.splits == 0)
        left = self.region.districts - int(self.splits.sum())
        parts = [(rest, left)] if len(rest) else []
        parts += [(np.array([group]), int(self.splits[group])) for group in np.flatnonzero(self.splits)]
        judge = partial(plan_worth, self.region) if len(parts) == 1 else None
        self.games = [
            Search(land.board, self.rng, judge, land) for land in (self._land(*part) for part in parts)
        ]
        self.left, self.played = TRIES, 0
        self.choice += 1
        self._collect()

    def _land(self, groups: Ints, districts: int) -> Terrain:
        """Ground of a game over whole level-2 units, or of one that is split."""
        split = bool(self.splits[groups[0]])
        key = groups.tobytes(), -districts if split else districts
        land = self.lands.get(key)
        if land is None:
            units = np.flatnonzero(self.region.groups == groups[0])
            whole = tied_board if split else group_board
            board = whole(self.region, units if split else groups, districts)
            land = Terrain(board, bridged(board))
            if len(self.lands) < LANDS:
                self.lands[key] = land
        return land

    def _collect(self) -> bool:
        """Put the games together and keep the plan if it is the best."""
        area = np.zeros(self.region.order, dtype=np.int64)
        first = 0
        for game in self.games:
            areas = game.plan()
            area[areas >= 0] = first + areas[areas >= 0]
            first += game.board.districts
        worth = plan_worth(self.region, area)
        return worth is not None and self._keep(area, worth)

    def _keep(self, area: Ints, worth: tuple[float, float]) -> bool:
        if worth >= (self.violation, self.objective):
            return False
        self.violation, self.objective = worth
        self.area = np.unique(area, return_inverse=True)[1].astype(np.int64)
        self.best_splits = self.splits.copy()
        return True

    def _other(self) -> Ints | None:
        """The best splits with one or two level-2 units split one finer or one coarser; None: none is worth it.

        While the limits are kept, only what holds two areas is split: a lighter part would be below them.
        """
        splits = self.best_splits.copy()
        worth = (self.load >= 2 * self.region.lower) | (splits > 0) | (self.violation > 0)
        able = np.flatnonzero((self.size > 1) & worth)
        if len(able) == 0:
            return None
        for _ in range(int(self.rng.integers(1, 3))):
            group = int(self.rng.choice(able))
            splits[group] = _finer(splits[group]) if self.rng.random() < 0.5 else _coarser(splits[group])
            splits[group] = min(splits[group], self.size[group])
        return splits

    def _settled(self, splits: Ints) -> Ints:
        """The nearest splits that leave a possible number of areas to the whole units."""
        splits = splits.copy()
        while True:
            rest = int((splits == 0).sum())
            left = self.region.districts - int(splits.sum())
            if left > rest:
                able = np.flatnonzero((splits < self.size) & (self.size > 1))
                if len(able) == 0:
                    return splits
                burden = self.load[able] / np.array([_finer(splits[g]) for g in able])
                group = int(able[burden.argmax()])
                splits[group] = _finer(splits[group])
            elif left < min(1, rest) or (rest == 0 and left < 0):
                able = np.flatnonzero(splits)
                group = int(able[(self.load[able] / splits[able]).argmin()])
                splits[group] = _coarser(splits[group])
            else:
                return splits


def _finer(parts: int) -> int:
    return 2 if parts == 0 else parts + 1


def _coarser(parts: int) -> int:
    return 0 if parts <= 2 else parts - 1
