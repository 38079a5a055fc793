"""The rows and columns of set partitioning: every unit once, so many areas, each area of today continued once.

A plan's cost is a sum over its areas, so a column an area is enough; where change counts, an area exists once
more for each area of today it may continue. Caps on terms, and the load that may lie outside the limits, are
one row each.
"""

import math
from dataclasses import dataclass

import numpy as np

from jingge_engines.core.linear import Columns
from jingge_engines.districting.areas import Areas
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.region import Region
from jingge_engines.districting.terms import CHANGES
from jingge_engines.districting.violation import excess


@dataclass(frozen=True, eq=False)
class Model:
    """Columns with the area each stands for, and the constant of the objective."""

    columns: Columns
    area: Ints
    upper: Floats
    lower: Floats
    constant: float

    def with_row(self, values: Floats, upper: float) -> "Model":
        """One more row: sum of `values` (one per column) over the chosen columns is at most `upper`."""
        over = values != 0
        starts = self.columns.starts + np.concatenate([[0], np.cumsum(over)])
        rows = np.full(starts[-1], len(self.upper), dtype=np.int64)
        entries = np.zeros(starts[-1])
        old = np.ones(starts[-1], dtype=bool)
        old[starts[1:][over] - 1] = False
        rows[old], entries[old] = self.columns.rows, self.columns.values
        entries[~old] = values[over]
        columns = Columns(self.columns.cost, starts, rows, entries)
        limits = np.append(self.upper, upper), np.append(self.lower, -math.inf)
        return Model(columns, self.area, *limits, self.constant)


def violation_model(region: Region, areas: Areas) -> Model:
    """Minimise what is broken."""
    target = np.append(np.ones(region.order), region.districts)
    columns = _base(region, areas, excess(region, areas))
    return Model(columns, np.arange(len(areas.load)), target, target.copy(), 0.0)


def objective_model(region: Region, areas: Areas, allowed: float) -> Model:
    """Minimise the objective within the caps, with at most `allowed` broken."""
    model, change = _with_change(region, areas) if region.today_labels else (_plain(region, areas), {})
    if allowed > 0:
        model = model.with_row(excess(region, areas)[model.area] / allowed, 1.0 + 1e-9)
    for name, cap in region.caps.items():
        if name in CHANGES and name not in change:
            continue  # nothing has an area today, so nothing changes hands
        kept, total = change.get(name, (None, 0.0))
        values = areas.terms[name][model.area] if kept is None else -kept
        size = max(1e-9, abs(cap), float(np.abs(values).max(initial=0.0)))
        model = model.with_row(values / size, (cap - total) / size + 1e-9)
    return model


def _plain(region: Region, areas: Areas) -> Model:
    target = np.append(np.ones(region.order), region.districts)
    columns = _base(region, areas, areas.cost)
    return Model(columns, np.arange(len(areas.load)), target, target.copy(), 0.0)


def _base(region: Region, areas: Areas, cost: Floats) -> Columns:
    """One column an area: a row for each of its units and one that counts areas."""
    sizes = np.diff(areas.sets.starts)
    starts = np.concatenate([[0], np.cumsum(sizes + 1)]).astype(np.int64)
    rows = np.full(starts[-1], region.order, dtype=np.int64)
    inside = np.ones(starts[-1], dtype=bool)
    inside[starts[1:] - 1] = False
    rows[inside] = areas.sets.members
    return Columns(cost, starts, rows, np.ones(len(rows)))


def _sums(areas: Areas, values: Floats) -> Floats:
    """Sums of a units x t array over every area."""
    total = np.zeros((len(areas.load), values.shape[1]))
    owner = np.repeat(np.arange(len(areas.load)), np.diff(areas.sets.starts))
    np.add.at(total, owner, values[areas.sets.members])
    return total


def _with_change(region: Region, areas: Areas) -> tuple[Model, dict[str, tuple[Floats, float]]]:
    """Areas, then areas continuing one of today's; with each change term: what a column keeps, of how much."""
    today, people = region.today, region.people
    kept_people, kept_units = _sums(areas, today * people[:, None]), _sums(areas, today)
    locks = np.asarray(_sums(areas, region.locks) > 0)
    taken = np.asarray(region.locks.any(axis=0), dtype=bool)
    bound = np.asarray(locks.any(axis=1), dtype=bool)
    label_people, label_units = today.T @ people, today.sum(axis=0)
    gain = region.change.gain(kept_people, kept_units, label_people)
    # A label with locked units goes to the area that holds them, and that area takes no other.
    allowed = np.where(bound[:, None], locks, ~taken[None, :])
    area, label = np.nonzero((kept_units > 0) & allowed)
    base = _base(region, areas, areas.cost)
    copies = base.take(area.astype(np.int64))
    starts = copies.starts + np.arange(len(copies.starts))
    rows = np.zeros(starts[-1], dtype=np.int64)
    own = np.ones(starts[-1], dtype=bool)
    own[starts[1:] - 1] = False
    rows[own] = copies.rows
    rows[starts[1:] - 1] = region.order + 1 + label
    columns = Columns(
        np.concatenate([base.cost, copies.cost - gain[area, label]]),
        np.concatenate([base.starts, base.starts[-1] + starts[1:]]),
        np.concatenate([base.rows, rows]),
        np.ones(len(base.rows) + len(rows)),
    )
    target = np.append(np.ones(region.order), region.districts)
    upper = np.append(target, np.ones(len(label_units)))
    lower = np.append(target, np.full(len(label_units), -math.inf))
    count, none = len(areas.load), np.zeros(len(areas.load))
    officers = float((label_units > 0).sum())
    constant = float(region.stakes.sum()) + region.change.officers * officers
    model = Model(columns, np.concatenate([np.arange(count), area]), upper, lower, constant)
    keeps = region.change.keeps(kept_people, kept_units, label_people).astype(np.float64)
    return model, {
        "people_changed": (np.append(none, kept_people[area, label]), float(label_people.sum())),
        "units_changed": (np.append(none, kept_units[area, label]), float(label_units.sum())),
        "officers_changed": (np.append(none, keeps[area, label]), officers),
    }
