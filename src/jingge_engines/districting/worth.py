"""What a whole plan of a region is worth, from the plan alone: what it breaks, and the objective."""

from dataclasses import dataclass

import numpy as np

from jingge_engines.districting.areas import weigh
from jingge_engines.districting.enumeration import Sets
from jingge_engines.districting.matching import match
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.region import Region
from jingge_engines.districting.violation import excess
from jingge_engines.districting.weights import area_load, cap_unit


@dataclass(frozen=True)
class Changes:
    """What changes hands, areas matched one to one to today's."""

    people: float = 0.0
    units: float = 0.0
    officers: float = 0.0


def plan_worth(region: Region, area: Ints) -> tuple[float, float] | None:
    """Violation and objective; None where an area is in pieces or their number is not what is wanted."""
    order = np.argsort(area, kind="stable")
    sizes = np.bincount(area, minlength=region.districts)
    if len(sizes) != region.districts or sizes.min() == 0:
        return None
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    areas = weigh(region, Sets(starts, order.astype(np.int64)))
    if len(areas.load) < region.districts:
        return None
    changes = changes_of(region, area)
    stakes = region.change
    cost = stakes.people * changes.people + stakes.units * changes.units + stakes.officers * changes.officers
    violation = float(excess(region, areas).sum())
    if region.caps:
        violation += _over_caps(
            region, changes, {name: float(areas.terms[name].sum()) for name in areas.terms}
        )
    return violation, float(areas.cost.sum()) + cost


def changes_of(region: Region, area: Ints) -> Changes:
    """Compare a plan of the region with today."""
    if not region.today_labels:
        return Changes()
    today, people = region.today, region.people
    shape = (region.districts, today.shape[1])
    kept_people, kept_units, locks = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    np.add.at(kept_people, area, today * people[:, None])
    np.add.at(kept_units, area, today)
    np.add.at(locks, area, region.locks)
    label_people, label_units = today.T @ people, today.sum(axis=0)
    chosen = match(region.change, kept_people, kept_units, label_people, locks > 0)
    keeps = (chosen * region.change.keeps(kept_people, kept_units, label_people)).sum()
    return Changes(
        float(label_people.sum() - (chosen * kept_people).sum()),
        float(label_units.sum() - (chosen * kept_units).sum()),
        float((label_units > 0).sum() - keeps),
    )


def _over_caps(region: Region, changes: Changes, terms: dict[str, float]) -> float:
    """Terms above their caps, in loads."""
    values = terms | {
        "people_changed": changes.people,
        "units_changed": changes.units,
        "officers_changed": changes.officers,
    }
    load, total = area_load(region.problem, region.name), 0.0
    for name, cap in region.caps.items():
        slack = 1e-9 * max(1.0, cap)
        if values[name] > cap + slack:
            total += load * (values[name] - cap) / cap_unit(region.problem, region.name, name, cap)
    return total
