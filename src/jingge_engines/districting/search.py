"""Anytime search on one board: annealing cycles that start afresh or from the best plan, longer each time."""

import math
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from jingge_engines.core.rng import throw
from jingge_engines.districting.board import Board, bridged
from jingge_engines.districting.moves.anneal import anneal
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.start import grow, mend

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


@dataclass
class Search:
    """A running search: call `round` as often as there is time; the best plan is always at hand."""

    board: Board
    rng: np.random.Generator
    best: Ints = field(init=False)
    violation: float = field(init=False, default=math.inf)
    objective: float = field(init=False, default=math.inf)
    rounds: int = field(init=False, default=0)
    cycle: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Grow a first plan."""
        self.graph = bridged(self.board)
        self.origins: list[Ints] = []
        self.price, self.firm = SOFT, FIRM
        self.left, self.length, self.fresh = 0, 1, True
        self.area = grow(self.board, self.graph, self.rng)
        self.best = self.area.copy()
        self._play(1.0, 1.0, 0)

    def plan(self) -> Ints:
        """Area of every atom in the best plan."""
        return self.best

    def adopt(self, area: Ints) -> bool:
        """Mend a plan from outside and search around it too; False where it cannot be one."""
        plain = mend(self.board, self.graph, area)
        used = np.unique(plain)
        if plain.min() < 0 or len(used) != self.board.districts:
            return False
        self.area = plain
        self.origins.append(plain.copy())
        self._play(1.0, 1.0, 0)
        self.left = 0
        return True

    def round(self, proposals: int) -> bool:
        """Play one round; whether the best plan became better."""
        if self.left == 0:
            self._new_cycle(max(1, proposals))
        done, self.left = 1.0 - self.left / self.length, self.left - 1
        after = 1.0 - self.left / self.length
        hot, cold = self._temperatures()
        self.price = SOFT * (self.firm / SOFT) ** after
        before = (self.violation, self.objective)
        self._play(hot * (cold / hot) ** done, hot * (cold / hot) ** after, proposals)
        self.rounds += 1
        if self.left == 0:
            self._set_price()
        return (self.violation, self.objective) < before

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
            self.area = self.origins[self.cycle // 2 % len(self.origins)].copy()
        elif self.fresh and self.cycle > 0:
            self.area = grow(self.board, self.graph, self.rng)
        elif self.cycle > 0:
            self.area = self.best.copy()
        self.cycle += 1

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

    def _play(self, hot: float, cold: float, proposals: int) -> None:
        score = np.array([self.violation, self.objective])
        board, graph, region = self.board, self.graph, self.board.region
        mean = board.load.sum() / board.order
        per_load = self.price * self.scale / mean if mean > 0 and proposals > 0 else 0.0
        limits = np.array([region.lower, region.upper, region.counts_edges, float(region.measures_inertia)])
        schedule = np.array([hot, cold, per_load, 0.3, 1e-9 * max(1.0, region.upper)])
        anneal(
            graph.offsets,
            graph.targets,
            graph.weights,
            board.load,
            board.centre_owner,
            board.spread,
            self._stay(self.area),
            limits,
            self.area,
            self.best,
            score,
            schedule,
            proposals,
            throw(self.rng),
        )
        self.violation, self.objective = float(score[0]), float(score[1])

    def _stay(self, area: Ints) -> Floats:
        """Cost of every atom in every area for leaving its officer, areas matched to today's one to one."""
        stakes = self.board.stakes
        stay = np.zeros((self.board.order, self.board.districts))
        if stakes.shape[1] == 0:
            return stay
        kept = np.zeros((self.board.districts, stakes.shape[1]))
        np.add.at(kept, area, stakes)
        rows, columns = linear_sum_assignment(kept, maximize=True)
        whole = stakes.sum(axis=1)
        stay += whole[:, None]
        for row, column in zip(rows, columns, strict=True):
            stay[:, row] -= stakes[:, column]
        return stay

    def _set_price(self) -> None:
        """Firmer where the cycle ended with load outside the limits, softer where it did not."""
        loads = np.bincount(self.area, self.board.load, self.board.districts)
        region = self.board.region
        outside = np.maximum(loads - region.upper, region.lower - loads).max()
        self.firm = min(self.firm * 2, FIRMEST) if outside > 0 else max(self.firm * 0.8, FIRM)


def luby(index: int) -> int:
    """1, 1, 2, 1, 1, 2, 4, ...: the best universal restart lengths (Luby, Sinclair & Zuckerman 1993)."""
    while True:
        power = index.bit_length()
        if index == (1 << power) - 1:
            return 1 << (power - 1)
        index -= (1 << (power - 1)) - 1
