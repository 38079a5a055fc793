"""A stored scenario's settings, to be copied or changed."""

from typing import Any

from jingge.planning.terms import Settings, Wishes


def settings_of(row: Any) -> Settings:
    """`row` is a scenario."""
    return Settings(
        name=row.name,
        note=row.note,
        weights=row.weights,
        officers_by_station=row.officers_by_station,
        balance_pct=row.balance_pct,
        change_weight=row.change_weight,
        objective=row.objective,
        time_s=row.time_s,
        seed=row.seed,
        kind=row.kind,
        wishes=Wishes.from_json(row.wishes),
    )
