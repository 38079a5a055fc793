"""Areas with those who answer for them, posting sheets, offices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from jingge.staffing.terms.words import Person
from jingge.territory.terms import GridPath


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
    gone: tuple[str, ...] = ()  # codes it serves that the map of the day no longer has
