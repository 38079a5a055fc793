"""What may be done with rosters. Each deed: who, one transaction, one audit event."""

from jingge.rosters.actions.absence import accept_proposal, drop_proposal, report_absence
from jingge.rosters.actions.changing import exchange_cells, preview_cells, set_cell, undo_change
from jingge.rosters.actions.drawing import (
    draw_now,
    drawing_failed,
    open_roster,
    repair_failed,
    request_drawing,
    store_drawing,
    store_repair,
)
from jingge.rosters.actions.feeds import make_feed, revoke_feed
from jingge.rosters.actions.leave import ask_leave, decide_leave, enter_leave, withdraw_leave
from jingge.rosters.actions.leavetable import enter_leave_table, take_back_leave_table
from jingge.rosters.actions.needs import remove_need, set_need, set_needs
from jingge.rosters.actions.publishing import publish_roster, take_back_roster
from jingge.rosters.actions.settings import close_kind, save_kind, save_rules, take_first_kinds
from jingge.rosters.actions.swaps import agree_swap, ask_swap, decide_swap, withdraw_swap

__all__ = [
    "accept_proposal", "agree_swap", "ask_leave", "ask_swap", "close_kind", "decide_leave", "decide_swap", "draw_now",
    "drawing_failed", "drop_proposal", "enter_leave", "enter_leave_table", "exchange_cells", "make_feed",
    "open_roster", "preview_cells", "publish_roster", "remove_need", "repair_failed", "report_absence",
    "request_drawing", "revoke_feed", "save_kind", "save_rules", "set_cell", "set_need", "set_needs", "store_drawing",
    "store_repair", "take_back_leave_table", "take_back_roster", "take_first_kinds", "undo_change", "withdraw_leave",
    "withdraw_swap",
]  # fmt: skip
