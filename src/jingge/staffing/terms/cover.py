"""Who and what covers every community and village."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.staffing.terms.words import Person


class Gap(TextChoices):
    """What a community or village lacks."""

    OFFICER = "officer", _("No responsible officer")
    HAND = "hand", _("No auxiliary and no helper")
    OFFICE = "office", _("In no office's service area")


@dataclass(frozen=True, slots=True)
class UnitFacts:
    code: str
    name: str
    station_code: str
    station_name: str


@dataclass(frozen=True, slots=True)
class CoverRow:
    unit: UnitFacts
    officers: tuple[Person, ...]
    auxiliaries: int
    helpers: int
    offices: tuple[str, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """Cover of every unit on a day. Shares are of all units; None when there is no map in force."""

    day: date
    rows: tuple[CoverRow, ...]
    with_officer: int
    with_hand: int
    covered: int  # both
    in_office_area: int
    share: Fraction | None
    office_share: Fraction | None
