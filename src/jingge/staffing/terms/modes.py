"""How a station works: auxiliaries with officers, an office and two teams, or everybody a unit."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.staffing.terms.words import Person, Post, StaffKind


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
    team: Part | None = None  # the part entered for them; without one the post says it
    officer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody entered in a part of a station."""

    id: UUID
    officer_id: UUID
    person: Person
    kind: StaffKind
    post: Post | None
    part: Part
    since: date
    valid_to: date | None


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
