"""Decisions on the grid: is this a lawful map, may this version be adopted, and if not, why."""

from jingge.territory.rules.names import beat_code, beat_parents, problems_of_divisions
from jingge.territory.rules.states import TRANSITIONS, why_not_adopt, why_not_withdraw
from jingge.territory.rules.tables import problems_of_tables
from jingge.territory.rules.whole import problems_of_map

__all__ = [
    "TRANSITIONS",
    "beat_code",
    "beat_parents",
    "problems_of_divisions",
    "problems_of_map",
    "problems_of_tables",
    "why_not_adopt",
    "why_not_withdraw",
]
