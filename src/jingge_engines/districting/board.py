"""What the search plays on: atoms that move as one, who touches whom, and what each choice costs.

An atom is a unit, or a whole level-2 unit where areas are unions of them; both are the same game, which is
how nesting stays exact: a composite move is a plain move on a coarser board.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jingge_engines.core.graph import Graph, components, graph_of
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.region import Region


@dataclass(frozen=True, eq=False)
class Board:
    """Arrays of one game: divide the atoms into `districts` connected areas with loads in limits."""

    region: Region
    members: tuple[Ints, ...]
    """Units of every atom, local to the region."""
    graph: Graph
    districts: int

    @property
    def order(self) -> int:
        """Number of atoms."""
        return len(self.members)

    @cached_property
    def units(self) -> Ints:
        """All units on the board, atom by atom."""
        return np.concatenate(self.members)

    @cached_property
    def owner(self) -> Ints:
        """Atom of every entry of `units`."""
        return np.repeat(np.arange(self.order, dtype=np.int64), [len(m) for m in self.members])

    @property
    def centre_owner(self) -> Ints:
        """Atom of every column of `spread`."""
        return self.owner if self.region.measures_inertia else self.owner[:0]

    def total(self, values: Floats) -> Floats:
        """Sum of a per-unit array (rows) over every atom."""
        result = np.zeros((self.order, *values.shape[1:]))
        np.add.at(result, self.owner, values[self.units])
        return result

    @cached_property
    def load(self) -> Floats:
        """Load of every atom."""
        return self.total(self.region.load)

    @cached_property
    def spread(self) -> Floats:
        """Atoms x centres: cost of an atom measured from that entry of `units`; no columns if not asked."""
        if not self.region.measures_inertia:
            return np.zeros((self.order, 0))
        if self.order == self.region.order:
            return self.region.spread
        return self.total(self.region.spread[:, self.units])

    @cached_property
    def stakes(self) -> Floats:
        """Atoms x today's areas: what the objective gains when the atom stays there."""
        return self.total(self.region.stakes)

    def spread_out(self, assignment: Ints) -> tuple[Ints, Ints]:
        """Units on the board and the area of each, from the area of every atom."""
        return self.units, assignment[self.owner]


def unit_board(region: Region, units: Ints | None = None, districts: int | None = None) -> Board:
    """Every unit an atom; of the whole region, or of some units of it."""
    chosen = np.arange(region.order, dtype=np.int64) if units is None else units
    return _board(region, tuple(np.array([unit]) for unit in chosen), districts or region.districts)


def group_board(region: Region, groups: Ints, districts: int) -> Board:
    """Every level-2 unit of `groups` an atom."""
    members = tuple(np.flatnonzero(region.groups == group) for group in groups)
    return _board(region, members, districts)


def _board(region: Region, members: tuple[Ints, ...], districts: int) -> Board:
    atom = np.full(region.order, -1, dtype=np.int64)
    for index, units in enumerate(members):
        atom[units] = index
    ends = atom[region.edges]
    ends = ends[(ends >= 0).all(axis=1) & (ends[:, 0] != ends[:, 1])]
    return Board(region, members, graph_of(len(members), ends), districts)


def bridged(board: Board) -> Graph:
    """The graph with the nearest pieces joined by edges that cost nothing, until an area for each is left.

    With more pieces than areas no plan is contiguous; the search then looks for the least bad one, and the
    evaluation, which knows the true graph, names what is broken.
    """
    graph = board.graph
    count, piece = components(graph)
    if count <= board.districts:
        return graph
    centre = np.array(
        [board.region.problem.points[board.region.units[m]].mean(axis=0) for m in board.members]
    )
    edges = [(int(u), int(v)) for u in range(graph.order) for v in graph.neighbours(u) if u < v]
    weights = [
        float(w)
        for u in range(graph.order)
        for v, w in zip(
            graph.neighbours(u), graph.weights[graph.offsets[u] : graph.offsets[u + 1]], strict=True
        )
        if u < v
    ]
    apart = ((centre[:, None, :] - centre[None, :, :]) ** 2).sum(axis=2)
    while count > board.districts:
        open_pairs = np.where(piece[:, None] == piece[None, :], np.inf, apart)
        u, v = np.unravel_index(int(open_pairs.argmin()), open_pairs.shape)
        edges.append((int(min(u, v)), int(max(u, v))))
        weights.append(0.0)
        piece = np.where(piece == piece[v], piece[u], piece)
        count -= 1
    return graph_of(graph.order, np.array(edges, dtype=np.int64), np.array(weights))
