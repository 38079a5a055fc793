"""From rows to what templates show."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jingge.common.web.maps import AreaLayer, MapConfig, Shade
from jingge.common.web.parts import Badge
from jingge.territory.web.words import STATES


def in_force(version: Any, day: date) -> Badge:
    """An adopted map is coming, in force or past."""
    if version.state != "adopted":
        return STATES[version.state]
    if version.valid_from > day:
        return Badge(_("Adopted, from %(day)s") % {"day": version.valid_from}, "info")
    if version.valid_to is not None and version.valid_to <= day:
        return Badge(_("Superseded"), "neutral")
    return Badge(_("In force"), "good")


def version_map(version: Any, *, focus: str = "", finest: int = 3) -> MapConfig:
    """A map of one version; `finest` is the lowest level that is shown from the start."""
    base = reverse("territory_api:grids", args=[version.pk])
    names = {4: "blocks", 3: "beats", 2: "units", 1: "towns"}
    layers = tuple(
        AreaLayer(
            key,
            level,
            f"{base}?level={level}",
            label="name",
            shaded=level == finest,
            pickable=level == finest,
            visible=level <= finest,
        )
        for level, key in names.items()
        if level <= finest
    )
    return MapConfig(
        areas=layers,
        shades=(
            Shade("population", _("People"), unit=_("persons")),
            Shade("station_name", _("Station"), "category"),
        ),
        roads=reverse("territory_api:roads"),
        focus=focus,
    )
