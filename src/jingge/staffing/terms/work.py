"""Hours of work: kinds, bookings, what part of a community officer's hours is community work."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.staffing.terms.words import Person, Post, StaffKind


class Work(TextChoices):
    """What somebody may be booked on. Whether it is community work: `rules.work`."""

    COMMUNITY = "community", _("Community policing: visits, population, safety advice")
    PATROL = "patrol", _("Patrol in the area")
    SAFETY_CHECK = "safety_check", _("Safety checks")
    MEDIATION = "mediation", _("Mediation of disputes")
    INTAKE = "intake", _("Intake and registration of reports")
    SERVICE = "service", _("Service of papers")
    SCENE = "scene", _("Protecting a scene, helping the injured")
    PAPERS = "papers", _("Papers, files, counter, data entry")
    DISPATCH = "dispatch", _("Command and dispatch")
    DUTY = "duty", _("Duty at the station")
    CASE = "case", _("Case work: investigation and evidence")
    COERCION = "coercion", _("Coercive measures")
    WEAPONS = "weapons", _("Keeping weapons and police equipment")
    SECRETS = "secrets", _("State secrets")
    TRAINING = "training", _("Study and training")


@dataclass(frozen=True, slots=True)
class Limit:
    """One rule on what auxiliaries and helpers may do, with the text it rests on."""

    id: str
    kind: str  # "all" | "field" | "office"
    rule_zh: str
    rule_en: str
    allowed: str  # "yes" | "no" | "condition"
    basis: str
    basis_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingSpec:
    """A wish: so many minutes of a kind of work on a day."""

    work: str
    day: date
    start_minute: int
    minutes: int


@dataclass(frozen=True, slots=True)
class BookingRow:
    """One booking as lists show it."""

    id: UUID
    day: date
    begins: str
    ends: str
    minutes: int
    officer_id: UUID
    person: Person
    kind: StaffKind
    post: Post | None  # held on that day
    station_code: str
    station_name: str
    work: Work
    leader: Person | None
    community: bool
    alert: bool
    cancelled: bool
    corrected: bool  # cancelled because another took its place

    @property
    def hours(self) -> Fraction:
        return Fraction(self.minutes, 60)


@dataclass(frozen=True, slots=True)
class Hours:
    """Booked minutes of community officers; training counts on neither side."""

    community: int = 0
    other: int = 0

    @property
    def total(self) -> int:
        return self.community + self.other

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.community, self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One community officer's or one station's hours in a period."""

    code: str  # police number or station code
    name: str
    officer_id: UUID | None
    station_code: str
    station_name: str
    officers: int
    hours: Hours
    days: int  # with community work; of one officer
    alerts: int
    below_norm: bool  # of one officer in one week

    @property
    def share(self) -> Fraction | None:
        return self.hours.share

    @property
    def community_hours(self) -> Fraction:
        return Fraction(self.hours.community, 60)

    @property
    def other_hours(self) -> Fraction:
        return Fraction(self.hours.other, 60)

    @property
    def total_hours(self) -> Fraction:
        return Fraction(self.hours.total, 60)


@dataclass(frozen=True, slots=True)
class BookingPreview:
    """What a booking would do, before it is kept. Shares are of the calendar month of its day."""

    why_not: Reason | None
    alert: Reason | None
    leader: Person | None
    officer_before: Hours
    officer_after: Hours
    station_before: Hours
    station_after: Hours
