"""How much two plans differ, whatever their areas are called."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from jingge.planning.terms import BlockFacts


@dataclass(frozen=True, slots=True)
class Difference:
    """Ground of one plan that does not lie in the matching area of the other."""

    blocks: tuple[str, ...]
    people: int


def difference(blocks: Sequence[BlockFacts], first: Sequence[str], second: Sequence[str]) -> Difference:
    """Areas are matched one to one, station by station, so that as many people as possible stay."""
    elsewhere: list[BlockFacts] = []
    for station in sorted({block.station_code for block in blocks}):
        places = [index for index, block in enumerate(blocks) if block.station_code == station]
        pairs = _matched(blocks, first, second, places)
        elsewhere += [blocks[index] for index in places if pairs.get(first[index]) != second[index]]
    return Difference(
        tuple(sorted(block.code for block in elsewhere)), sum(block.population for block in elsewhere)
    )


def _matched(
    blocks: Sequence[BlockFacts], first: Sequence[str], second: Sequence[str], places: list[int]
) -> dict[str, str]:
    """Area of the first plan → its counterpart in the second."""
    ours = sorted({first[index] for index in places})
    theirs = sorted({second[index] for index in places})
    shared = np.zeros((len(ours), len(theirs)))
    row, column = {a: i for i, a in enumerate(ours)}, {a: i for i, a in enumerate(theirs)}
    for index in places:  # + 1: ground without people still lies somewhere
        shared[row[first[index]], column[second[index]]] += blocks[index].population + 1
    rows, columns = linear_sum_assignment(shared, maximize=True)
    return {ours[r]: theirs[c] for r, c in zip(rows, columns, strict=True)}
