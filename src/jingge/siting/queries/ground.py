"""The ground a study looks at: sites, grids and what they count by, the ways between them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.utils.translation import gettext as _

from jingge.common.errors import NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.planning.queries.forming import list_packs
from jingge.planning.queries.hours import hours_by_block
from jingge.siting.terms import Ground, Site, SiteAsk, SiteWeight
from jingge.staffing.models import PoliceOffice, held_on
from jingge.staffing.queries.ground import unit_names
from jingge.territory.models import Grid, GridVersion, Level
from jingge.territory.queries import road_graph, version_in_force


@dataclass(frozen=True, slots=True)
class Choice:
    """What a form needs to know of the ground before a question is asked."""

    free: tuple[tuple[str, str], ...]  # units without an office
    units: tuple[tuple[str, str], ...]
    offices: tuple[tuple[str, str], ...]  # today's
    standing: Mapping[int, int]  # today's by class
    packs: tuple[tuple[str, str], ...]  # named weights of hours of work


def choices(viewer: Viewer, day: date) -> Choice:
    sites = sites_on(viewer.bureau_id, day)
    named = {s.unit_code: f"{s.unit_name} · {s.station_name}" for s in sites if s.unit_name}
    return Choice(
        free=tuple((s.unit_code, named[s.unit_code]) for s in sites if not s.today),
        units=tuple(sorted(named.items())),
        offices=tuple((s.id, s.name) for s in sites if s.today),
        standing=Counter(s.office_class for s in sites if s.today),
        packs=tuple((str(pack.pk), pack.name) for pack in list_packs(viewer)),
    )


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
            office_class=office.office_class,
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


def ground_on(bureau_id: UUID, day: date, ask: SiteAsk) -> Ground:
    """Level-4 grids with what they count by, the sites, and the kilometres over roads between them."""
    version = version_in_force(bureau_id, day)
    if version is None:
        raise Refused(_("No map is in force on this day."))
    blocks = list(
        Grid.objects.filter(version=version, level=Level.BLOCK)
        .order_by("code")
        .values_list("code", "parent__code", "lon", "lat")
    )
    counts = counts_on(version, ask)
    roads = road_graph(bureau_id)
    sites = sites_on(bureau_id, day)
    km = roads.travel_km(
        np.array([(site.lon, site.lat) for site in sites]), np.array([(b[2], b[3]) for b in blocks])
    )
    return Ground(
        day=day,
        points=tuple(b[0] for b in blocks),
        unit_of=tuple(b[1] for b in blocks),
        weight=tuple(counts[b[0]] for b in blocks),
        sites=sites,
        km=km.T,
        by_road=not roads.is_empty,
    )


def total_on(bureau_id: UUID, day: date, ask: SiteAsk) -> int:
    """What all grids count together."""
    version = version_in_force(bureau_id, day)
    return sum(counts_on(version, ask).values()) if version else 0


def counts_on(version: GridVersion, ask: SiteAsk) -> dict[str, int]:
    """Block code → what it counts."""
    if ask.weight == SiteWeight.HOURS:
        hours = hours_by_block(version, ask.hours or None)
        codes, values = tuple(hours), tuple(hours.values())
    else:
        rows = Grid.objects.filter(version=version, level=Level.BLOCK).values_list("code", ask.weight)
        codes, values = tuple(code for code, _value in rows), tuple(value for _code, value in rows)
    return dict(zip(codes, counted(values, ask.weight), strict=True))


def counted(values: Sequence[Any], weight: str) -> tuple[int, ...]:
    """One figure a grid; incidents are stored by kind and count together."""
    counts = tuple(round(sum(one.values()) if isinstance(one, dict) else one) for one in values)
    if not sum(counts):
        raise Refused(
            _("On the map of this day “%(weight)s” is 0 everywhere: choose another weight.")
            % {"weight": SiteWeight(weight).label}
        )
    return counts


def weights_of(viewer: Viewer, pack_id: UUID) -> tuple[str, dict[str, float]]:
    """Name and weights of one of the bureau's packs."""
    pack = list_packs(viewer).filter(pk=pack_id).first()
    if pack is None:
        raise NotYours(_("There are no such weights."))
    return pack.name, dict(pack.weights)


def unit_words(viewer: Viewer, day: date, codes: Sequence[str]) -> str:
    """Names of communities and villages in a row."""
    if not codes:
        return ""
    names = unit_names(viewer.bureau_id, day)
    return listed(names.get(code, code) for code in codes)
