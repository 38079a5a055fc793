"""What a move costs: edges cut, cost of the atom in its area, load outside the limits."""

from jingge_engines.core.jit import jit
from jingge_engines.districting.problem import Floats, Ints


@jit
def outside(load: float, lower: float, upper: float) -> float:
    """Load outside the limits."""
    if load > upper:
        return load - upper
    if load < lower:
        return lower - load
    return 0.0


@jit
def cut_change(offsets: Ints, targets: Ints, weights: Floats, area: Ints, atom: int, goal: int) -> float:
    """Change of the weight of cut edges when `atom` goes to area `goal`."""
    home = area[atom]
    change = 0.0
    for place in range(offsets[atom], offsets[atom + 1]):
        there = area[targets[place]]
        if there == home:
            change += weights[place]
        elif there == goal:
            change -= weights[place]
    return change


@jit
def load_change(loads: Floats, home: int, goal: int, amount: float, lower: float, upper: float) -> float:
    """Change of the load outside the limits when `amount` goes from `home` to `goal`."""
    before = outside(loads[home], lower, upper) + outside(loads[goal], lower, upper)
    return outside(loads[home] - amount, lower, upper) + outside(loads[goal] + amount, lower, upper) - before
