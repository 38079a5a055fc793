"""Which rows an area in several pieces breaks: a unit needs, on every way to its site, a unit of that site."""

import numpy as np

from jingge_engines.core.graph import Graph, Ints


def pieces(graph: Graph, inside: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[Ints]:
    """Connected pieces of the units where `inside` is true."""
    seen = ~inside
    found = []
    for first in np.flatnonzero(inside):
        if seen[first]:
            continue
        seen[first] = True
        piece = [int(first)]
        for unit in piece:
            for other in graph.neighbours(unit).tolist():
                if not seen[other]:
                    seen[other] = True
                    piece.append(other)
        found.append(np.array(piece, dtype=np.int64))
    return found


def separator(
    graph: Graph, piece: Ints, seat: int, usable: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> Ints:
    """Fewest-sided wall between a piece and a seat: units next to the piece that the seat can reach first.

    Only `usable` units can belong to the area at all; nobody else is walked over. Every way from the piece to
    the seat passes through the wall (Carvajal et al. 2013; Fischetti et al. 2017).
    """
    wall = np.zeros(graph.order, dtype=bool)
    for unit in piece.tolist():
        wall[graph.neighbours(unit)] = True
    wall[piece] = False
    wall &= usable
    seen = np.zeros(graph.order, dtype=bool)
    seen[seat] = True
    queue = [seat]
    reached = []
    for unit in queue:
        for other in graph.neighbours(unit).tolist():
            if seen[other] or not usable[other]:
                continue
            seen[other] = True
            if wall[other]:
                reached.append(other)
            else:
                queue.append(other)
    return np.array(sorted(reached), dtype=np.int64)
