"""Find an area's best centre again: of all it may use, or of those around the present one."""

import numpy as np

from jingge_engines.core.jit import lean
from jingge_engines.districting.moves.ground import FAR, NEAR, VALUE, Ground, Play
from jingge_engines.districting.problem import Floats, Ints


@lean
def cost_from(spread: Floats, play: Play, district: int, column: int, limit: float) -> float:
    """Cost of an area from one centre; something of at least `limit` once that is reached."""
    total = 0.0
    atom = play.head[district]
    while atom >= 0:
        total += float(spread[atom, column])
        if total >= limit:
            return total
        atom = play.after[atom]
    return total


@lean
def look_everywhere(spread: Floats, owner: Ints, first: Ints, play: Play, layer: int, district: int) -> None:
    """Set the best of all centres the area may use."""
    best, centre = np.inf, play.centre[layer, district]
    if len(owner) > 0 and owner[0] < 0:
        for column in range(len(owner)):
            total = cost_from(spread, play, district, column, best)
            if total < best:
                best, centre = total, column
    else:
        atom = play.head[district]
        while atom >= 0:
            for column in range(first[atom], first[atom + 1]):
                total = cost_from(spread, play, district, column, best)
                if total < best:
                    best, centre = total, column
            atom = play.after[atom]
    play.centre[layer, district] = centre
    play.worth[layer, district] = best


@lean
def look_around(
    ground: Ground, spread: Floats, owner: Ints, play: Play, layer: int, district: int, start: int
) -> None:
    """Step from the present centre (in atom `start`) to better ones next to it while there are any.

    The moment of inertia grows with the distance from the mean point, so on a map the first centre that has
    no better neighbour is nearly always the best of all.
    """
    centre = play.centre[layer, district]
    if owner[centre] != start:
        centre = ground.first[start]
    best = cost_from(spread, play, district, centre, np.inf)
    while True:
        here = owner[centre]
        before = best
        for column in range(ground.first[here], ground.first[here + 1]):
            total = cost_from(spread, play, district, column, best)
            if total < best:
                best, centre = total, column
        for place in range(ground.offsets[here], ground.offsets[here + 1]):
            there = ground.targets[place]
            if play.area[there] == district:
                for column in range(ground.first[there], ground.first[there + 1]):
                    total = cost_from(spread, play, district, column, best)
                    if total < best:
                        best, centre = total, column
        if best >= before:
            break
    play.centre[layer, district] = centre
    play.worth[layer, district] = best


@lean
def recentre(ground: Ground, play: Play, district: int, thorough: bool) -> None:
    """Look for the area's centres again, near the present ones or (`thorough`) everywhere; the value follows."""
    play.moved[district] = 0
    for layer in (NEAR, FAR):
        spread = ground.near if layer == NEAR else ground.far
        owner = ground.near_owner if layer == NEAR else ground.far_owner
        if spread.shape[1] == 0:
            continue
        before = play.worth[layer, district]
        at = owner[play.centre[layer, district]]
        if thorough or at < 0:
            look_everywhere(spread, owner, ground.first, play, layer, district)
        else:
            start = at if play.area[at] == district else play.head[district]
            look_around(ground, spread, owner, play, layer, district, start)
        play.figures[VALUE] += ground.scale[layer] * (play.worth[layer, district] - before)
