"""What a move costs, term by term: edges cut, distance to the centre, officers, limits, evenness, ties."""

from jingge_engines.core.jit import lean
from jingge_engines.districting.moves.ground import FAR, NEAR, Ground, Play
from jingge_engines.districting.problem import Ints


@lean
def outside(load: float, lower: float, upper: float) -> float:
    """Load outside the limits."""
    if load > upper:
        return load - upper
    if load < lower:
        return lower - load
    return 0.0


@lean
def cut_change(ground: Ground, area: Ints, atom: int, goal: int) -> float:
    """Change of the weight of cut edges when `atom` goes to area `goal`."""
    home = area[atom]
    change = 0.0
    for place in range(ground.offsets[atom], ground.offsets[atom + 1]):
        there = area[ground.targets[place]]
        if there == home:
            change += ground.weights[place]
        elif there == goal:
            change -= ground.weights[place]
    return change


@lean
def seat_change(ground: Ground, play: Play, atom: int, home: int, goal: int) -> float:
    """Change of what hangs on the atom and its area alone: way to the centre, officer that is kept."""
    change = 0.0
    if ground.near.shape[1] > 0:
        step = ground.near[atom, play.centre[NEAR, goal]] - ground.near[atom, play.centre[NEAR, home]]
        change += ground.scale[NEAR] * step
    if ground.far.shape[1] > 0:
        step = ground.far[atom, play.centre[FAR, goal]] - ground.far[atom, play.centre[FAR, home]]
        change += ground.scale[FAR] * step
    if ground.stakes.shape[1] > 0:
        now, then = play.matched[home], play.matched[goal]
        if now >= 0:
            change += ground.stakes[atom, now]
        if then >= 0:
            change -= ground.stakes[atom, then]
    return change


@lean
def excess_change(ground: Ground, play: Play, home: int, goal: int, atom: int, partner: int) -> float:
    """Change of all that lies outside the limits when the atom goes from home to goal and the partner (-1: none)
    the other way."""
    change = 0.0
    for q in range(ground.amounts.shape[1]):
        amount = ground.amounts[atom, q]
        if partner >= 0:
            amount -= ground.amounts[partner, q]
        low, high = ground.lows[q], ground.highs[q]
        mine, theirs = play.loads[home, q], play.loads[goal, q]
        change += outside(mine - amount, low, high) + outside(theirs + amount, low, high)
        change -= outside(mine, low, high) + outside(theirs, low, high)
    return change


@lean
def even_change(ground: Ground, play: Play, home: int, goal: int, atom: int, partner: int) -> float:
    """Change of the price of uneven loads, likewise."""
    change = 0.0
    for q in range(ground.amounts.shape[1]):
        if ground.even[q] > 0:
            amount = ground.amounts[atom, q]
            if partner >= 0:
                amount -= ground.amounts[partner, q]
            # (x - a - m)^2 + (y + a - m)^2 - (x - m)^2 - (y - m)^2 = 2a (y - x + a)
            step = 2.0 * amount * (play.loads[goal, q] - play.loads[home, q] + amount)
            change += ground.even[q] * step / (ground.means[q] * ground.means[q])
    return change


@lean
def tie_change(ground: Ground, area: Ints, atom: int, home: int, goal: int) -> float:
    """Change of the price of broken ties when the atom goes from home to goal, in load units."""
    change = 0.0
    for place in range(ground.tie_offsets[atom], ground.tie_offsets[atom + 1]):
        there = area[ground.tie_targets[place]]
        if there == home:
            change += ground.tie_prices[place]
        elif there == goal:
            change -= ground.tie_prices[place]
    return change
