"""Set the table: everything that follows from the areas of a plan, worked out afresh."""

from jingge_engines.core.jit import lean
from jingge_engines.districting.moves.carry import link
from jingge_engines.districting.moves.centre import recentre
from jingge_engines.districting.moves.ground import (
    BEST_VALUE,
    BEST_VIOLATION,
    EDGE,
    FAR,
    NEAR,
    VALUE,
    VIOLATION,
    Ground,
    Play,
)
from jingge_engines.districting.moves.price import outside


@lean
def set_up(ground: Ground, play: Play) -> None:
    """Loads, sizes, lists, centres and figures of `play.area`."""
    play.sizes[:] = 0
    play.head[:] = -1
    for atom in range(len(play.area) - 1, -1, -1):
        play.sizes[play.area[atom]] += 1
        link(play, atom, play.area[atom])
    play.worth[:] = 0.0
    for district in range(len(play.sizes)):
        if play.head[district] < 0:
            continue
        for layer in (NEAR, FAR):
            owner = ground.near_owner if layer == NEAR else ground.far_owner
            owned = len(owner) > 0 and owner[0] >= 0
            play.centre[layer, district] = ground.first[play.head[district]] if owned else 0
        recentre(ground, play, district, True)
    sum_up(ground, play)


@lean
def sum_up(ground: Ground, play: Play) -> None:
    """Add the figures up afresh, so that errors of floats never grow."""
    play.loads[:] = 0.0
    for atom in range(len(play.area)):
        for q in range(ground.amounts.shape[1]):
            play.loads[play.area[atom], q] += ground.amounts[atom, q]
    play.figures[VALUE] = flat_value(ground, play)
    for layer in (NEAR, FAR):
        for district in range(len(play.sizes)):
            play.figures[VALUE] += ground.scale[layer] * play.worth[layer, district]
    play.figures[VIOLATION] = violation_of(ground, play)


@lean
def flat_value(ground: Ground, play: Play) -> float:
    """The part of the value that hangs on no centre: edges, officers, evenness."""
    value = 0.0
    for entry in range(len(ground.targets)):
        if play.area[ground.source[entry]] != play.area[ground.targets[entry]]:
            value += 0.5 * ground.scale[EDGE] * ground.weights[entry]
    for atom in range(len(play.area)):
        kept = play.matched[play.area[atom]]
        for today in range(ground.stakes.shape[1]):
            if today != kept:
                value += ground.stakes[atom, today]
    for q in range(ground.amounts.shape[1]):
        if ground.even[q] > 0:
            for district in range(len(play.sizes)):
                value += ground.even[q] * (play.loads[district, q] / ground.means[q] - 1.0) ** 2
    return value


@lean
def violation_of(ground: Ground, play: Play) -> float:
    """All that lies outside the limits, and the price of broken ties."""
    violation = 0.0
    for district in range(len(play.sizes)):
        for q in range(ground.amounts.shape[1]):
            violation += outside(play.loads[district, q], ground.lows[q], ground.highs[q])
    for atom in range(len(play.area)):
        for place in range(ground.tie_offsets[atom], ground.tie_offsets[atom + 1]):
            same = play.area[ground.tie_targets[place]] == play.area[atom]
            price = ground.tie_prices[place]
            if same == (price < 0):
                violation += 0.5 * abs(price)
    return violation


@lean
def better(play: Play, none: float) -> bool:
    """Whether `area` beats `best`: first by violation (below `none` counts as nothing), then by value."""
    violation, best = play.figures[VIOLATION], play.figures[BEST_VIOLATION]
    if violation <= none:
        violation = 0.0
    if violation < best - none:
        return True
    return bool(violation <= best + none and play.figures[VALUE] < play.figures[BEST_VALUE] - 1e-9)


@lean
def note_best(play: Play, none: float) -> None:
    """Take over the figures of `area` as those of `best`."""
    violation = play.figures[VIOLATION] if play.figures[VIOLATION] > none else 0.0
    # Never up, be it by an error of floats: such steps would add up.
    play.figures[BEST_VIOLATION] = min(violation, play.figures[BEST_VIOLATION])
    play.figures[BEST_VALUE] = play.figures[VALUE]


@lean
def keep(play: Play) -> None:
    """Copy `area` to `best`."""
    for atom in range(len(play.area)):
        play.best[atom] = play.area[atom]
