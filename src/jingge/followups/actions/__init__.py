"""Deeds on follow-ups: each one transaction and one audit event, in which no document number stands."""

from jingge.followups.actions.grounds import agree_ground, propose_ground, turn_down_ground
from jingge.followups.actions.looking import look
from jingge.followups.actions.records import do, end_record, enter, enter_table, pass_on, reopen_record, undo
from jingge.followups.actions.sweeping import sweep

__all__ = [
    "agree_ground",
    "do",
    "end_record",
    "enter",
    "enter_table",
    "look",
    "pass_on",
    "propose_ground",
    "reopen_record",
    "sweep",
    "turn_down_ground",
    "undo",
]
