"""Redraw neighbouring areas exactly around the centres they have: small integer programs, one after the other.

A search moves a unit at a time; to give up one here for another there, within narrow limits of load, takes a chain
of moves that each look bad. With the centres held, the best division is the Hess model over few columns, and the
prices of its dual close most pairs: what is left is branched in seconds. Then areas take their new best centres, and
it is done again as long as that helps. Few areas are redrawn at once, all or a group of neighbours, and a plan is
kept only where it is better by all that counts (`worth.plan_worth`).
"""

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from jingge_engines.core.stop import AnyOf, MaxTime, StopRule
from jingge_engines.districting.bound import LEVELS, Dual
from jingge_engines.districting.fixing import Pairs, only, open_pairs, within_reach
from jingge_engines.districting.hess import Hess, models_of
from jingge_engines.districting.integer import HessProgram
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.region import Region
from jingge_engines.districting.search import ranked
from jingge_engines.districting.worth import plan_worth

TOGETHER = 4
"""Areas that are redrawn at once where there are more than `FEW`."""
FEW = 8
"""So many areas are redrawn all at once."""
MOVES = 8
"""Times that the centres of a group are moved before its program is made."""
MOST_PAIRS = 6_000
"""Pairs of unit and centre that one program may have."""
NODES, FEWER = 2_000, 50
"""Nodes of one program; fewer where no clock runs."""
LEAST = 1e-7
"""A plan must be better by this share to be worth another turn."""
PART = 0.5
"""Share of the time left that one program of many may take."""


def polished(region: Region, area: Ints, violation: float, objective: float, stop: StopRule) -> Ints | None:
    """A better plan near a plan within the limits; None where none was found or the question is another."""
    if len(region.layers) != 1 or region.nested or violation > 0:
        return None
    model = models_of(region)[0]
    if model.shared or region.districts < 2:
        return None
    best, worth = area, ranked(violation, objective)
    turns = _groups(region, area)
    while stop.seconds_left() > 0 and (group := next(turns, None)) is not None:
        found = _redrawn(region, model, best, group, stop)
        told = None if found is None else plan_worth(region, found)
        if found is not None and told is not None and ranked(*told) < ranked(worth[0], _below(worth[1])):
            best, worth = found, ranked(*told)
            if len(group) == region.districts:
                turns = _groups(region, best)
    return None if best is area else best


def _below(objective: float) -> float:
    return objective - LEAST * abs(objective)


def _groups(region: Region, area: Ints) -> Iterator[Ints]:
    """All areas where they are few; else each with its neighbours that share the longest border."""
    count = region.districts
    if count <= FEW:
        yield np.arange(count)
        return
    border = np.zeros((count, count))
    ends = area[region.edges]
    np.add.at(border, (ends[:, 0], ends[:, 1]), 1.0)
    border += border.T
    np.fill_diagonal(border, 0.0)
    seen: set[bytes] = set()
    for index in range(count):
        near = np.argsort(-border[index], kind="stable")[: TOGETHER - 1]
        group = np.sort(np.append(near[border[index, near] > 0], index))
        if len(group) > 1 and group.tobytes() not in seen:
            seen.add(group.tobytes())
            yield group


def _redrawn(region: Region, model: Hess, area: Ints, group: Ints, stop: StopRule) -> Ints | None:
    """The plan with some areas drawn anew around their centres, if that is better."""
    centres, value = model.centres_of(area), model.value(area)
    pairs = _pairs(area, group, len(centres))
    around, dual = _relaxed(model, centres, pairs, area, value, stop)
    for _ in range(MOVES):
        moved = _moved(model, dual, centres, group)
        if np.array_equal(moved, centres):
            break
        further, other = _relaxed(model, moved, pairs, area, value, stop)
        if other.best >= _below(dual.best):
            break
        centres, around, dual = moved, further, other
    if dual.best >= _below(value):
        return None
    pairs &= open_pairs(dual, value)
    pairs = within_reach(around, region.graph, pairs)
    if pairs.sum() - model.order > MOST_PAIRS:
        return None
    part = stop if len(group) == len(centres) else _part(stop)
    nodes = FEWER if math.isinf(stop.seconds_left()) else NODES
    outcome = HessProgram(region, around, pairs, value).run(area, part, nodes)
    return outcome.plan


def _relaxed(
    model: Hess, centres: Ints, pairs: Pairs, area: Ints, value: float, stop: StopRule
) -> tuple[Hess, Dual]:
    """The model around some centres, and what their areas cost at least."""
    around = replace(model, costs=np.ascontiguousarray(model.costs[:, centres]), owner=model.owner[centres])
    dual = Dual(only(around, pairs, np.arange(len(centres))))
    dual.begin_at(around.costs[np.arange(model.order), area], np.zeros(len(centres)))
    dual.climb_further(value, stop, LEVELS)
    return around, dual


def _moved(model: Hess, dual: Dual, centres: Ints, group: Ints) -> Ints:
    """The best centres for what the relaxation gives to each (location and allocation in turn; Cooper 1964)."""
    moved = centres.copy()
    for index in group:
        best = int((dual.taken(int(index)) @ model.costs).argmin())
        if best not in moved:
            moved[index] = best
    return moved


def _pairs(area: Ints, group: Ints, count: int) -> Pairs:
    """Every unit of the group with every centre of the group; every other unit with its own."""
    pairs = np.zeros((len(area), count), dtype=np.bool_)
    pairs[np.arange(len(area)), area] = True
    free = np.isin(area, group)
    pairs[np.ix_(np.flatnonzero(free), group)] = True
    return pairs


def _part(stop: StopRule) -> StopRule:
    left = stop.seconds_left()
    if math.isinf(left):
        return stop
    part = AnyOf(stop, MaxTime(max(0.0, PART * left)))
    part.begin()
    return part
