"""What is on the ground: blocks, offices, the areas in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field

INCIDENTS = "incidents."


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """One level-4 block as planning sees it: where it is, whose it is today, what makes work there."""

    code: str
    name: str
    unit_code: str
    unit_name: str
    station_code: str
    beat_code: str  # today's level-3 area, "" where there is none
    lon: float
    lat: float
    population: int
    households: int
    organisations: int
    area_km2: float
    travel_km: float
    incidents: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BeatToday:
    """A level-3 area in force, with the officer who answers for it."""

    code: str
    name: str
    station_code: str
    police_number: str = ""
    officer_name: str = ""


@dataclass(frozen=True, slots=True)
class OfficeOnMap:
    """One police office as planning sees it; `block_code` is "" where it stands outside the map."""

    code: str
    name: str
    station_code: str
    unit_code: str
    block_code: str
    lon: float
    lat: float
    serves: tuple[str, ...]
