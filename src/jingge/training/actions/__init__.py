"""Deeds of training: each one transaction and one audit event. Scores do not stand in the audit log."""

from jingge.training.actions.classes import (
    cancel_class,
    change_class,
    note_attendance,
    open_class,
    reinstate_class,
)
from jingge.training.actions.tables import keep_results
from jingge.training.actions.testing import enter_mark, set_paper, take_test
from jingge.training.actions.topics import change_topic, close_topic, enter_topic, reopen_topic

__all__ = [
    "cancel_class",
    "change_class",
    "change_topic",
    "close_topic",
    "enter_mark",
    "enter_topic",
    "keep_results",
    "note_attendance",
    "open_class",
    "reinstate_class",
    "reopen_topic",
    "set_paper",
    "take_test",
]
