"""The words of the bureau and its organs."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.common.workdays import DayKind


@dataclass(frozen=True, slots=True)
class StationSpec:
    """A police station with its level-1 grid and its seat."""

    code: str
    name: str
    level1_code: str
    level1_name: str
    mode: str  # "mode_one_room_two_teams" | "mode_multi_skill"
    kind: str = "rural"  # "city" | "rural"
    lon: float | None = None
    lat: float | None = None
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class BrigadeSpec:
    """A brigade by its line of work."""

    code: str
    name: str
    kind: str  # "criminal" | "public_order" | "drugs" | "traffic" | "other"


@dataclass(frozen=True, slots=True)
class OrganProblem:
    """One thing wrong with the tables of organs."""

    rule: str
    table: str  # "stations" | "brigades"
    code: str
    field: str
    value: str
    what: str
    mend: str


class SpecialKind(TextChoices):
    """`DayKind` in words."""

    HOLIDAY = DayKind.HOLIDAY.value, _("Holiday")
    MAKEUP = DayKind.MAKEUP.value, _("Workday on a weekend")


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One row of a table of holidays."""

    day: date
    kind: str
    name: str
    document: str
    reason: str = ""  # needed where the year is loaded already
