"""Merge two touching areas and part them anew at an edge of a random spanning tree.

A step that no flips and swaps reach (recombination: DeFord, Duchin & Solomon 2021). It starts some of the windows;
annealing then smooths what the tree left ragged.
"""

from jingge_engines.core.jit import lean
from jingge_engines.districting.moves.carry import link, unlink
from jingge_engines.districting.moves.centre import recentre
from jingge_engines.districting.moves.dice import below
from jingge_engines.districting.moves.ground import Ground, Play
from jingge_engines.districting.moves.price import outside
from jingge_engines.districting.moves.setting import sum_up


@lean
def recombine(ground: Ground, play: Play, first: int, second: int) -> None:
    """Give `second` the branch of a random tree over both areas whose loss breaks the limits least."""
    size = grow_tree(ground, play, first, second)
    if size < play.sizes[first] + play.sizes[second]:
        return
    best = least_broken(ground, play, first, second, size)
    # The branch: atoms whose way up leads through `best`. Parents come before children in the queue.
    for place in range(size):
        atom = play.queue[place]
        up = play.parent[atom]
        inside = atom == best or (up >= 0 and play.side[up] == 1)
        play.side[atom] = 1 if inside else 0
        goal = second if inside else first
        home = play.area[atom]
        if home != goal:
            unlink(play, atom, home)
            link(play, atom, goal)
            play.area[atom] = goal
            play.sizes[home] -= 1
            play.sizes[goal] += 1
    recentre(ground, play, first, True)
    recentre(ground, play, second, True)
    sum_up(ground, play)


@lean
def grow_tree(ground: Ground, play: Play, first: int, second: int) -> int:
    """A tree from a random atom by random edges; the atoms in `queue` as they joined; how many joined."""
    root = play.head[first]
    for _ in range(below(play.dice, play.sizes[first])):
        root = play.after[root]
    for district in (first, second):
        atom = play.head[district]
        while atom >= 0:
            play.parent[atom] = -2
            atom = play.after[atom]
    play.parent[root] = -1
    size, waiting, here = 0, 0, root
    while True:
        play.queue[size] = here
        size += 1
        for entry in range(ground.offsets[here], ground.offsets[here + 1]):
            there = ground.targets[entry]
            if (play.area[there] == first or play.area[there] == second) and play.parent[there] == -2:
                play.border[waiting] = entry
                waiting += 1
        found = False
        while waiting > 0 and not found:
            pick = below(play.dice, waiting)
            entry = play.border[pick]
            waiting -= 1
            play.border[pick] = play.border[waiting]
            here = ground.targets[entry]
            found = play.parent[here] == -2
            if found:
                play.parent[here] = ground.source[entry]
        if not found:
            return size


@lean
def least_broken(ground: Ground, play: Play, first: int, second: int, size: int) -> int:
    """The atom (not the root) whose branch and the rest break the limits least; of equals, any."""
    width = ground.amounts.shape[1]
    for place in range(size):
        for q in range(width):
            play.branch[play.queue[place], q] = ground.amounts[play.queue[place], q]
    for place in range(size - 1, 0, -1):
        atom = play.queue[place]
        for q in range(width):
            play.branch[play.parent[atom], q] += play.branch[atom, q]
    best, least, equals = play.queue[size - 1], -1.0, 0
    for place in range(1, size):
        atom = play.queue[place]
        broken = 0.0
        for q in range(width):
            rest = play.loads[first, q] + play.loads[second, q] - play.branch[atom, q]
            broken += outside(play.branch[atom, q], ground.lows[q], ground.highs[q])
            broken += outside(rest, ground.lows[q], ground.highs[q])
        if least < 0 or broken < least:
            best, least, equals = atom, broken, 1
        elif broken == least:
            equals += 1
            if below(play.dice, equals) == 0:
                best = atom
    return int(best)
