"""The words of studies of sites: what is asked, what is found, how far a study has come."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SiteModel(TextChoices):
    """What is best. The names are the engine's own."""

    P_MEDIAN = "p_median", _("Shortest ways for everybody together")
    MAX_COVER = "max_cover", _("Most people within the radius")
    SET_COVER = "set_cover", _("Fewest offices with everybody within the radius")
    DOUBLE_COVER = "double_cover", _("Most people within the radius of two offices")
    P_CENTRE = "p_centre", _("Shortest way for the farthest")
    EXPECTED_COVER = "expected_cover", _("Most people answered when offices are busy")


class SiteWeight(TextChoices):
    """What a level-4 grid counts by."""

    PEOPLE = "population", _("People")
    HOUSEHOLDS = "households", _("Households")
    INCIDENTS = "incidents", _("Incidents a year")


class StudyState(TextChoices):
    RUNNING = "running", _("Being worked out")
    DONE = "done", _("Worked out")
    FAILED = "failed", _("Ended without an answer")
    PROPOSED = "proposed", _("Proposed for approval")
    APPROVED = "approved", _("Approved")
    OPENED = "opened", _("Offices opened")


COVERS = frozenset(
    {SiteModel.MAX_COVER, SiteModel.SET_COVER, SiteModel.DOUBLE_COVER, SiteModel.EXPECTED_COVER}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAsk:
    """One question: so many offices, by which measure, within which rules."""

    model: str
    count: int  # offices in all, those kept included; set_cover works it out itself
    weight: str = SiteWeight.PEOPLE.value
    keep_today: bool = True
    released: tuple[str, ...] = ()  # today's offices that may close although today's are kept
    forbidden: tuple[str, ...] = ()  # units where no office may stand
    radius_km: float | None = None
    minutes: float | None = None  # where the radius was given as a time, with the speed it was taken at
    speed_kmh: float = 40.0
    busy: float = 0.0
    capacity: int | None = None  # people an office serves at most
    alternatives: int = 2
    within_pct: float = 5.0
    more: int = 3  # how many further offices the curve tries
    seconds: int = 20

    def keeps(self, site: "Site") -> bool:
        return site.today and self.keep_today and site.id not in self.released


@dataclass(frozen=True, slots=True)
class Site:
    """A place where an office stands or could stand."""

    id: str
    name: str
    unit_code: str
    unit_name: str
    station_code: str
    station_name: str
    lon: float
    lat: float
    today: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything the engine is asked about: what each level-4 grid counts, sites, ways between them."""

    day: date
    points: tuple[str, ...]
    unit_of: tuple[str, ...]
    weight: tuple[int, ...]
    sites: tuple[Site, ...]
    km: Any  # points × sites
    by_road: bool = True  # else straight lines times 1.3


@dataclass(frozen=True, slots=True)
class FoundOffice:
    """An office of a plan and whom it serves first."""

    site: Site
    weight: int
    farthest_km: float
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """One plan with its worth, its proof in figures and what it breaks."""

    number: int
    objective: float
    bound: float | None
    gap: float | None
    status: str
    feasible: bool
    terms: dict[str, float]
    offices: tuple[FoundOffice, ...]
    closed: tuple[Site, ...] = ()  # of today's
    broken: tuple[str, ...] = ()  # names of rules, worded in `rules`


@dataclass(frozen=True, slots=True)
class Adding:
    """What the last of so many offices brought."""

    count: int
    objective: float
    gain: float | None
    proven: bool
    new_sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteAnswer:
    """Everything found: the best plan first, then others almost as good; and what each further office adds."""

    plans: tuple[FoundPlan, ...]
    adding: tuple[Adding, ...]
    report: dict[str, Any] = field(default_factory=dict)
