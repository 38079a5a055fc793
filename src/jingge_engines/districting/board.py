"""What the search plays on: atoms that move as one, who touches whom, and what each choice costs.

An atom is a unit, or several that stay together: a whole level-2 unit where areas are unions of them, or units
tied to each other. All are the same game, which is how nesting stays exact: a composite move is a plain move on
a coarser board.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jingge_engines.core.graph import Graph, components, graph_of
from jingge_engines.core.jit import jit
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.region import Layer, Region


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

    @property
    def plain(self) -> bool:
        """Whether the atoms are the units of the region, in their order."""
        return self.order == self.region.order

    @cached_property
    def units(self) -> Ints:
        """All units on the board, atom by atom."""
        return np.concatenate(self.members)

    @cached_property
    def first(self) -> Ints:
        """Where the units of every atom begin in `units`."""
        sizes = [len(units) for units in self.members]
        return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)

    @cached_property
    def owner(self) -> Ints:
        """Atom of every entry of `units`."""
        return np.repeat(np.arange(self.order, dtype=np.int64), np.diff(self.first))

    @cached_property
    def atom_of_unit(self) -> Ints:
        """Atom of every unit of the region; -1: not on this board."""
        atom = np.full(self.region.order, -1, dtype=np.int64)
        atom[self.units] = self.owner
        return atom

    def total(self, values: Floats) -> Floats:
        """Sum of a per-unit array (rows) over every atom."""
        if self.plain:
            return values
        return np.add.reduceat(values[self.units], self.first[:-1], axis=0)

    @cached_property
    def load(self) -> Floats:
        """Load of every atom."""
        return self.total(self.region.load)

    @cached_property
    def amounts(self) -> Floats:
        """Atoms x measures."""
        return np.ascontiguousarray(self.total(self.region.measures))

    @cached_property
    def points(self) -> Floats:
        """The middle of every atom."""
        points = self.region.problem.points[self.region.units]
        return self.total(points) / np.diff(self.first)[:, None]

    def layer(self, layer: Layer) -> tuple[Floats, Ints]:
        """Atoms x centres, and the atom that holds each centre (-1: none). The region's own array where the
        board is the whole of it: nothing that large is kept twice."""
        if self.plain:
            return layer.spread, layer.owner
        if len(layer.owner) and layer.owner[0] < 0:
            return self.total(layer.spread), layer.owner
        spread = np.zeros((self.order, len(self.units)))
        _gather(layer.spread, self.units, self.owner, spread)
        return spread, self.owner

    @cached_property
    def ties(self) -> tuple[Ints, Floats]:
        """Pairs of atoms and their prices in load: positive to be together, negative to be apart."""
        ties = self.region.ties
        ends = self.atom_of_unit[ties.pairs]
        kept = np.flatnonzero((ends >= 0).all(axis=1) & (ends[:, 0] != ends[:, 1]))
        return ends[kept], np.asarray(ties.price * ties.sign[kept], dtype=np.float64)

    def by_unit(self, area: Ints) -> Ints:
        """Area of every unit of the region, from the area of every atom; -1: not on this board."""
        result = np.full(self.region.order, -1, dtype=np.int64)
        result[self.units] = area[self.owner]
        return result


@jit
def _gather(spread: Floats, units: Ints, owner: Ints, total: Floats) -> None:
    """Sum the rows of every atom, columns in the order of the units, without a copy of what is summed."""
    for row in range(len(units)):
        for column in range(len(units)):
            total[owner[row], column] += spread[units[row], units[column]]


def unit_board(region: Region, units: Ints | None = None, districts: int | None = None) -> Board:
    """Every unit an atom; of the whole region, or of some units of it."""
    chosen = np.arange(region.order, dtype=np.int64) if units is None else units
    return board_of(region, tuple(np.array([unit]) for unit in chosen), districts or region.districts)


def tied_board(region: Region, units: Ints | None = None, districts: int | None = None) -> Board:
    """Like `unit_board`, but units that must be together and hang together are one atom, and so never part."""
    plain = unit_board(region, units, districts)
    pairs = region.ties.pairs[region.ties.sign > 0]
    ends = plain.atom_of_unit[pairs]
    ends = ends[(ends >= 0).all(axis=1)]
    if len(ends) == 0:
        return plain
    _, wish = components(graph_of(plain.order, ends))
    count, piece = components(plain.graph, wish)
    if count < plain.districts or count == plain.order:
        return plain
    order = np.argsort(piece, kind="stable")
    bounds = np.searchsorted(piece[order], np.arange(1, count))
    return board_of(
        region, tuple(plain.units[np.sort(one)] for one in np.split(order, bounds)), plain.districts
    )


def group_board(region: Region, groups: Ints, districts: int) -> Board:
    """Every level-2 unit of `groups` an atom."""
    members = tuple(np.flatnonzero(region.groups == group) for group in groups)
    return board_of(region, members, districts)


def board_of(region: Region, members: tuple[Ints, ...], districts: int) -> Board:
    """A board of these atoms."""
    atom = np.full(region.order, -1, dtype=np.int64)
    for index, units in enumerate(members):
        atom[units] = index
    ends = atom[region.edges]
    ends = ends[(ends >= 0).all(axis=1) & (ends[:, 0] != ends[:, 1])]
    return Board(region, members, graph_of(len(members), ends), districts)
