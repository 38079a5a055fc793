"""Cuts that keep areas in one piece, found where a solution of the Hess model breaks them.

A unit a belongs to centre j only if some unit of every a,j-separator C does: x_aj <= sum of x_cj over C
(Validi, Buchanan & Lykhovyd 2022). For each piece of a centre's ground that hangs apart, the cut of its most
wanted unit is taken, with a separator in which no unit is to spare.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.graph import Graph, components
from jingge_engines.core.linear import Rows
from jingge_engines.districting.fixing import piece_of, separator
from jingge_engines.districting.hess import Hess
from jingge_engines.districting.problem import Floats, Ints

Cut = tuple[int, int, tuple[int, ...]]


@dataclass(frozen=True, eq=False)
class Separation:
    """Looks for broken cuts in solutions over the open pairs."""

    model: Hess
    graph: Graph
    column: Ints
    """n x c: the variable of each open pair, -1 where it is closed."""
    known: set[Cut]

    def fresh(self, values: Floats, least: float) -> list[Cut]:
        """Cuts that are not known yet and are broken by a solution; pairs below `least` count as unused."""
        found: list[Cut] = []
        for j in np.flatnonzero((self.column >= 0).any(axis=0)):
            mine = self.column[:, j] >= 0
            share = np.where(mine, values[self.column[:, j]], 0.0)
            found += self._of_centre(int(j), share, least)
        self.known.update(found)
        return found

    def _of_centre(self, j: int, share: Floats, least: float) -> list[Cut]:
        root, used = int(self.model.owner[j]), share > least
        apart = used & ~piece_of(self.graph, used, root)
        if not used[root] or not apart.any():
            return []
        return [cut for part in pieces(self.graph, apart) if (cut := self._cut(j, part, share)) is not None]

    def _cut(self, j: int, part: Ints, share: Floats) -> Cut | None:
        most = int(part[share[part].argmax()])
        between = separator(self.graph, part, int(self.model.owner[j]))
        cut = (most, j, tuple(int(unit) for unit in between))
        missing = share[most] - share[between].sum()
        return cut if missing > 1e-4 and cut not in self.known else None

    def rows(self, cuts: list[Cut]) -> Rows:
        """The cuts as constraints."""
        starts, variables, values = [0], [], []
        for unit, j, between in cuts:
            held = [int(self.column[other, j]) for other in between if self.column[other, j] >= 0]
            variables += [int(self.column[unit, j]), *held]
            values += [1.0] + [-1.0] * len(held)
            starts.append(len(variables))
        count = len(cuts)
        entries = np.array(variables, dtype=np.int64)
        return Rows(
            np.full(count, -np.inf),
            np.zeros(count),
            np.array(starts, dtype=np.int64),
            entries,
            np.array(values, dtype=np.float64),
        )


def pieces(graph: Graph, inside: NDArray[np.bool_]) -> list[Ints]:
    """The connected pieces of some units."""
    label = np.where(inside, 0, np.arange(1, graph.order + 1))
    _, piece = components(graph, label)
    units = np.flatnonzero(inside)
    return [units[piece[units] == mark] for mark in np.unique(piece[units])]
