"""What can be done with plans of moves. Each deed: one transaction, one audit row, who did it."""

from jingge.redeployment.actions.deciding import approve_plan, return_plan, submit_plan, withdraw_plan
from jingge.redeployment.actions.drafting import (
    add_move,
    add_moves,
    change_move,
    change_wish,
    create_plan,
    remove_move,
    undo_moves,
)
from jingge.redeployment.actions.drawing import drawing_failed, pick_point, request_drawing, store_answer
from jingge.redeployment.actions.effecting import RowsRefused, effect_plan, take_back_plan

__all__ = [
    "RowsRefused",
    "add_move",
    "add_moves",
    "approve_plan",
    "change_move",
    "change_wish",
    "create_plan",
    "drawing_failed",
    "effect_plan",
    "pick_point",
    "remove_move",
    "request_drawing",
    "return_plan",
    "store_answer",
    "submit_plan",
    "take_back_plan",
    "undo_moves",
    "withdraw_plan",
]
