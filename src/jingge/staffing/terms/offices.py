"""What stands in a police office, when it is open, which one is nearest."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.common.workdays import WorkingCalendar, published

Week = tuple[tuple[tuple[int, int], ...], ...]  # from Monday on: periods as minutes of the day


class Equipment(TextChoices):
    COMPUTER = "computer", _("Computer")
    PRINTER = "printer", _("Printer and scanner")
    RADIO = "radio", _("Radio")
    RECORDER = "recorder", _("Body camera")
    CAMERA_SCREEN = "screen", _("Video screen")
    PHONE = "phone", _("Office telephone")
    SIGN = "sign", _("Sign and notice board")
    CONTACT_BOX = "contact_box", _("Contact box")
    SHIELD = "shield", _("Shield")
    FORK = "fork", _("Restraining fork")
    HELMET = "helmet", _("Helmet")
    EXTINGUISHER = "extinguisher", _("Fire extinguisher")
    FIRST_AID = "first_aid", _("First-aid kit")
    BICYCLE = "bicycle", _("Electric patrol bicycle")
    CAR = "car", _("Patrol car")


@dataclass(frozen=True, slots=True)
class EquipmentRow:
    office_id: UUID
    office_code: str
    office_name: str
    station_code: str
    station_name: str
    item: Equipment
    count: int
    since: date


@dataclass(frozen=True, slots=True)
class Opening:
    """The weekly opening plan of an office on a day."""

    week: Week
    closed_on_holidays: bool
    since: date
    valid_to: date | None = None
    calendar: WorkingCalendar = field(default_factory=published, compare=False)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place somebody asks about: where it is, and what it is called."""

    lon: float
    lat: float
    name: str


@dataclass(frozen=True, slots=True)
class NearOffice:
    """An office with its way to a place. Posted places only: nobody's live position is known."""

    id: UUID
    code: str
    name: str
    office_class: int
    station_code: str
    station_name: str
    lon: float
    lat: float
    km: float
    serves: bool  # the place lies in its service area
    open: bool | None  # None: no opening plan is entered
    until: str  # when it closes, or when it opens next
