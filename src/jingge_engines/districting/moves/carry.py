"""Carry an atom over to another area, with everything that hangs on it."""

from jingge_engines.core.jit import lean
from jingge_engines.districting.moves.border import move_atom
from jingge_engines.districting.moves.centre import recentre
from jingge_engines.districting.moves.ground import FAR, NEAR, Ground, Play

SELDOM = 2
"""An area's centre is looked for again after as many changes as half of its atoms, and at least so many."""


@lean
def carry(ground: Ground, play: Play, atom: int, home: int, goal: int) -> None:
    """Border, lists, loads and costs of both areas; the figures of the whole plan are the caller's."""
    if ground.near.shape[1] > 0:
        play.worth[NEAR, home] -= ground.near[atom, play.centre[NEAR, home]]
        play.worth[NEAR, goal] += ground.near[atom, play.centre[NEAR, goal]]
    if ground.far.shape[1] > 0:
        play.worth[FAR, home] -= ground.far[atom, play.centre[FAR, home]]
        play.worth[FAR, goal] += ground.far[atom, play.centre[FAR, goal]]
    for q in range(ground.amounts.shape[1]):
        play.loads[home, q] -= ground.amounts[atom, q]
        play.loads[goal, q] += ground.amounts[atom, q]
    play.sizes[home] -= 1
    play.sizes[goal] += 1
    unlink(play, atom, home)
    link(play, atom, goal)
    move_atom(ground, play, atom, goal)


@lean
def link(play: Play, atom: int, district: int) -> None:
    """Put the atom at the head of the area's list."""
    first = play.head[district]
    play.after[atom] = first
    play.before[atom] = -1
    if first >= 0:
        play.before[first] = atom
    play.head[district] = atom


@lean
def unlink(play: Play, atom: int, district: int) -> None:
    """Take the atom out of the area's list."""
    past, following = play.before[atom], play.after[atom]
    if past >= 0:
        play.after[past] = following
    else:
        play.head[district] = following
    if following >= 0:
        play.before[following] = past


@lean
def stays_at_heart(ground: Ground, play: Play, atom: int, partner: int) -> bool:
    """Whether neither atom owns the centre of the area it leaves."""
    return not (at_heart(ground, play, atom) or (partner >= 0 and at_heart(ground, play, partner)))


@lean
def at_heart(ground: Ground, play: Play, atom: int) -> bool:
    """Whether the atom owns a centre of its area."""
    home = play.area[atom]
    if ground.near.shape[1] > 0 and ground.near_owner[play.centre[NEAR, home]] == atom:
        return True
    return bool(ground.far.shape[1] > 0 and ground.far_owner[play.centre[FAR, home]] == atom)


@lean
def refresh(ground: Ground, play: Play, district: int) -> None:
    """Look for the centre again where it has left the area, or the area has changed enough."""
    if ground.near.shape[1] == 0 and ground.far.shape[1] == 0:
        return
    play.moved[district] += 1
    if play.moved[district] * SELDOM >= max(SELDOM * SELDOM, play.sizes[district]) or lost(
        ground, play, district
    ):
        recentre(ground, play, district, False)


@lean
def lost(ground: Ground, play: Play, district: int) -> bool:
    """Whether a centre lies in an atom that is no longer in the area."""
    if ground.near.shape[1] > 0:
        owner = ground.near_owner[play.centre[NEAR, district]]
        if owner >= 0 and play.area[owner] != district:
            return True
    if ground.far.shape[1] > 0:
        owner = ground.far_owner[play.centre[FAR, district]]
        return bool(owner >= 0 and play.area[owner] != district)
    return False
