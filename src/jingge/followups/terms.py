"""依文书随访: a document, its term, the grid, what is due, done or not. Nothing else exists here."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason

RETENTION = timedelta(days=90)
"""How long a record is kept after its end; then it is erased and only counts remain."""
LOOK_LASTS = timedelta(minutes=15)
"""How long a stated purpose opens a record; then it has to be stated again."""


class Purpose(TextChoices):
    """Why somebody looks at a record: stated before each look, and logged."""

    VISIT = "visit", _("A visit is due")
    HAND_OVER = "hand_over", _("The post changes hands")
    CHECK = "check", _("Check by the head")
    COURT = "court", _("Answer to the court or body that issued it")
    OBJECTION = "objection", _("A request or complaint about the record")


class Ended(TextChoices):
    """Why a record ended. The day alone ends it; the others are entered."""

    TERM = "term", _("Its term is over")
    LIFTED = "lifted", _("Lifted by who issued it")
    MOVED = "moved", _("Handed to another bureau by document")
    MISTAKE = "mistake", _("Entered by mistake")


class Post(TextChoices):
    """Which post of the station answers for the dates."""

    AREA = "area", _("Community officer of the area")
    COMMUNITY_TEAM = "community_team", _("Community policing team of the station")
    CASE_TEAM = "case_team", _("Case team of the station")
    HEAD = "head", _("Head of the station")


class Standing(TextChoices):
    """Where the switching of a ground stands."""

    PROPOSED = "proposed", _("Waits for another person")
    AGREED = "agreed", _("Decided")
    TURNED_DOWN = "turned_down", _("Turned down")


class Issuer(TextChoices):
    COURT = "court", _("A court")
    STATION = "station", _("The station")


@dataclass(frozen=True, slots=True)
class Ground:
    """A legal ground, as it comes with the program."""

    code: str
    name_zh: str
    name_en: str
    role_zh: str
    role_en: str
    longest: int | None  # None: the law sets no term
    unit: str  # month or year
    usual_days: int | None
    visit_days: int
    issuer: Issuer
    number: str  # how such a document is numbered
    basis_zh: str
    basis_en: str
    starts_on: bool
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class GroundRow:
    """A ground with whether it is on today, and why."""

    ground: Ground
    is_on: bool
    since: date | None
    reason: Reason
    waiting: UUID | None = None  # a change that waits for another person
    waiting_on: bool = False
    waiting_from: date | None = None
    waiting_reason: str = ""
    waiting_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSpec:
    """What is entered. The number of the document is put together from its parts: no free words."""

    ground: str
    issuer: str  # code of the court, as 宁0181; empty where the station issued it
    year: int
    serial: int
    start: date
    end: date
    beat_code: str
    post: Post = Post.AREA


@dataclass(frozen=True, slots=True)
class DueRow:
    """One due date as a list shows it: no document number."""

    id: UUID
    record_id: UUID
    on: date
    ground: str
    beat_code: str
    beat_name: str
    post: str
    done_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class CountRow:
    """What remains: figures of a month."""

    month: date
    station_name: str
    ground: str
    opened: int
    ended: int
    erased: int
    done: int  # in time
    late: int
    missed: int  # the term ended first


@dataclass(frozen=True, slots=True)
class LookRow:
    at: datetime
    by_label: str
    station_name: str
    ground: str
    purpose: str
    record_id: UUID
