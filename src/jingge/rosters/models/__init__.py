"""Tables of rosters."""

from jingge.rosters.models.asking import FeedKey, Leave, RepairProposal, Swap
from jingge.rosters.models.months import Cell, CellEdit, Roster
from jingge.rosters.models.settings import DayNeed, RosterRules, ShiftKind

__all__ = [
    "Cell", "CellEdit", "DayNeed", "FeedKey", "Leave", "RepairProposal", "Roster", "RosterRules", "ShiftKind", "Swap",
]  # fmt: skip
