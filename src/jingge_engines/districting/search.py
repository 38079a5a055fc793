"""Anytime search on one board: annealing cycles that start afresh or from the best plan, longer each time."""

import math
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from jingge_engines.core.graph import components
from jingge_engines.core.rng import throw
from jingge_engines.districting.board import Board, bridged
from jingge_engines.districting.moves.anneal import anneal
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.start import grow

HOT_EDGES, COLD_EDGES = 1.5, 0.15
HOT_SHARE, COLD_SHARE = 0.3, 0.001
"""Temperatures: in edges where edges are counted, else as shares of the mean cost of an atom."""


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
        self.price = 1.0
        self.left = 0
        self.area = grow(self.board, self.graph, self.rng)
        self.best = self.area.copy()
        self._play(1.0, 1.0, 0)

    def adopt(self, area: Ints) -> None:
        """Take a plan from outside as the present one, if it is whole and has an area for every number."""
        _, plain = np.unique(area, return_inverse=True)
        count, _ = components(self.graph, plain.astype(np.int64))
        if (area >= 0).all() and count == self.board.districts == int(plain.max()) + 1:
            self.area = plain.astype(np.int64)
            self._play(1.0, 1.0, 0)

    def round(self, proposals: int) -> bool:
        """Play one round; whether the best plan became better."""
        if self.left == 0:
            self._new_cycle()
        self.left -= 1
        done = 1.0 - self.left / self.length
        hot, cold = self._temperatures()
        step = (cold / hot) ** (1.0 / self.length)
        heat = hot * step ** (self.length - 1 - self.left)
        before = (self.violation, self.objective)
        self._play(heat, heat * step, proposals)
        self.rounds += 1
        self._adapt(done)
        return (self.violation, self.objective) < before

    def _new_cycle(self) -> None:
        """Cycles grow by half each time; every third one starts from new ground."""
        self.length = max(4, int(6 * 1.5 ** min(self.cycle, 14)))
        self.left = self.length
        if self.cycle % 3 == 1:
            self.area = grow(self.board, self.graph, self.rng)
        elif self.cycle > 0:
            self.area = self.best.copy()
        self.cycle += 1

    def _temperatures(self) -> tuple[float, float]:
        region = self.board.region
        if region.counts_edges:
            return HOT_EDGES, COLD_EDGES
        return HOT_SHARE * self.scale, COLD_SHARE * self.scale

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

    def _adapt(self, done: float) -> None:
        """Make load outside the limits dearer while there is some, cheaper while there is none."""
        loads = np.bincount(self.area, self.board.load, self.board.districts)
        region = self.board.region
        out = np.maximum(loads - region.upper, region.lower - loads).max()
        self.price *= 1.15 if out > 0 else 0.9
        self.price = min(max(self.price, 0.05), 1e4)
