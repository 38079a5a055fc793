"""One round of simulated annealing over flips and swaps, with a price on load outside the limits."""

import numpy as np

from jingge_engines.core.jit import jit
from jingge_engines.districting.moves.border import entry_ends, first_border, move_atom
from jingge_engines.districting.moves.centre import recentre
from jingge_engines.districting.moves.contiguity import may_leave, touches
from jingge_engines.districting.moves.price import cut_change, load_change, outside
from jingge_engines.districting.problem import Floats, Ints


@jit
def anneal(
    offsets: Ints,
    targets: Ints,
    weights: Floats,
    load: Floats,
    owner: Ints,
    spread: Floats,
    stay: Floats,
    limits: Floats,
    area: Ints,
    best: Ints,
    score: Floats,
    schedule: Floats,
    proposals: int,
    seed: int,
) -> int:
    """Play `proposals` proposals from `area`, changed in place; returns how many were accepted.

    limits: lower, upper, weight of a cut edge, 1 when the moment of inertia counts.
    score: violation and objective of `best`, both updated in place (least violation first).
    schedule: temperature at the start, at the end, price of one unit of load outside the limits, share of
    swaps, load below which a violation counts as none.
    """
    np.random.seed(seed)
    lower, upper, per_edge, inertia = limits[0], limits[1], limits[2], limits[3] > 0
    hot, cold, price, swaps, none = schedule[0], schedule[1], schedule[2], schedule[3], schedule[4]
    atoms, districts = stay.shape
    queue = np.zeros(atoms, dtype=np.int64)
    stamp = np.zeros(atoms + 1, dtype=np.int64)
    stamp[atoms] = 1
    cost = np.zeros((atoms, districts))
    loads = np.zeros(districts)
    sizes = np.zeros(districts, dtype=np.int64)
    for atom in range(atoms):
        loads[area[atom]] += load[atom]
        sizes[area[atom]] += 1
    value = recentre(area, owner, spread, stay, cost)
    cut = 0.0
    for atom in range(atoms):
        for place in range(offsets[atom], offsets[atom + 1]):
            if area[targets[place]] != area[atom]:
                cut += 0.5 * weights[place]
    value += per_edge * cut
    violation = 0.0
    for district in range(districts):
        violation += outside(loads[district], lower, upper)
    if violation <= none:
        violation = 0.0
    if violation < score[0] - none or (violation <= score[0] and value < score[1] - 1e-9):
        score[0] = violation
        score[1] = value
        best[:] = area
    source, back = entry_ends(offsets, targets)
    border = np.zeros(len(targets), dtype=np.int64)
    spot = np.zeros(len(targets), dtype=np.int64)
    length = first_border(source, targets, area, border, spot)
    if length == 0:
        return 0
    accepted = 0
    stale = 0
    cooling = (cold / hot) ** (1.0 / max(1, proposals // 256))
    heat = hot
    for proposal in range(proposals):
        if proposal % 256 == 255:
            heat *= cooling
        crossing = border[np.random.randint(length)]
        atom = source[crossing]
        home = area[atom]
        goal = area[targets[crossing]]
        if sizes[home] == 1:
            continue
        swap = np.random.random() < swaps
        change = cost[atom, goal] - cost[atom, home]
        if per_edge > 0:
            change += per_edge * cut_change(offsets, targets, weights, area, atom, goal)
        if not swap:
            excess = load_change(loads, home, goal, load[atom], lower, upper)
            total = change + price * excess
            if total > 0 and np.random.random() >= np.exp(-total / heat):
                continue
            if not may_leave(offsets, targets, area, atom, queue, stamp):
                continue
            length = move_atom(offsets, targets, back, area, atom, goal, border, spot, length)
            loads[home] -= load[atom]
            loads[goal] += load[atom]
            sizes[home] -= 1
            sizes[goal] += 1
        else:
            # A short walk finds a partner near by: two far ends of a border rarely want the same exchange.
            partner = atom
            for _ in range(2 + np.random.randint(3)):
                span = offsets[partner + 1] - offsets[partner]
                partner = targets[offsets[partner] + np.random.randint(span)]
            if partner == atom or area[partner] != goal:
                continue
            excess = load_change(loads, home, goal, load[atom] - load[partner], lower, upper)
            change += cost[partner, home] - cost[partner, goal]
            if per_edge == 0.0:
                total = change + price * excess
                if total > 0 and np.random.random() >= np.exp(-total / heat):
                    continue
            if not may_leave(offsets, targets, area, atom, queue, stamp):
                continue
            area[atom] = goal
            fits = touches(offsets, targets, area, partner, home)
            fits = fits and may_leave(offsets, targets, area, partner, queue, stamp)
            if fits and per_edge > 0:
                change += per_edge * cut_change(offsets, targets, weights, area, partner, home)
                total = change + price * excess
                fits = total <= 0 or np.random.random() < np.exp(-total / heat)
            if not fits:
                area[atom] = home
                continue
            area[atom] = home
            length = move_atom(offsets, targets, back, area, atom, goal, border, spot, length)
            length = move_atom(offsets, targets, back, area, partner, home, border, spot, length)
            loads[home] += load[partner] - load[atom]
            loads[goal] += load[atom] - load[partner]
        accepted += 1
        value += change
        violation += excess
        stale += 1
        if inertia and stale >= atoms:
            stale = 0
            value = recentre(area, owner, spread, stay, cost)
        now = violation if violation > none else 0.0
        if now < score[0] - none or (now <= score[0] and value < score[1] - 1e-9):
            score[0] = now
            score[1] = value
            best[:] = area
    return accepted
