"""Redraw a few neighbouring areas and leave all others alone: many small cycles where one large one is too long.

A cycle over the whole map cools everything at the same pace, and where there are many areas one of them is
always in a bad corner when it ends. Here two to four areas around a point are heated, cooled and kept if
that made the plan no worse (large neighbourhood search; Shaw 1998).
"""

import numpy as np

from jingge_engines.core.jit import lean
from jingge_engines.districting.moves.anneal import anneal
from jingge_engines.districting.moves.carry import link, unlink
from jingge_engines.districting.moves.dice import below, uniform
from jingge_engines.districting.moves.ground import SEARCHES, VALUE, VIOLATION, Ground, Play
from jingge_engines.districting.moves.price import outside
from jingge_engines.districting.moves.tree import recombine

FEWEST, MOST = 2, 4
"""Areas of a window."""
TREES = 0.2
"""Share of windows that begin with two of their areas merged and parted anew."""
SORE = 0.8
"""Share of windows around areas outside the limits, as long as there are any."""
STAGES = 6
"""Steps in which it cools and the price of load outside the limits rises."""


@lean
def play_windows(
    ground: Ground,
    play: Play,
    hot: float,
    cold: float,
    soft: float,
    firm: float,
    none: float,
    effort: int,
    most: int,
    budget: int,
) -> int:
    """Window after window until `budget` proposals are spent, `effort` for each atom (`most` in one
    window); how many were spent.

    `soft` and `firm` are the price of one unit of load outside the limits at the start and the end of each.
    """
    spent = 0
    while spent < budget:
        first = sore_spot(ground, play, none)
        atoms = open_window(ground, play, first, FEWEST + below(play.dice, MOST - FEWEST + 1))
        remember(play)
        if uniform(play.dice) < TREES and play.length[1] > 1:
            # The first two met touch: the search for areas goes from neighbour to neighbour.
            recombine(ground, play, play.window[0], play.window[1])
        draw_window(ground, play)
        each = max(1, min(most, effort * atoms) // STAGES)
        heat = hot * (0.3 + 0.7 * uniform(play.dice))
        cooling = (cold / heat) ** (1.0 / STAGES)
        rising = (firm / soft) ** (1.0 / (STAGES - 1)) if soft > 0 else 1.0
        price = soft
        for _ in range(STAGES):
            anneal(ground, play, heat, heat * cooling, price, none, each)
            heat *= cooling
            price *= rising
        spent += each * STAGES
        if worse(play, none):
            put_back(play)
    return spent


@lean
def sore_spot(ground: Ground, play: Play, none: float) -> int:
    """Some atom; where a load lies outside the limits, most often one of such an area."""
    chosen, equals = -1, 0
    if play.figures[VIOLATION] > none and uniform(play.dice) < SORE:
        for district in range(len(play.sizes)):
            broken = 0.0
            for q in range(ground.amounts.shape[1]):
                broken += outside(play.loads[district, q], ground.lows[q], ground.highs[q])
            if broken > none:
                equals += 1
                if below(play.dice, equals) == 0:
                    chosen = district
    if chosen < 0:
        return int(np.int64(below(play.dice, len(play.area))))
    atom = play.head[chosen]
    for _ in range(below(play.dice, play.sizes[chosen])):
        atom = play.after[atom]
    return int(atom)


@lean
def open_window(ground: Ground, play: Play, first: int, wanted: int) -> int:
    """Mark the areas met first around an atom; how many atoms they hold."""
    play.active[:] = 0
    seen = play.stamp[-1] + SEARCHES
    play.stamp[-1] = seen
    play.queue[0] = first
    play.stamp[first] = seen
    head, tail, found, atoms = 0, 1, 0, 0
    while head < tail and found < wanted:
        here = play.queue[head]
        head += 1
        district = play.area[here]
        if play.active[district] == 0:
            play.active[district] = 1
            play.window[found] = district
            found += 1
            atoms += play.sizes[district]
        for place in range(ground.offsets[here], ground.offsets[here + 1]):
            there = ground.targets[place]
            if play.stamp[there] != seen:
                play.stamp[there] = seen
                play.queue[tail] = there
                tail += 1
    play.length[1] = found
    return atoms


@lean
def remember(play: Play) -> None:
    """Note the areas of the window as they are."""
    play.past[0] = play.figures[VIOLATION]
    play.past[1] = play.figures[VALUE]
    for index in range(play.length[1]):
        district = play.window[index]
        for layer in range(2):
            play.past_centre[layer, district] = play.centre[layer, district]
            play.past_worth[layer, district] = play.worth[layer, district]
        for q in range(play.loads.shape[1]):
            play.past_loads[district, q] = play.loads[district, q]
        atom = play.head[district]
        while atom >= 0:
            play.earlier[atom] = district
            atom = play.after[atom]


@lean
def draw_window(ground: Ground, play: Play) -> None:
    """List the entries that cross between areas of the window."""
    length = 0
    for index in range(play.length[1]):
        district = play.window[index]
        atom = play.head[district]
        while atom >= 0:
            for entry in range(ground.offsets[atom], ground.offsets[atom + 1]):
                there = play.area[ground.targets[entry]]
                if there != district and play.active[there] == 1:
                    play.border[length] = entry
                    play.spot[entry] = length
                    length += 1
            atom = play.after[atom]
    play.length[0] = length


@lean
def worse(play: Play, none: float) -> bool:
    """Whether the window broke more than before, or costs more and breaks no less."""
    violation, value = play.figures[VIOLATION], play.figures[VALUE]
    if violation > play.past[0] + none:
        return True
    return bool(violation >= play.past[0] - none and value > play.past[1] + 1e-9)


@lean
def put_back(play: Play) -> None:
    """Draw the window as it was."""
    for index in range(play.length[1]):
        district = play.window[index]
        atom = play.head[district]
        while atom >= 0:
            following = play.after[atom]
            before = play.earlier[atom]
            if before != district:
                unlink(play, atom, district)
                link(play, atom, before)
                play.area[atom] = before
                play.sizes[district] -= 1
                play.sizes[before] += 1
            atom = following
    for index in range(play.length[1]):
        district = play.window[index]
        for layer in range(2):
            play.centre[layer, district] = play.past_centre[layer, district]
            play.worth[layer, district] = play.past_worth[layer, district]
        for q in range(play.loads.shape[1]):
            play.loads[district, q] = play.past_loads[district, q]
    play.figures[VIOLATION] = play.past[0]
    play.figures[VALUE] = play.past[1]
