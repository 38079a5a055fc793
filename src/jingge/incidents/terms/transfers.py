"""Transfers of incidents between two organs, with an arbiter above both."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason


class TransferState(TextChoices):
    """Where a transfer stands. Only `confirmed` moves the incident."""

    DRAFT = "draft", _("In preparation")
    PROPOSED = "proposed", _("Waits for the head's approval")
    SENT = "sent", _("Sent, waits for the receiver")
    REFUSED = "refused", _("Refused by the receiver")
    DISPUTED = "disputed", _("In dispute, waits for the superior")
    ORDERED = "ordered", _("Ordered by the superior, to be signed for")
    CONFIRMED = "confirmed", _("Confirmed")
    RETURNED = "returned", _("The superior leaves it with the sender")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN = (
    TransferState.DRAFT,
    TransferState.PROPOSED,
    TransferState.SENT,
    TransferState.REFUSED,
    TransferState.DISPUTED,
    TransferState.ORDERED,
)
"""An incident has at most one transfer in one of these states."""


class ItemKind(TextChoices):
    PAPER = "paper", _("Paper")
    EVIDENCE = "evidence", _("Evidence")
    PROPERTY = "property", _("Property involved")


@dataclass(frozen=True, slots=True)
class ItemSpec:
    """One line of the hand-over list."""

    kind: ItemKind
    name: str
    quantity: int
    note: str = ""


class Refusal(TextChoices):
    """Why a receiver does not sign."""

    NOT_OURS = "not_ours", _("Not ours: it belongs to")
    LIST_DIFFERS = "list_differs", _("The list and what came differ")


class Ruling(TextChoices):
    """What the common superior decides."""

    RECEIVER = "receiver", _("The receiver takes it")
    SENDER = "sender", _("The sender keeps it")
    OTHER = "other", _("Another unit takes it")


@dataclass(frozen=True, slots=True)
class TransferDoors:
    """Why each deed on a transfer cannot be done now, None where it can."""

    prepare: Reason | None
    propose: Reason | None
    approve: Reason | None
    hand_back: Reason | None
    confirm: Reason | None
    refuse: Reason | None
    dispute: Reason | None
    rule: Reason | None
    withdraw: Reason | None
