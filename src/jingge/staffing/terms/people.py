"""Lists and files of people in posts, as pages show them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jingge.staffing.terms.words import AgeBand, OrganKind, Person, Place, Post, PostingReason, StaffKind


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
    id: UUID
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
class ReasonCount:
    """How many people were posted for one reason in a period, and how many of them are 50 or over."""

    reason: PostingReason
    to: OrganKind
    people: int
    aged_50_plus: int
