"""Reading studies, and the ground a study looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jingge.common.errors import NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.siting.models import SiteStudy
from jingge.siting.terms import (
    Adding,
    FoundOffice,
    FoundPlan,
    Ground,
    Site,
    SiteAnswer,
    SiteAsk,
    SiteWeight,
)
from jingge.staffing.models import PoliceOffice, held_on
from jingge.territory.models import Grid, Level
from jingge.territory.queries import road_graph, version_in_force


def list_studies(viewer: Viewer) -> QuerySet[SiteStudy]:
    return SiteStudy.objects.filter(bureau_id=viewer.bureau_id)


def get_study(viewer: Viewer, study_id: UUID) -> SiteStudy:
    study = list_studies(viewer).filter(pk=study_id).first()
    if study is None:
        raise NotYours(_("There is no such study."))
    return study


def ask_of(study: SiteStudy) -> SiteAsk:
    lists = {key: tuple(study.asked.get(key, ())) for key in ("forbidden", "released")}
    return SiteAsk(**{**study.asked, **lists})


@dataclass(frozen=True, slots=True)
class Choice:
    """What a form needs to know of the ground before a question is asked."""

    units: tuple[tuple[str, str], ...]
    offices: tuple[tuple[str, str], ...]  # today's


def choices(viewer: Viewer, day: date) -> Choice:
    sites = sites_on(viewer.bureau_id, day)
    units = tuple((s.unit_code, f"{s.unit_name} · {s.station_name}") for s in sites if not s.today)
    offices = tuple((s.id, s.name) for s in sites if s.today)
    return Choice(units, offices)


def sites_on(bureau_id: UUID, day: date) -> tuple[Site, ...]:
    """Today's offices, and one place in every unit without one: where its people are."""
    version = version_in_force(bureau_id, day)
    if version is None:
        raise Refused(_("No map is in force on this day."))
    units = {
        grid.code: grid
        for grid in Grid.objects.filter(version=version, level=Level.UNIT).select_related("station")
    }
    offices = PoliceOffice.objects.filter(held_on(day), bureau_id=bureau_id).select_related("station")
    standing = [
        Site(
            id=office.code,
            name=office.name,
            unit_code=office.unit_code,
            unit_name=units[office.unit_code].name if office.unit_code in units else "",
            station_code=office.station.code,
            station_name=office.station.name,
            lon=office.lon,
            lat=office.lat,
            today=True,
        )
        for office in offices.order_by("code")
    ]
    taken = {site.unit_code for site in standing}
    free = [
        Site(
            id=code,
            name=grid.name,
            unit_code=code,
            unit_name=grid.name,
            station_code=grid.station.code,
            station_name=grid.station.name,
            lon=grid.lon,
            lat=grid.lat,
            today=False,
        )
        for code, grid in sorted(units.items())
        if code not in taken
    ]
    return (*standing, *free)


def ground_on(bureau_id: UUID, day: date, weight: str = SiteWeight.PEOPLE) -> Ground:
    """Level-4 grids with what they count by, the sites, and the kilometres over roads between them."""
    version = version_in_force(bureau_id, day)
    if version is None:
        raise Refused(_("No map is in force on this day."))
    blocks = list(
        Grid.objects.filter(version=version, level=Level.BLOCK)
        .order_by("code")
        .values_list("code", "parent__code", weight, "lon", "lat")
    )
    counts = counted([b[2] for b in blocks], weight)
    roads = road_graph(bureau_id)
    sites = sites_on(bureau_id, day)
    km = roads.travel_km(
        np.array([(site.lon, site.lat) for site in sites]), np.array([(b[3], b[4]) for b in blocks])
    )
    return Ground(
        day=day,
        points=tuple(b[0] for b in blocks),
        unit_of=tuple(b[1] for b in blocks),
        weight=counts,
        sites=sites,
        km=km.T,
        by_road=not roads.is_empty,
    )


def counted(values: Sequence[Any], weight: str) -> tuple[int, ...]:
    """One figure a grid; incidents are stored by kind and count together."""
    counts = tuple(round(sum(one.values())) if isinstance(one, dict) else one for one in values)
    if not sum(counts):
        raise Refused(
            _("On the map of this day “%(weight)s” is 0 everywhere: choose another weight.")
            % {"weight": SiteWeight(weight).label}
        )
    return counts


def answer_of(study: SiteStudy) -> SiteAnswer | None:
    """The stored answer as it was found."""
    kept: dict[str, Any] = study.answer
    if not kept:
        return None
    plans = tuple(
        FoundPlan(
            **{
                **plan,
                "broken": tuple(plan["broken"]),
                "closed": tuple(Site(**one) for one in plan.get("closed", ())),
                "offices": tuple(
                    FoundOffice(**{**one, "site": Site(**one["site"]), "units": tuple(one["units"])})
                    for one in plan["offices"]
                ),
            }
        )
        for plan in kept["plans"]
    )
    adding = tuple(Adding(**{**one, "new_sites": tuple(one["new_sites"])}) for one in kept["adding"])
    return SiteAnswer(plans, adding, kept["report"])


def plan_points(viewer: Viewer, study_id: UUID, number: int) -> list[dict[str, Any]]:
    """The offices of one plan as points of a map: new ones, kept ones and closed ones in three colours."""
    answer = answer_of(get_study(viewer, study_id))
    plan = next((p for p in answer.plans if p.number == number), None) if answer else None
    if plan is None:
        raise NotYours(_("There is no such plan."))
    places = [(o.site, 2 if o.site.today else 1, o.weight) for o in plan.offices]
    places += [(site, 3, 0) for site in plan.closed]
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(site.lon, 6), round(site.lat, 6)]},
            "properties": {"code": site.id, "name": site.name, "class": kind, "weight": weight},
        }
        for site, kind, weight in places
    ]
