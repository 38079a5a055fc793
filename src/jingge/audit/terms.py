"""The words of the audit log."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RESULTS: dict[str, str | Promise] = {"done": _("Done"), "refused": _("Refused")}


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a chain does not hold, and what it looks like."""

    chain: str
    number: int
    kind: str  # changed | missing | unlinked | cut | headless

    def __str__(self) -> str:
        return f"{self.chain} #{self.number}: {self.kind}"


FAULTS: dict[str, str | Promise] = {
    "changed": _("a field of this record was changed"),
    "missing": _("a record is missing or out of order before this one"),
    "unlinked": _("this record does not follow from the one before it"),
    "cut": _("the newest records were cut off"),
    "headless": _("records stand without the head of their chain"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain reached. Kept elsewhere it shows even a cut that also mended the head."""

    chain: str
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the log found."""

    chains: int
    events: int
    faults: tuple[Fault, ...]
