"""What an import hands over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jingge.staffing.terms.offices import Opening
from jingge.staffing.terms.words import PostingReason


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
    equipment: Mapping[str, int] | None = None  # kind → pieces; None: as it is
    opening: Opening | None = None  # None: as it is
