"""Columns that several lists of grids share."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from jingge.common.web.lists import Column
from jingge.common.web.parts import Badge
from jingge.territory.web.words import INCIDENTS, LEVELS, kind


def grid_columns(address: Callable[[Any], str]) -> tuple[Column, ...]:
    """The figures of grids; `address` gives a grid's page."""
    return (
        Column("code", _("Code"), url=address),
        Column("name", _("Name")),
        Column("level", _("Level"), value=lambda g: LEVELS[g.level], export=lambda g: g.level),
        Column("kind", _("Kind"), value=lambda g: kind(g.kind)),
        Column("station.name", _("Station"), sort="station__code"),
        Column(
            "parent.code",
            _("Lies in"),
            value=lambda g: g.parent.name if g.parent else "",
            sort="parent__code",
        ),
        Column(
            "beat.code", _("Officer's area"), value=lambda g: g.beat.name if g.beat else "", sort="beat__code"
        ),
        Column("population", _("People"), right=True, hint=_("Counted people, as given with the map")),
        Column("households", _("Households"), right=True, hint=_("As given with the map")),
        Column(
            "organisations", _("Organisations"), right=True, optional=True, hint=_("As given with the map")
        ),
        Column(
            "incidents",
            _("Incidents a year"),
            value=lambda g: sum(g.incidents.values()),
            sort="",
            right=True,
            hint=_("All kinds together, as given with the map"),
        ),
        *(
            Column(f"incidents_{key}", label, value=_incidents(key), sort="", right=True, optional=True)
            for key, label in INCIDENTS.items()
        ),
        Column(
            "area_km2",
            _("Area, km²"),
            value=lambda g: round(g.area_km2, 3),
            right=True,
            hint=_("As the bureau states it, else measured on the ellipsoid of CGCS2000"),
        ),
        Column(
            "derived",
            _("Boundary"),
            value=lambda g: Badge(_("Drawn round points"), "warn") if g.derived else _("Surveyed"),
            export=lambda g: "derived" if g.derived else "surveyed",
            optional=True,
        ),
        Column("lon", _("Longitude"), value=lambda g: round(g.lon, 6), right=True, optional=True),
        Column("lat", _("Latitude"), value=lambda g: round(g.lat, 6), right=True, optional=True),
    )


def _incidents(key: str) -> Callable[[Any], int]:
    return lambda grid: grid.incidents.get(key, 0)
