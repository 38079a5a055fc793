"""States of what is written, agreed and in force; what pages show of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """Of an edition of the rules and of a version of a norm alike."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Waits for approval")
    AGREED = "agreed", _("Approved")  # in force from its day on
    DISCARDED = "discarded", _("Discarded")


@dataclass(frozen=True, slots=True)
class NormRow:
    """One norm of the register with the version in force on the day asked about."""

    number: int
    name: str
    version: int | None
    valid_from: date | None
    valid_to: date | None
    agreed_by: str
    waiting: int  # versions that wait for approval


@dataclass(frozen=True, slots=True)
class RowChange:
    """What an edition does to one row of the rules before it."""

    table: str
    code: str
    kind: str  # "new" | "gone" | "changed"
    fields: tuple[tuple[str, str, str], ...]  # field, before, after


@dataclass(frozen=True, slots=True)
class Doors:
    """What may be done with an edition or version now: a reason why not, or None."""

    change: object
    propose: object
    agree: object
    hand_back: object
    discard: object
    take_back: object


@dataclass(frozen=True, slots=True)
class InForce:
    """Which rules hold on a day: the bureau's own edition, or the national ones."""

    edition_id: UUID | None
    number: int | None
    name: str
    valid_from: date
    valid_to: date | None
