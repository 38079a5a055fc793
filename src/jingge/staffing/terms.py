"""The words of people in posts: kinds, posts, what an import hands over, what a page is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.territory.terms import GridPath


class StaffKind(TextChoices):
    OFFICER = "officer", _("Police officer")
    AUXILIARY = "auxiliary", _("Auxiliary")
    HELPER = "helper", _("Police helper")


class AgeBand(TextChoices):
    UNDER_30 = "under_30", _("Under 30")
    FROM_30 = "30_39", _("30 to 39")
    FROM_40 = "40_49", _("40 to 49")
    FROM_50 = "50_plus", _("50 and over")


class Post(TextChoices):
    BUREAU_LEADER = "bureau_leader", _("Bureau leader")
    DEPARTMENT = "department", _("Bureau department")
    BRIGADE_OFFICER = "brigade_officer", _("Brigade officer")
    STATION_HEAD = "station_head", _("Head of the station")
    INSTRUCTOR = "instructor", _("Instructor")
    DEPUTY_HEAD = "deputy_head", _("Deputy head")
    COMMAND_OFFICE = "command_office", _("Combined command office")
    COMMUNITY_OFFICER = "community_officer", _("Community officer")
    CASE_OFFICER = "case_officer", _("Case officer")
    DUTY_OFFICER = "duty_officer", _("Duty officer")
    AUXILIARY = "auxiliary", _("Auxiliary")
    HELPER = "helper", _("Police helper")


class PostingReason(TextChoices):
    INITIAL = "initial", _("In post before")
    REFORM = "reform", _("Reform")
    ROTATION = "rotation", _("Rotation")
    REINFORCEMENT = "reinforcement", _("Reinforcement of the stations")
    PLAN = "plan", _("Adopted plan")


class OrganKind(TextChoices):
    """Where a posting is held: the bureau's own departments are no organ with a code."""

    STATION = "station", _("Station")
    BRIGADE = "brigade", _("Brigade")
    DEPARTMENT = "department", _("Bureau department")


class Shown(StrEnum):
    """How a share becomes a percentage of one decimal: the article cuts (40.5), the default rounds (40.6)."""

    CUT = "cut"
    ROUND = "round"


# -- what an import hands over ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerSpec:
    """One row of the officers table. Codes are of this bureau; `organ_code` "" = its own departments."""

    police_number: str
    display_name: str
    kind: str
    age_band: str
    post: str
    since: date
    rank: str = ""
    community_years: int = 0
    organ_code: str = ""
    reason: str = PostingReason.INITIAL.value
    paired_with: str = ""  # auxiliaries: police number of the community officer
    serves_units: tuple[str, ...] = ()  # 12-digit codes


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSpec:
    """One row of the police offices table."""

    code: str
    name: str
    office_class: int
    station_code: str
    unit_code: str
    lon: float
    lat: float
    since: date
    serves_units: tuple[str, ...] = ()


# -- the two ratios --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Headcount:
    """Police officers only; auxiliaries and helpers never count."""

    bureau: int
    station: int
    community: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """One of the two targets. `share` is exact; None when there is nobody to share among."""

    part: int
    whole: int
    target: Fraction
    share: Fraction | None
    least: int  # the least `part` that passes with this `whole`
    spare: int  # how many of `part` could go before it fails; negative = how many are lacking
    passes: bool


@dataclass(frozen=True, slots=True)
class Ratios:
    """Both targets on a day. `first` is None for one station's view: it has no bureau to compare with."""

    day: date
    display: Shown
    first: Ratio | None  # station officers ÷ bureau officers
    second: Ratio  # community officers ÷ station officers
    station_code: str = ""  # "" = the whole bureau


@dataclass(frozen=True, slots=True)
class Place:
    """A station, a brigade or the bureau's departments (code "")."""

    kind: OrganKind
    code: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """`officers` people going from one place to another, in thought."""

    officers: int
    source: Place
    target: Place
    were_community: bool = False
    become_community: bool = False


@dataclass(frozen=True, slots=True)
class WhatIf:
    before: Ratios
    after: Ratios
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class StrengthRow:
    """Who serves at one place on a day. Community officers are among the `officers`."""

    place: Place
    name: str
    officers: int = 0
    community_officers: int = 0
    auxiliaries: int = 0
    helpers: int = 0


@dataclass(frozen=True, slots=True)
class StrengthTable:
    """Stations, brigades and departments; `total` is their sum and, for bureau roles, the whole bureau."""

    day: date
    stations: tuple[StrengthRow, ...]
    elsewhere: tuple[StrengthRow, ...]
    total: StrengthRow


# -- cover -----------------------------------------------------------------------------------------------


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
class Person:
    """A name on a sheet."""

    police_number: str
    display_name: str


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


# -- pairing and modes -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PairingCheck:
    """Every community officer has at least one auxiliary; how many have two or more."""

    community_officers: int
    auxiliaries: int  # paired
    without: tuple[Person, ...]
    with_one: int
    with_two_or_more: int
    unpaired: tuple[Person, ...]  # auxiliaries nobody leads


class Part(TextChoices):
    """The three parts of a station with one office and two teams."""

    COMMAND_OFFICE = "command_office", _("Combined command office")
    COMMUNITY_TEAM = "community_team", _("Community policing team")
    CASE_TEAM = "case_team", _("Case team")


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """An officer as the mode check sees one."""

    person: Person
    post: str
    beats: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModeCheck:
    """Does the station work as its mode says? Everything missing is listed."""

    station_code: str
    station_name: str
    mode: str
    passes: bool
    parts: tuple[tuple[Part, int], ...] = ()
    unstaffed: tuple[Part, ...] = ()
    in_two: tuple[StaffFacts, ...] = ()
    without_unit: tuple[StaffFacts, ...] = ()
    outside_parts: tuple[StaffFacts, ...] = ()


# -- people ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One line of the staff list on a day."""

    id: UUID
    police_number: str
    display_name: str
    kind: StaffKind
    age_band: AgeBand
    rank: str
    community_years: int
    post: Post
    place: Place
    place_name: str
    since: date
    reason: PostingReason


@dataclass(frozen=True, slots=True)
class PostingRow:
    post: Post
    place: Place
    place_name: str
    valid_from: date
    valid_to: date | None
    reason: PostingReason


@dataclass(frozen=True, slots=True)
class BeatOfficer:
    """The responsible officer of one level-3 area on a day."""

    beat_id: UUID
    beat_code: str
    beat_name: str
    station_code: str
    officer_id: UUID
    police_number: str
    display_name: str
    since: date


@dataclass(frozen=True, slots=True)
class Responsible:
    """Where a point lies on a day, and who answers for its area."""

    path: GridPath
    officer: BeatOfficer | None


@dataclass(frozen=True, slots=True)
class BeatHeld:
    """An area an officer answers or answered for."""

    beat_id: UUID
    beat_code: str
    beat_name: str
    version_number: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PairRow:
    """An auxiliary and the community officer who leads them."""

    officer_id: UUID
    officer: Person
    auxiliary_id: UUID
    auxiliary: Person
    station_code: str
    station_name: str
    since: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class ServiceRow:
    unit_code: str
    unit_name: str
    since: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class OfficerFile:
    """Everything kept about one person in posts, as far as the viewer may see it."""

    id: UUID
    police_number: str
    display_name: str
    kind: StaffKind
    age_band: AgeBand
    rank: str
    community_years: int
    left_date: date | None
    postings: tuple[PostingRow, ...]
    present: PostingRow | None
    beats: tuple[BeatHeld, ...]
    pairs: tuple[PairRow, ...]
    services: tuple[ServiceRow, ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One area in the list of posting sheets."""

    code: str
    name: str
    station_code: str
    station_name: str
    population: int
    households: int
    police_number: str | None
    display_name: str | None
    officer_id: UUID | None
    since: date | None


@dataclass(frozen=True, slots=True)
class PostingSheet:
    """定警格、定人员、定责任、定网格: the four fixings of one area, on one sheet."""

    beat_code: str
    beat_name: str
    version_number: int
    version_from: date | None
    station_code: str
    station_name: str
    officer: Person | None
    officer_id: UUID | None
    since: date | None
    until: date | None
    auxiliaries: tuple[Person, ...]
    helpers: tuple[Person, ...]
    units: tuple[tuple[str, str], ...]  # code, name
    blocks: tuple[tuple[str, str], ...]
    offices: tuple[str, ...]
    households: int
    population: int
    organisations: int
    area_km2: float
    incidents: Mapping[str, int] = field(default_factory=dict)


# -- offices ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A police office on a day with its service area."""

    id: UUID
    code: str
    name: str
    office_class: int
    station_code: str
    station_name: str
    unit_code: str
    unit_name: str
    lon: float
    lat: float
    serves_units: tuple[tuple[str, str], ...]  # code, name
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many people were posted for one reason in a period, and how many of them are 50 or over."""

    reason: PostingReason
    to: OrganKind
    people: int
    aged_50_plus: int
