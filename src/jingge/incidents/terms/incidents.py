"""Incidents: how they come in, where they stand, how they end."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason


class OrganKind(TextChoices):
    """Who can be responsible for an incident."""

    STATION = "station", _("Police station")
    BRIGADE = "brigade", _("Brigade")
    COMMAND = "command", _("Command office")


class Way(TextChoices):
    """How a report reaches the police."""

    IN_PERSON = "in_person", _("In person")
    CALL = "call", _("Call to 110")
    FOUND = "found", _("Found by officers")
    PASSED_ON = "passed_on", _("Passed on by another body")


class Urgency(TextChoices):
    ORDINARY = "ordinary", _("Ordinary")
    URGENT = "urgent", _("Urgent")


class Stage(TextChoices):
    """Where an incident stands."""

    REGISTERED = "registered", _("To be reviewed")
    ACCEPTED = "accepted", _("Being handled")
    MOVING = "moving", _("Being transferred")
    CLOSED = "closed", _("Case closed")


class Verdict(TextChoices):
    """What the review before acceptance says."""

    OWN = "own", _("Ours: accepted")
    OTHER_UNIT = "other_unit", _("A police matter of another unit")
    NOT_POLICE = "not_police", _("Not a police matter")
    REPEATED = "repeated", _("Reported before")


class Ending(TextChoices):
    """How an incident was closed."""

    HANDLED = "handled", _("Handled")
    DECIDED = "decided", _("Decided with a penalty")
    MEDIATED = "mediated", _("Mediated and performed")
    NO_CASE = "no_case", _("No case is made, with the reason")
    REFERRED = "referred", _("Referred to a court or people's mediation")
    NOT_POLICE = "not_police", _("Not a police matter: told whose it is")
    REPEATED = "repeated", _("Reported before: explained")
    VOID = "void", _("Written off: registered by mistake")


BY_REVIEW = (Ending.NOT_POLICE, Ending.REPEATED)
"""Endings that only a review gives."""
NOT_CHOSEN = (*BY_REVIEW, Ending.VOID)
"""Endings that closing does not offer: they have a deed of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentSpec:
    """What is typed at intake. The reporter stands in the official system, never here."""

    way: Way
    urgency: Urgency
    category: str
    facts: str
    received_at: datetime
    occurred_on: date | None = None
    handled_at: datetime | None = None  # urgent: handled first, registered afterwards
    place: str = ""
    lon: float | None = None
    lat: float | None = None
    grid_code: str = ""
    official_ref: str = ""  # number of the record in the official system
    organ_code: str = ""  # whom the command office sends; empty: who takes it in
    id: UUID | None = None  # made by the client, so that sending twice enters once


@dataclass(frozen=True, slots=True, kw_only=True)
class PastIncident:
    """An incident closed before this system was used, as a row of a table says it."""

    way: Way
    urgency: Urgency
    category: str
    facts: str
    received_at: datetime
    first: str  # organ code
    ending: Ending
    closed_at: datetime
    accepted_at: datetime | None = None
    owner: str = ""  # organ code; empty: who received it first
    sent_at: datetime | None = None
    signed_at: datetime | None = None
    occurred_on: date | None = None
    place: str = ""
    lon: float | None = None
    lat: float | None = None
    grid_code: str = ""
    official_ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The answer of the organ that reviews an incident."""

    verdict: Verdict
    reason: str = ""
    whose: str = ""  # organ code, or the body that is no police
    repeats: str = ""  # number of the incident reported before


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an incident lies by the map of its day; empty codes outside the map."""

    station_code: str = ""
    station_name: str = ""
    unit_code: str = ""
    unit_name: str = ""
    beat_code: str = ""
    beat_name: str = ""
    block_code: str = ""
    block_name: str = ""
    lon: float | None = None
    lat: float | None = None

    @property
    def words(self) -> str:
        return " ".join(name for name in (self.unit_name, self.block_name) if name)

    @property
    def columns(self) -> dict[str, Any]:
        """What an incident keeps of its place."""
        return {
            "lon": self.lon,
            "lat": self.lat,
            "station_code": self.station_code,
            "unit_code": self.unit_code,
            "beat_code": self.beat_code,
            "block_code": self.block_code,
            "place_name": self.words[:160],
        }


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Whose an incident is by the rule, and who is near. A person decides."""

    organ_code: str  # empty: nobody in this bureau
    organ_name: str
    lead: str
    basis: str
    officer: str = ""  # responsible for the area
    office: str = ""  # nearest staffed office
    office_note: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """An incident that may be the same, and why."""

    id: UUID
    number: str
    category_name: str
    place: str
    received_at: datetime
    stage: str
    reasons: tuple[Reason, ...]
    score: int


@dataclass(frozen=True, slots=True)
class IncidentDoors:
    """Why each deed on an incident cannot be done now, None where it can."""

    review: Reason | None
    correct: Reason | None
    step: Reason | None
    close: Reason | None
    reopen: Reason | None
    hand_on: Reason | None
    keep: Reason | None
    pause: Reason | None
    assign: Reason | None
    write_off: Reason | None


@dataclass(frozen=True, slots=True)
class Tally:
    """One inbox: its name, how many wait in it, how many of them are late."""

    key: str
    label: Reason
    waiting: int
    late: int = 0
    hint: Reason = field(default="")
