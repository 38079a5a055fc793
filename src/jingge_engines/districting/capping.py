"""Prices for terms under a cap: what a cap forbids is paid for, dearer as long as plans end above it.

The compiled search knows no caps; it minimises the objective plus price x term (Lagrange). A cycle that ends
above a cap doubles that price, one that ends within it lets it sink (subgradient steps; Fisher 1981).
"""

import numpy as np

from jingge_engines.districting.areas import weigh
from jingge_engines.districting.enumeration import Sets
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.region import Region
from jingge_engines.districting.terrain import Prices
from jingge_engines.districting.worth import changes_of

RISE, FALL = 2.0, 0.7


def repriced(region: Region, area: Ints, prices: Prices, whole: float) -> Prices:
    """Prices after a cycle that ended with this plan (area of every unit), whose objective is about `whole`."""
    values = capped_values(region, area)
    new: Prices = {}
    for name, cap in region.caps.items():
        # The first price makes the whole term weigh as much as all of the objective.
        first = max(whole, 1e-9) / max(values[name], cap, 1e-9)
        price = prices.get(name, 0.0)
        new[name] = max(price * RISE, first) if values[name] > cap else price * FALL
    return new


def capped_values(region: Region, area: Ints) -> dict[str, float]:
    """Value of every capped term of a plan."""
    order = np.argsort(area, kind="stable").astype(np.int64)
    sizes = np.bincount(area)
    areas = weigh(region, Sets(np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), order))
    changes = changes_of(region, area)
    terms = {name: float(values.sum()) for name, values in areas.terms.items()}
    terms |= {
        "people_changed": changes.people,
        "units_changed": changes.units,
        "officers_changed": changes.officers,
    }
    return {name: terms[name] for name in region.caps}
