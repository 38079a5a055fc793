"""Deeds on disputes: one transaction, one line of the story and one audit event each."""

from jingge.disputes.actions.correcting import correct, restart, take_back
from jingge.disputes.actions.mediating import agree, fail, judge, meet, open_dispute
from jingge.disputes.actions.settling import not_perform, perform, refer, settle, visit

__all__ = [
    "agree",
    "correct",
    "fail",
    "judge",
    "meet",
    "not_perform",
    "open_dispute",
    "perform",
    "refer",
    "restart",
    "settle",
    "take_back",
    "visit",
]
