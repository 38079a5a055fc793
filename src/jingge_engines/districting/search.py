"""Anytime search on one board: annealing cycles that start afresh or from the best plan, longer each time."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from jingge_engines.core.rng import throw
from jingge_engines.districting.board import Board
from jingge_engines.districting.bridging import bridged
from jingge_engines.districting.moves.anneal import anneal
from jingge_engines.districting.moves.border import draw_border
from jingge_engines.districting.moves.ground import BEST_VALUE, BEST_VIOLATION, play_of
from jingge_engines.districting.moves.setting import set_up, sum_up
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.start import grow, mend
from jingge_engines.districting.terrain import Prices, Terrain

HOT_EDGES, COLD_EDGES = 1.5, 0.15
HOT_SHARE, COLD_SHARE = 1.0, 0.003
"""Temperatures: in edges where edges are counted, else as shares of the mean cost of an atom."""
REHEAT = 0.3
"""Share of the first temperature at which a cycle from the best plan begins."""
FEW = 12
"""Areas up to which many short cycles beat few long ones."""
SOFT, FIRM, FIRMEST = 0.3, 8.0, 4096.0
"""Price of one mean atom outside the limits, in ordinary atom costs: at the start of a cycle, at its end, and
the most it may grow to where cycles end with load outside."""
EFFORT = 2000
"""Proposals per atom in a cycle of length 1."""
Judge = Callable[[Ints], tuple[float, float] | None]
"""What a plan (area of every unit) is truly worth: violation and objective; None: it cannot say."""


@dataclass
class Search:
    """A running search: call `round` as often as there is time; the best plan is always at hand."""

    board: Board
    rng: np.random.Generator
    judge: Judge | None = None
    """Where the compiled figures are not the whole truth."""
    terrain: Terrain | None = None
    best: Ints = field(init=False)
    violation: float = field(init=False, default=math.inf)
    objective: float = field(init=False, default=math.inf)
    rounds: int = field(init=False, default=0)
    cycle: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Grow a first plan."""
        self.land = self.terrain or Terrain(self.board, bridged(self.board))
        self.prices: Prices = {}
        self.ground = self.land.ground(self.prices)
        self.origins: list[Ints] = []
        self.price, self.firm = SOFT, FIRM
        self.left, self.length, self.fresh = 0, 1, True
        self.best = grow(self.board, self.land.graph, self.rng)
        districts = min(self.board.districts, self.board.order)
        self.play = play_of(self.ground, districts, self.best, throw(self.rng))
        self.everywhere = np.ones(districts, dtype=np.int64)
        self._start_from(self.best)

    @property
    def turn(self) -> int:
        """Number of the cycle that the next round begins; -1 in the middle of one."""
        return self.cycle if self.left == 0 else -1

    def plan(self) -> Ints:
        """Area of every unit of the region in the best plan; -1: not on this board."""
        return self.board.by_unit(self.best)

    def adopt(self, area: Ints) -> bool:
        """Mend a plan of the units from outside and search around it too; False where it cannot be one."""
        plain = mend(self.board, self.land.graph, area[self.board.units[self.board.first[:-1]]])
        used = np.unique(plain)
        if plain.min() < 0 or len(used) != len(self.play.sizes):
            return False
        self.origins.append(plain.copy())
        self._start_from(plain)
        self.left = 0
        return True

    def take_over(self, area: Ints, violation: float, objective: float) -> None:
        """Go on from a better plan of the units that another search on the same board has found."""
        if (violation, objective) < (self.violation, self.objective):
            self.best = area[self.board.units[self.board.first[:-1]]]
            self.violation, self.objective = violation, objective

    def round(self, proposals: int) -> bool:
        """Play one round; whether the best plan became better."""
        if self.left == 0:
            self._new_cycle(max(1, proposals))
        done, self.left = 1.0 - self.left / self.length, self.left - 1
        after = 1.0 - self.left / self.length
        hot, cold = self._temperatures()
        self.price = SOFT * (self.firm / SOFT) ** after
        better = self._play(hot * (cold / hot) ** done, hot * (cold / hot) ** after, proposals)
        self.rounds += 1
        if self.left == 0:
            self._set_price()
        return better

    def _new_cycle(self, proposals: int) -> None:
        """Cycles start from new ground and from the best plan in turn.

        With few areas luck decides how they lie to each other, so most cycles are short; with many of them a
        long cooling counts for more, so each turn is twice as long as the last.
        """
        turn = self.cycle // 2
        stretch = float(luby(turn + 1) if self.board.districts <= FEW else 2 ** min(turn, 12))
        if self.cycle == 0:
            stretch = 0.25
        self.length = max(4, math.ceil(stretch * EFFORT * self.board.order / proposals))
        self.left = self.length
        self.fresh = self.cycle % 2 == 0
        if self.fresh and self.origins:
            self.fresh = False
            self._start_from(self.origins[self.cycle // 2 % len(self.origins)])
        elif self.fresh and self.cycle > 0:
            self._start_from(grow(self.board, self.land.graph, self.rng))
        elif self.cycle > 0:
            self._start_from(self.best)
        self.cycle += 1

    def _start_from(self, area: Ints) -> None:
        """Set the table for a plan, and note it if it is the best."""
        self.play.area[:] = area
        self.play.matched[:] = self.land.continued(area, len(self.play.sizes), self.prices)
        set_up(self.ground, self.play)
        self._play(1.0, 1.0, 0)

    def _temperatures(self) -> tuple[float, float]:
        """At the start and at the end of this cycle."""
        heat = 1.0 if self.fresh else REHEAT
        if self.board.region.counts_edges:
            return heat * HOT_EDGES, COLD_EDGES
        return heat * HOT_SHARE * self.scale, COLD_SHARE * self.scale

    @property
    def scale(self) -> float:
        """What an ordinary atom costs: the unit in which temperatures and prices are set."""
        if self.board.region.counts_edges:
            return 1.0
        return max(self.objective / max(1, self.board.order), 1e-12)

    @property
    def none(self) -> float:
        """Load outside the limits that is an error of floats."""
        return 1e-9 * max(1.0, self.board.region.upper)

    def _play(self, hot: float, cold: float, proposals: int) -> bool:
        """Anneal, and look at the best plan met."""
        play, before = self.play, tuple(self.play.figures[:2])
        mean = self.board.load.sum() / self.board.order
        per_load = self.price * self.scale / mean if mean > 0 and proposals > 0 else 0.0
        play.matched[:] = self.land.continued(play.area, len(play.sizes), self.prices)
        sum_up(self.ground, play)
        draw_border(self.ground, play, self.everywhere)
        anneal(self.ground, play, hot, cold, per_load, self.none, proposals)
        return tuple(play.figures[:2]) < before and self._consider(play.best)

    def _consider(self, area: Ints) -> bool:
        """Keep a plan if it is truly better than the best."""
        figures = self.play.figures
        plain = float(figures[BEST_VIOLATION]), float(figures[BEST_VALUE])
        worth = (self.judge(self.board.by_unit(area)) if self.judge else None) or plain
        if worth >= (self.violation, self.objective):
            return False
        self.violation, self.objective = worth
        self.best = area.copy()
        return True

    def _set_price(self) -> None:
        """Firmer where the cycle ended with load outside the limits, softer where it did not."""
        outside = np.maximum(self.play.loads - self.ground.highs, self.ground.lows - self.play.loads).max()
        self.firm = min(self.firm * 2, FIRMEST) if outside > 0 else max(self.firm * 0.8, FIRM)


def luby(index: int) -> int:
    """1, 1, 2, 1, 1, 2, 4, ...: the best universal restart lengths (Luby, Sinclair & Zuckerman 1993)."""
    while True:
        power = index.bit_length()
        if index == (1 << power) - 1:
            return 1 << (power - 1)
        index -= (1 << (power - 1)) - 1
