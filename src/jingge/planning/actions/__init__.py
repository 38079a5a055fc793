"""What can be done with scenarios. Each deed: one transaction, one audit row, who did it."""

from jingge.planning.actions.adopting import adopt_scenario
from jingge.planning.actions.deciding import (
    approve_scenario,
    return_scenario,
    submit_scenario,
    withdraw_scenario,
)
from jingge.planning.actions.editing import (
    check_move,
    divide_block,
    move_block,
    name_officer,
    redo_move,
    undo_move,
)
from jingge.planning.actions.keeping import copy_with_locked
from jingge.planning.actions.packs import close_weight_pack, save_weight_pack
from jingge.planning.actions.picking import (
    derive_scenario,
    draw_with_limits,
    pick_variant,
    undo_last,
    undo_pick,
)
from jingge.planning.actions.scenarios import (
    cancel_solution,
    change_scenario,
    create_scenario,
    request_solution,
)
from jingge.planning.actions.solution import solution_failed, store_solution
from jingge.planning.actions.studies import request_study, store_study, study_failed

__all__ = [
    "adopt_scenario",
    "approve_scenario",
    "cancel_solution",
    "change_scenario",
    "check_move",
    "close_weight_pack",
    "copy_with_locked",
    "create_scenario",
    "derive_scenario",
    "divide_block",
    "draw_with_limits",
    "move_block",
    "name_officer",
    "pick_variant",
    "redo_move",
    "request_solution",
    "request_study",
    "return_scenario",
    "save_weight_pack",
    "solution_failed",
    "store_solution",
    "store_study",
    "study_failed",
    "submit_scenario",
    "undo_last",
    "undo_move",
    "undo_pick",
    "withdraw_scenario",
]
