"""The command map (挂图作战): four levels, offices, shading, and the table that holds the same."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jingge.common.viewer import Viewer
from jingge.common.web.maps import AreaLayer, MapConfig, Shade
from jingge.portal.terms import MapRow, MapVersion

RATIO_BREAKS = (0.75, 0.9, 1.1, 1.25)  # load of an area over the mean of its station


def context(
    viewer: Viewer, day: date, version: MapVersion | None, rows: Sequence[MapRow], *, focus: str
) -> dict[str, Any]:
    return {
        "day": day,
        "version": version,
        "rows": rows,
        "map_config": config(day, version, focus).as_json() if version else None,
        "shades": shades(),
        "whole_bureau": viewer.sees_whole_bureau,
    }


def shades() -> tuple[Shade, ...]:
    return (
        Shade(
            "load_ratio",
            _("Workload against the station's mean"),
            "diverging",
            breaks=RATIO_BREAKS,
            percent=True,
        ),
        Shade("population", _("People"), unit=_("persons")),
        Shade("density", _("Density"), unit=_("persons/km²")),
        Shade("load", _("Workload"), unit=_("hours a year")),
        Shade("station", _("Station"), "category"),
    )


def config(day: date, version: MapVersion, focus: str) -> MapConfig:
    base = reverse("territory_api:grids", args=[version.id])
    on = f"?on={day.isoformat()}"
    return MapConfig(
        areas=(
            AreaLayer(
                "blocks", 4, f"{base}?level=4", label="name", shaded=True, pickable=True, visible=False
            ),
            AreaLayer("beats", 3, f"{base}?level=3", label="name", shaded=True, pickable=True),
            AreaLayer("units", 2, f"{base}?level=2", label="name"),
            AreaLayer("towns", 1, f"{base}?level=1", label="name"),
        ),
        shades=shades(),
        figures=reverse("portal_api:figures") + on,
        roads=reverse("territory_api:roads"),
        offices=reverse("portal_api:offices") + on,
        focus=focus,
        detail_url=reverse("portal:grid_detail", args=["CODE"]) + on,
        detail_target="#grid-detail",
    )
