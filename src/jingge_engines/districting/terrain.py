"""From a board to the arrays of the compiled search, at given prices of what is capped."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from jingge_engines.core.graph import Graph, graph_of
from jingge_engines.core.rng import dice
from jingge_engines.districting.board import Board
from jingge_engines.districting.matching import Stakes, match
from jingge_engines.districting.moves.border import entry_ends
from jingge_engines.districting.moves.ground import Ground
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.strips import strips

Prices = dict[str, float]
"""What one unit of a capped term costs beyond its weight (Lagrange); terms that are not named cost nothing."""


@dataclass(eq=False)
class Terrain:
    """The arrays of one board, made once and shared by every search on it."""

    board: Board
    graph: Graph
    _layers: list[tuple[Floats, Ints]] = field(init=False)

    def __post_init__(self) -> None:
        """Lay out what no price changes."""
        board = self.board
        layers = [board.layer(layer) for layer in board.region.measured_layers]
        empty = (np.zeros((board.order, 0)), np.zeros(0, dtype=np.int64))
        self._layers = [*layers, empty, empty][:2]
        pairs, prices = board.ties
        self._ties = graph_of(board.order, pairs, prices)
        self._ends = entry_ends(self.graph.offsets, self.graph.targets)

    @cached_property
    def laid(self) -> list[Ints]:
        """Plans in strips along the axes, the same for every search."""
        districts = min(self.board.districts, self.board.order)
        plans = [strips(self.board, self.graph, districts, turn, dice(0)) for turn in (0, 1)]
        return [plan for plan in plans if plan is not None]

    def ground(self, prices: Prices) -> Ground:
        """The ground at these prices."""
        region, (near, far), (source, back) = self.board.region, self._layers, self._ends
        return Ground(
            offsets=self.graph.offsets,
            targets=self.graph.targets,
            weights=self.graph.weights,
            source=source,
            back=back,
            amounts=self.board.amounts,
            lows=region.lows,
            highs=region.highs,
            even=region.evened * (region.weights["imbalance"] + prices.get("imbalance", 0.0)),
            means=region.means,
            stakes=self._stakes(prices),
            near=near[0],
            far=far[0],
            near_owner=near[1],
            far_owner=far[1],
            first=self.board.first,
            tie_offsets=self._ties.offsets,
            tie_targets=self._ties.targets,
            tie_prices=self._ties.weights,
            scale=np.array([*self._scales(prices), region.counts_edges + prices.get("cut_edges", 0.0)]),
        )

    def _scales(self, prices: Prices) -> list[float]:
        """Layers come at their weight, or at 1 where they are only capped."""
        region = self.board.region
        scales = [
            ((region.weights[layer.term] > 0) * layer.weight + prices.get(layer.term, 0.0)) / layer.weight
            for layer in region.measured_layers
        ]
        return [*scales, 0.0, 0.0][:2]

    @cached_property
    def _held(self) -> tuple[Floats, Floats, Floats]:
        """Atoms x today's areas: people and units of both; and units locked to it."""
        region, total = self.board.region, self.board.total
        return total(region.today * region.people[:, None]), total(region.today), total(region.locks)

    def _weights(self, prices: Prices) -> Stakes:
        change = self.board.region.change
        return Stakes(
            change.people + prices.get("people_changed", 0.0),
            change.units + prices.get("units_changed", 0.0),
            change.officers + prices.get("officers_changed", 0.0),
        )

    def _stakes(self, prices: Prices) -> Floats:
        if not self.board.region.today_labels:
            return np.zeros((self.board.order, 0))
        people, units, _ = self._held
        weights = self._weights(prices)
        return np.ascontiguousarray(weights.people * people + weights.units * units)

    def continued(self, area: Ints, districts: int, prices: Prices) -> Ints:
        """Today's area (column) that each area continues, matched one to one; -1: none."""
        if not self.board.region.today_labels:
            return np.full(districts, -1, dtype=np.int64)
        ones = np.ones(len(area))
        hold = csr_array((ones, (area, np.arange(len(area)))), shape=(districts, len(area)))
        people, units, locks = (np.asarray(hold @ values) for values in self._held)
        whole = self._held[0].sum(axis=0)
        chosen = match(self._weights(prices), people, units, whole, locks > 0)
        return np.where(chosen.any(axis=1), chosen.argmax(axis=1), -1).astype(np.int64)
