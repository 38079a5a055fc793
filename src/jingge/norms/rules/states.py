"""Who may do what to a draft, and when: the same for a norm's version and an edition of the rules."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.norms.terms import Standing

TRANSITIONS: dict[str, dict[str, str]] = {
    Standing.DRAFT.value: {
        "propose": Standing.PROPOSED.value,
        "discard": Standing.DISCARDED.value,
    },
    Standing.PROPOSED.value: {
        "agree": Standing.AGREED.value,
        "hand_back": Standing.DRAFT.value,
    },
    Standing.AGREED.value: {"take_back": Standing.DRAFT.value},
    Standing.DISCARDED.value: {},
}


def why_not_step(state: str, step: str) -> Reason | None:
    if step in TRANSITIONS[state]:
        return None
    return _("This cannot be done while it is “%(state)s”.") % {"state": Standing(state).label}


def why_not_change(state: str) -> Reason | None:
    if state == Standing.DRAFT:
        return None
    return _("Only a draft can be changed. Begin a new one from it.")


def why_not_agree(state: str, *, writer: UUID, by: UUID) -> Reason | None:
    if reason := why_not_step(state, "agree"):
        return reason
    if writer == by:
        return _("Another person has to agree: nobody approves what they wrote.")
    return None


def why_not_begin(valid_from: date, *, today: date, last_from: date | None) -> Reason | None:
    """Rules are never changed backwards; only the very first ones may begin in the past."""
    if last_from is None:
        return None
    if valid_from <= last_from:
        return _("The rules before begin on %(day)s: choose a later day.") % {"day": last_from}
    if valid_from < today:
        return _("Rules are not changed backwards: choose today or a later day.")
    return None


def why_not_take_back(state: str, *, valid_from: date, today: date) -> Reason | None:
    if reason := why_not_step(state, "take_back"):
        return reason
    if valid_from <= today:
        return _("It is in force since %(day)s: matters have followed it. Write a new one.") % {
            "day": valid_from
        }
    return None
