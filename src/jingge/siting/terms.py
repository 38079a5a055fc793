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


USUAL_CLASS = 2  # of a new office where classes were not asked about


class SiteWeight(TextChoices):
    """What a level-4 grid counts by."""

    PEOPLE = "population", _("People")
    HOUSEHOLDS = "households", _("Households")
    INCIDENTS = "incidents", _("Incidents a year")
    HOURS = "hours", _("Hours of work a year")


class StudyState(TextChoices):
    RUNNING = "running", _("Being worked out")
    DONE = "done", _("Worked out")
    FAILED = "failed", _("Ended without an answer")
    PROPOSED = "proposed", _("Proposed for approval")
    APPROVED = "approved", _("Approved")
    OPENED = "opened", _("Carried out")


COVERS = frozenset(
    {SiteModel.MAX_COVER, SiteModel.SET_COVER, SiteModel.DOUBLE_COVER, SiteModel.EXPECTED_COVER}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassAsk:
    """What an office of one class costs, serves and reaches, and how many there may be, today's included."""

    office_class: int
    cost: float = 1.0  # in one unit of the asker's own
    capacity: int | None = None
    radius_km: float | None = None
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAsk:
    """One question: so many offices, by which measure, within which rules."""

    model: str
    count: int  # offices in all, those kept included; set_cover works it out itself
    weight: str = SiteWeight.PEOPLE.value
    keep_today: bool = True
    released: tuple[str, ...] = ()  # today's offices that may close although today's are kept
    wanted: tuple[str, ...] = ()  # units without an office where one must stand
    forbidden: tuple[str, ...] = ()  # units where no office may stand
    radius_km: float | None = None
    minutes: float | None = None  # where the radius was given as a time, with the speed it was taken at
    speed_kmh: float = 40.0
    busy: float = 0.0
    capacity: int | None = None  # of what grids count by, an office serves at most
    classes: tuple[ClassAsk, ...] = ()  # empty: all offices are alike, and new ones of class 2
    budget: float | None = None  # all offices of a plan cost at most, by the costs of their classes
    pack: str = ""  # name of the weights that hours of work were counted by; "" the usual ones
    hours: dict[str, float] = field(default_factory=dict)  # those weights
    alternatives: int = 2
    within_pct: float = 5.0
    more: int = 3  # how many further offices the curve tries
    seconds: int = 20

    def keeps(self, site: "Site") -> bool:
        """Whether an office must stand there: it stands today and stays, or is wanted."""
        if site.today:
            return self.keep_today and site.id not in self.released
        return site.unit_code in self.wanted

    def forbids(self, site: "Site") -> bool:
        return site.unit_code in self.forbidden

    @property
    def priced(self) -> bool:
        """Whether the fewest offices are the cheapest ones."""
        return bool(self.classes) and self.model == SiteModel.SET_COVER


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
    office_class: int = 0  # of today's


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
    office_class: int = 0  # 0: classes were not asked about


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
    beyond: tuple[tuple[str, float], ...] = ()  # grids out of reach of every place, km to the nearest
    clashing: tuple[str, ...] = ()  # names of the smallest set of rules that cannot hold together
    heirs: dict[str, str] = field(default_factory=dict)  # where offices close: unit → site nearest afterwards


@dataclass(frozen=True, slots=True)
class Handover:
    """A unit of an office that closes, and who serves it afterwards."""

    unit_code: str
    unit_name: str
    office: str  # that closes
    to: tuple[str, ...]  # ids of sites that serve it then
    to_names: tuple[str, ...]
    moves: bool  # else another office serves it already


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
