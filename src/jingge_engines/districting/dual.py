"""The inner loops of the bound: what every centre is worth at given prices, exactly and smoothed.

Units are rows and centres columns; `own` is the unit in which a centre stands, -1 where any area may use it.
Minima are smoothed with a parabola of width `wide[i]` around 0 (Nesterov 2005), which needs no exponentials.
"""

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.jit import jit
from jingge_engines.districting.problem import Floats, Ints

Singles = NDArray[np.float32]


@jit
def exact_values(
    costs: Floats, owner: Ints, load: Floats, unit: Floats, centre: Floats, lower: float, upper: float
) -> Floats:
    """v_j of every centre: its load price at the cheaper limit, its own unit, and every unit that gains."""
    order, count = costs.shape
    values = np.empty(count)
    for j in range(count):
        values[j] = centre[j] * lower if centre[j] > 0 else centre[j] * upper
    for i in range(order):
        for j in range(count):
            values[j] += min(0.0, costs[i, j] - unit[i] - centre[j] * load[i])
    for j in range(count):
        home = owner[j]
        if home >= 0:
            values[j] += max(0.0, costs[home, j] - unit[home] - centre[j] * load[home])
    return values


@jit
def packed(costs: Floats, active: Ints) -> Singles:
    """The columns of the active centres side by side, in half the memory; gains are still worked out in full."""
    order, count = costs.shape[0], len(active)
    pack = np.empty((order, count), dtype=np.float32)
    for i in range(order):
        for a in range(count):
            pack[i, a] = costs[i, active[a]]
    return pack


@jit
def smooth_values(
    costs: Singles,
    own: Ints,
    load: Floats,
    unit: Floats,
    wide: Floats,
    price: Floats,
    lower: float,
    upper: float,
    bend: float,
) -> Floats:
    """Smoothed v_j of every packed centre. The inner loop runs along memory, so that it is vectorised."""
    order, count = costs.shape
    values = np.empty(count)
    for a in range(count):
        rate = price[a]
        values[a] = 0.5 * ((lower + upper) * rate - (upper - lower) * np.sqrt(rate * rate + bend * bend))
    for i in range(order):
        paid, weight, width, steep = unit[i], load[i], 0.5 * wide[i], 1.0 / wide[i]
        for a in range(count):
            gain = costs[i, a] - paid - price[a] * weight
            taken = 0.5 - gain * steep
            taken = taken if taken > 0.0 else 0.0
            taken = taken if taken < 1.0 else 1.0
            values[a] += taken * (gain - width * (1.0 - taken))
    for a in range(count):
        i = own[a]
        if i >= 0:
            gain = costs[i, a] - unit[i] - price[a] * load[i]
            taken = min(1.0, max(0.0, 0.5 - gain / wide[i]))
            values[a] += gain - taken * (gain - 0.5 * wide[i] * (1.0 - taken))
    return values


@jit
def slopes(
    costs: Singles,
    own: Ints,
    load: Floats,
    unit: Floats,
    wide: Floats,
    price: Floats,
    lower: float,
    upper: float,
    bend: float,
    opened: Floats,
) -> tuple[Floats, Floats]:
    """How much of every unit is taken, and the slope in every load price, with centres open in part."""
    order = costs.shape[0]
    ajar = np.flatnonzero(opened > 1e-9)
    taken_of, carried = np.zeros(order), np.zeros(len(ajar))
    for i in range(order):
        paid, weight, steep = unit[i], load[i], 1.0 / wide[i]
        for b in range(len(ajar)):
            a = ajar[b]
            taken = 0.5 - (costs[i, a] - paid - price[a] * weight) * steep
            taken = taken if taken > 0.0 else 0.0
            taken = taken if taken < 1.0 and own[a] != i else 1.0
            taken_of[i] += opened[a] * taken
            carried[b] += taken * weight
    by_price = np.zeros(len(opened))
    for b in range(len(ajar)):
        a = ajar[b]
        tilt = price[a] / np.sqrt(price[a] * price[a] + bend * bend)
        by_price[a] = opened[a] * (0.5 * ((lower + upper) - (upper - lower) * tilt) - carried[b])
    return taken_of, by_price


@jit
def level_for(values: Floats, room: Floats, wanted: float, width: float) -> float:
    """The level below which `wanted` of the values lie, softly; a value counts as often as it has room."""
    low: float = values.min() - 50 * width
    high: float = values.max() + 50 * width
    for _ in range(80):
        level = 0.5 * (low + high)
        total = 0.0
        for index in range(len(values)):
            power = (values[index] - level) / width
            if power < 500:
                total += room[index] / (1.0 + np.exp(power))
        if total < wanted:
            low = level
        else:
            high = level
    return 0.5 * (low + high)
