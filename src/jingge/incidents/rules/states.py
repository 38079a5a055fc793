"""Which deed is possible in which state: of an incident, of a transfer."""

from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.incidents.terms import Stage, TransferState

INCIDENT_TRANSITIONS: dict[str, dict[str, str]] = {
    Stage.REGISTERED.value: {
        "accept": Stage.ACCEPTED.value,
        "hand_on": Stage.MOVING.value,
        "end": Stage.CLOSED.value,
    },
    Stage.ACCEPTED.value: {"hand_on": Stage.MOVING.value, "end": Stage.CLOSED.value},
    Stage.MOVING.value: {
        "keep": Stage.REGISTERED.value,
        "keep_accepted": Stage.ACCEPTED.value,
        "move": Stage.REGISTERED.value,
    },
    Stage.CLOSED.value: {"reopen": Stage.ACCEPTED.value},
}

TRANSFER_TRANSITIONS: dict[str, dict[str, str]] = {
    TransferState.DRAFT.value: {
        "propose": TransferState.PROPOSED.value,
        "withdraw": TransferState.WITHDRAWN.value,
    },
    TransferState.PROPOSED.value: {
        "approve": TransferState.SENT.value,
        "hand_back": TransferState.DRAFT.value,
        "withdraw": TransferState.WITHDRAWN.value,
    },
    TransferState.SENT.value: {
        "confirm": TransferState.CONFIRMED.value,
        "refuse": TransferState.REFUSED.value,
        "list_differs": TransferState.DRAFT.value,
    },
    TransferState.REFUSED.value: {
        "dispute": TransferState.DISPUTED.value,
        "withdraw": TransferState.WITHDRAWN.value,
    },
    TransferState.DISPUTED.value: {
        "order": TransferState.ORDERED.value,
        "return": TransferState.RETURNED.value,
    },
    TransferState.ORDERED.value: {"confirm": TransferState.CONFIRMED.value},
    TransferState.CONFIRMED.value: {},
    TransferState.RETURNED.value: {},
    TransferState.WITHDRAWN.value: {},
}


def why_not_step(stage: str, step: str) -> Reason | None:
    if step in INCIDENT_TRANSITIONS[stage]:
        return None
    return _("This cannot be done while the incident is “%(stage)s”.") % {"stage": Stage(stage).label}


def why_not_transfer_step(state: str, step: str) -> Reason | None:
    if step in TRANSFER_TRANSITIONS[state]:
        return None
    return _("This cannot be done while the transfer is “%(state)s”.") % {"state": TransferState(state).label}


def why_not_owner(*, mine: bool) -> Reason | None:
    if mine:
        return None
    return _("Another unit is responsible for it.")


def why_not_list(state: str) -> Reason | None:
    """The list is written before the head approves, and mended while an ordered hand-over is not signed for."""
    if state in (TransferState.DRAFT, TransferState.ORDERED):
        return None
    return _("The hand-over list stands since the head approved it.")
