"""A study as its page shows it: figures with units, what each further office adds as a line."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jingge.common.web.maps import AreaLayer, MapConfig
from jingge.common.web.parts import Badge
from jingge.common.wording import listed
from jingge.siting.rules import figure, proof
from jingge.siting.terms import (
    USUAL_CLASS,
    Adding,
    FoundOffice,
    FoundPlan,
    Site,
    SiteAsk,
    SiteModel,
    StudyState,
)

STATE_TONES = {
    StudyState.RUNNING: "info",
    StudyState.DONE: "good",
    StudyState.FAILED: "bad",
    StudyState.PROPOSED: "warn",
    StudyState.APPROVED: "good",
    StudyState.OPENED: "good",
}


def state_badge(state: str) -> Badge:
    kind = StudyState(state)
    return Badge(kind.label, STATE_TONES[kind])


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place of a plan: kept, new, or closed, with what it serves."""

    site: Site
    standing: Badge
    office_class: str
    weight: int | None
    farthest_km: float | None


def place_rows(plan: FoundPlan) -> list[PlaceRow]:
    new, stays, closed = (
        Badge(_("Newly set up"), "info"),
        Badge(_("Stays"), "good"),
        Badge(_("Would close"), "warn"),
    )
    rows = [
        PlaceRow(one.site, stays if one.site.today else new, class_of(one), one.weight, one.farthest_km)
        for one in plan.offices
    ]
    return rows + [PlaceRow(site, closed, str(site.office_class or ""), None, None) for site in plan.closed]


def class_of(office: FoundOffice) -> str:
    """The class the plan gives it, or that it has today, or the usual one."""
    return str(office.office_class or office.site.office_class or USUAL_CLASS)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan in the table of plans."""

    number: int
    value: str
    proof: str
    new: tuple[str, ...]
    closed: tuple[str, ...]
    farthest: str
    url: str
    current: bool


def plan_rows(ask: SiteAsk, plans: tuple[FoundPlan, ...], current: int, url: str) -> list[PlanRow]:
    return [
        PlanRow(
            number=plan.number,
            value=figure(ask, plan.objective),
            proof=str(proof(ask, plan)),
            new=tuple(office.site.name for office in plan.offices if not office.site.today),
            closed=tuple(site.name for site in plan.closed),
            farthest=f"{plan.terms['farthest']:.2f}",
            url=f"{url}?plan={plan.number}",
            current=plan.number == current,
        )
        for plan in plans
    ]


def class_lines(ask: SiteAsk) -> list[str]:
    """What was said of each class."""
    lines = []
    for one in ask.classes:
        said = [_("cost %(n)s") % {"n": f"{one.cost:g}"}]
        if one.capacity is not None:
            said.append(_("serves at most %(n)s") % {"n": f"{one.capacity:,}"})
        if one.radius_km is not None:
            said.append(_("%(km)s km") % {"km": f"{one.radius_km:g}"})
        if one.least:
            said.append(_("at least %(n)d") % {"n": one.least})
        if one.most is not None:
            said.append(_("at most %(n)d") % {"n": one.most})
        lines.append(_("Class %(class)d: %(said)s") % {"class": one.office_class, "said": listed(said)})
    return lines


@dataclass(frozen=True, slots=True)
class AddRow:
    count: int
    value: str
    gain: str
    share: str
    proven: bool
    new: tuple[str, ...]


def add_rows(ask: SiteAsk, adding: tuple[Adding, ...]) -> list[AddRow]:
    first = adding[0].objective if adding else 0.0
    return [
        AddRow(
            count=one.count,
            value=figure(ask, one.objective),
            gain="" if one.gain is None else figure(ask, one.gain),
            share="" if one.gain is None or not first else f"{abs(one.gain / first) * 100:.1f}%",
            proven=one.proven,
            new=one.new_sites,
        )
        for one in adding
    ]


WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 240, 60, 130, 20, 40


@dataclass(frozen=True, slots=True)
class Dot:
    x: str
    y: str
    label: str
    value: str
    short: str  # without its unit, which the table says


@dataclass(frozen=True, slots=True)
class Line:
    width: int
    height: int
    floor: int
    points: str
    dots: tuple[Dot, ...]


def add_line(ask: SiteAsk, adding: tuple[Adding, ...]) -> Line | None:
    """The curve; the table beside it holds the same."""
    if len(adding) < 2:
        return None
    values = [one.objective for one in adding]
    low, high = min(values), max(values)
    spread = (high - low) or 1.0
    step = (WIDTH - LEFT - RIGHT) / (len(adding) - 1)
    tall = HEIGHT - TOP - BOTTOM
    dots = tuple(
        Dot(
            x=f"{LEFT + step * place:.1f}",
            y=f"{TOP + tall * (1 - (one.objective - low) / spread):.1f}",
            label=str(one.count),
            value=figure(ask, one.objective),
            short=f"{one.objective:,.{2 if ask.model == SiteModel.P_CENTRE else 0}f}",
        )
        for place, one in enumerate(adding)
    )
    return Line(WIDTH, HEIGHT, HEIGHT - BOTTOM, " ".join(f"{d.x},{d.y}" for d in dots), dots)


def plan_map(version_id: Any, study_id: Any, plan: int) -> dict[str, Any]:
    base = reverse("territory_api:grids", args=[version_id])
    return MapConfig(
        areas=(AreaLayer("units", 2, f"{base}?level=2", label="name"),),
        roads=reverse("territory_api:roads"),
        offices=reverse("siting_api:offices", args=[study_id, plan]),
        note=_(
            "Blue: new. Green: stays. Grey: would close. Schematic drawing, not administrative boundaries. CGCS2000"
        ),
    ).as_json()
