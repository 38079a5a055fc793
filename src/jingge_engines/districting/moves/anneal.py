"""One round of simulated annealing over flips and swaps, with a price on load outside the limits."""

import numpy as np

from jingge_engines.core.jit import lean
from jingge_engines.districting.moves.carry import carry, refresh, stays_at_heart
from jingge_engines.districting.moves.dice import below, uniform
from jingge_engines.districting.moves.ground import EDGE, VALUE, VIOLATION, Ground, Play
from jingge_engines.districting.moves.price import (
    cut_change,
    even_change,
    excess_change,
    seat_change,
    tie_change,
)
from jingge_engines.districting.moves.setting import better, keep, note_best
from jingge_engines.districting.moves.tearing import meets, stays_whole

SWAPS = 0.3
"""Share of proposals that exchange two atoms."""
COOLING = 256
"""Proposals at one temperature."""


@lean
def anneal(
    ground: Ground, play: Play, hot: float, cold: float, price: float, none: float, proposals: int
) -> int:
    """Play `proposals` proposals on the border as listed; returns how many were accepted.

    `hot`, `cold`: temperatures at the start and the end; `price` of one unit of load outside the limits;
    `none`: load below which a violation counts as none. `best` and its figures are kept up to date.
    """
    pending = better(play, none)
    if pending:
        note_best(play, none)
    accepted = 0
    cooling = (cold / hot) ** (1.0 / max(1, proposals // COOLING))
    heat = hot
    for proposal in range(proposals):
        if proposal % COOLING == COOLING - 1:
            heat *= cooling
        if play.length[0] == 0:
            break
        crossing = play.border[below(play.dice, play.length[0])]
        atom = ground.source[crossing]
        home, goal = play.area[atom], play.area[ground.targets[crossing]]
        if play.sizes[home] == 1:
            continue
        partner = -1
        if uniform(play.dice) < SWAPS:
            partner = walk(ground, play, atom)
            if play.area[partner] != goal or not meets(ground, play.area, partner, home, atom):
                continue
        excess, change = cost_of(ground, play, atom, partner, home, goal)
        total = change + price * excess
        if total > 0 and (total > 40.0 * heat or uniform(play.dice) >= np.exp(-total / heat)):
            continue
        if not stays_whole(ground, play, atom):
            continue
        if partner >= 0:
            play.area[atom] = goal
            fits = stays_whole(ground, play, partner)
            play.area[atom] = home
            if not fits:
                continue
        if pending and not (excess <= 0 and change < 0 and stays_at_heart(ground, play, atom, partner)):
            keep(play)
            pending = False
        play.figures[VALUE] += change
        play.figures[VIOLATION] += excess
        carry(ground, play, atom, home, goal)
        if partner >= 0:
            carry(ground, play, partner, goal, home)
        refresh(ground, play, home)
        refresh(ground, play, goal)
        accepted += 1
        if better(play, none):
            note_best(play, none)
            pending = True
    if pending:
        keep(play)
    return accepted


@lean
def walk(ground: Ground, play: Play, atom: int) -> int:
    """Where a short random walk ends: two far ends of a border rarely want the same exchange."""
    for _ in range(2 + below(play.dice, 3)):
        start = ground.offsets[atom]
        atom = ground.targets[start + below(play.dice, ground.offsets[atom + 1] - start)]
    return atom


@lean
def cost_of(ground: Ground, play: Play, atom: int, partner: int, home: int, goal: int) -> tuple[float, float]:
    """Change of the violation and of the value if the atom goes, and the partner (-1: none) comes."""
    change = seat_change(ground, play, atom, home, goal)
    excess = excess_change(ground, play, home, goal, atom, partner)
    if ground.scale[EDGE] > 0:
        change += ground.scale[EDGE] * cut_change(ground, play.area, atom, goal)
    if len(ground.tie_targets) > 0:
        excess += tie_change(ground, play.area, atom, home, goal)
    change += even_change(ground, play, home, goal, atom, partner)
    if partner >= 0:
        change += seat_change(ground, play, partner, goal, home)
        play.area[atom] = goal
        if ground.scale[EDGE] > 0:
            change += ground.scale[EDGE] * cut_change(ground, play.area, partner, home)
        if len(ground.tie_targets) > 0:
            excess += tie_change(ground, play.area, partner, goal, home)
        play.area[atom] = home
    return excess, change
