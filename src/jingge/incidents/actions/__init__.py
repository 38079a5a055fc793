"""Deeds on incidents: one transaction, one line of the story and one audit event each."""

from jingge.incidents.actions.handing import (
    approve,
    confirm,
    dispute,
    hand_back,
    hand_on,
    keep,
    order_from_gone,
    propose,
    refuse_transfer,
    rule,
    withdraw,
    write_list,
)
from jingge.incidents.actions.handling import assign, close, correct, reopen, take_step, write_off
from jingge.incidents.actions.intake import take_in
from jingge.incidents.actions.past import bring_in, take_back_batch
from jingge.incidents.actions.reviewing import review
from jingge.incidents.actions.sweeping import sweep
from jingge.incidents.actions.timing import extend_clock, resume_clock, stop_clock

__all__ = [
    "approve",
    "assign",
    "bring_in",
    "close",
    "confirm",
    "correct",
    "dispute",
    "extend_clock",
    "hand_back",
    "hand_on",
    "keep",
    "order_from_gone",
    "propose",
    "refuse_transfer",
    "reopen",
    "resume_clock",
    "review",
    "rule",
    "stop_clock",
    "sweep",
    "take_back_batch",
    "take_in",
    "take_step",
    "withdraw",
    "write_list",
    "write_off",
]
