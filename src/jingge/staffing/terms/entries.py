"""What was entered by hand about people in posts, so that it can be taken back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
    """The deed that was entered."""

    TRANSFER = "transfer", _("Transfer")
    DEPARTURE = "departure", _("Departure")
    PAIRING = "pairing", _("Pairing")
    UNIT_LINK = "unit_link", _("Link to a unit")
    UNIT_END = "unit_end", _("End of a link to a unit")
    AREA = "area", _("Area to another officer")
    TEAM_IN = "team_in", _("Entered in a part")
    TEAM_OUT = "team_out", _("Out of a part")


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the list; `why_not` is why it can't be taken back any more."""

    id: UUID
    kind: EntryKind
    officer_id: UUID
    police_number: str
    display_name: str
    detail: dict[str, str]
    holds_from: date
    entered_at: datetime
    entered_by: str
    taken_back_at: datetime | None
    taken_back_by: str
    why_not: str | Promise | None
