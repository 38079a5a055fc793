"""Deeds of joint work: one transaction and one audit event each."""

from jingge.jointwork.actions.joint import cancel_action, correct_action, enter_action, finish_action
from jingge.jointwork.actions.partners import change_partner, close_partner, enter_partner, reopen_partner
from jingge.jointwork.actions.tables import enter_actions, enter_partners

__all__ = [
    "cancel_action",
    "change_partner",
    "close_partner",
    "correct_action",
    "enter_action",
    "enter_actions",
    "enter_partner",
    "enter_partners",
    "finish_action",
    "reopen_partner",
]
