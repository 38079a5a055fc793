"""The inner loops of the bound: what every centre is worth at given prices, exactly and smoothed."""

import numpy as np

from jingge_engines.core.jit import jit
from jingge_engines.districting.problem import Floats, Ints


@jit
def exact_values(
    squared: Floats,
    share: Floats,
    weight: Floats,
    rate: Floats,
    unit: Floats,
    centre: Floats,
    lower: float,
    upper: float,
) -> Floats:
    """v_j of every centre: its load price at the cheaper limit, itself, and every unit that gains."""
    order = len(weight)
    values = np.zeros(order)
    for j in range(order):
        price = centre[j]
        total = price * lower if price > 0 else price * upper
        for i in range(order):
            gain = share[i] * squared[j, i] - unit[i] - price * rate[i]
            if gain < 0 or i == j:
                total += weight[i] * gain
        values[j] = total
    return values


@jit
def smooth_values(
    squared: Floats,
    share: Floats,
    weight: Floats,
    rate: Floats,
    unit: Floats,
    centre: Floats,
    lower: float,
    upper: float,
    active: Ints,
    width: float,
) -> Floats:
    """Smoothed v_j of the active centres."""
    order = len(weight)
    values = np.zeros(len(active))
    for index in range(len(active)):
        j = active[index]
        price = centre[j]
        bend = np.sqrt(price * price + width * width * 1e-4)
        total = 0.5 * ((lower + upper) * price - (upper - lower) * bend)
        for i in range(order):
            gain = share[i] * squared[j, i] - unit[i] - price * rate[i]
            if i == j or gain < -30 * width:
                total += weight[i] * gain
            elif gain < 30 * width:
                total += weight[i] * (min(gain, 0.0) - width * np.log1p(np.exp(-abs(gain) / width)))
        values[index] = total
    return values


@jit
def slopes(
    squared: Floats,
    share: Floats,
    weight: Floats,
    rate: Floats,
    unit: Floats,
    centre: Floats,
    lower: float,
    upper: float,
    active: Ints,
    opened: Floats,
    width: float,
) -> tuple[Floats, Floats]:
    """Slopes of the smoothed bound in the unit prices and in the load prices."""
    order = len(weight)
    by_unit = weight.copy()
    by_centre = np.zeros(order)
    for index in range(len(active)):
        j = active[index]
        if opened[index] < 1e-9:
            continue
        price = centre[j]
        bend = np.sqrt(price * price + width * width * 1e-4)
        carried = 0.0
        for i in range(order):
            gain = share[i] * squared[j, i] - unit[i] - price * rate[i]
            if i == j or gain < -30 * width:
                taken = weight[i]
            elif gain < 30 * width:
                taken = weight[i] / (1.0 + np.exp(gain / width))
            else:
                continue
            by_unit[i] -= opened[index] * taken
            carried += taken * rate[i]
        target = 0.5 * ((lower + upper) - (upper - lower) * price / bend)
        by_centre[j] = opened[index] * (target - carried)
    return by_unit, by_centre


@jit
def level_for(values: Floats, wanted: float, width: float) -> float:
    """The level below which `wanted` of the values lie, softly."""
    low: float = values.min() - 50 * width
    high: float = values.max() + 50 * width
    for _ in range(80):
        level = 0.5 * (low + high)
        total = 0.0
        for value in values:
            power = (value - level) / width
            if power < 500:
                total += 1.0 / (1.0 + np.exp(power))
        if total < wanted:
            low = level
        else:
            high = level
    return 0.5 * (low + high)
