"""The grid as GeoJSON, and "which grid is this" as JSON. Coordinates are CGCS2000, longitude first.

What an adopted map looks like never changes, so browsers may keep it for good; `Vary: Cookie`
keeps one person's copy from the next who signs in at the same machine.
"""

import gzip
import hashlib
import json
import math
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import path
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import Invalid, NotYours
from jingge.common.viewer import Viewer
from jingge.common.web.days import day_asked
from jingge.territory import queries
from jingge.territory.terms import GridRef

app_name = "territory_api"
TYPE = "application/geo+json"
FOR_GOOD = "private, max-age=31536000, immutable"
ASK_FIRST = "private, no-cache"
CRS = "CGCS2000 (EPSG:4490)"


@requires(Ability.SEE_GROUND)
def grids(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """`?level=1…4` (default 3) and `?station=CODE`: one level of one version."""
    viewer = viewer_in(request)
    version = queries.get_version(viewer, version_id)
    level = _level(request.GET.get("level", "3"))
    station = request.GET.get("station", "")[:20]
    settled = version.state != "draft"
    ground = "" if viewer.sees_whole_bureau else viewer.station_code
    key = f"{version_id} {level} {station} {ground}"
    tag = f'W/"{hashlib.sha256(key.encode()).hexdigest()[:32]}"' if settled else ""
    if tag and request.headers.get("If-None-Match") == tag:
        return _cached(HttpResponseNotModified(), tag, FOR_GOOD)
    if settled:
        body = _settled(_Ask(viewer, str(version_id), level, station, ground))
    else:
        body = _packed(queries.grid_features(viewer, version, level, station or None))
    return _answer(request, body, tag or _tag_of(body), FOR_GOOD if settled else ASK_FIRST)


class _Ask:
    """One drawing; equal for everyone with the same ground."""

    def __init__(self, viewer: Viewer, version_id: str, level: int, station: str, ground: str) -> None:
        self.viewer, self.version_id, self.level, self.station = viewer, version_id, level, station
        self.key = (version_id, level, station, ground)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Ask) and self.key == other.key


@lru_cache(maxsize=64)
def _settled(ask: _Ask) -> bytes:
    version = queries.get_version(ask.viewer, ask.version_id)
    return _packed(queries.grid_features(ask.viewer, version, ask.level, ask.station or None))


@requires(Ability.SEE_GROUND)
def roads(request: HttpRequest) -> HttpResponse:
    """The road lines of the bureau."""
    body = _packed(queries.road_features(viewer_in(request)))
    tag = _tag_of(body)
    if request.headers.get("If-None-Match") == tag:
        return _cached(HttpResponseNotModified(), tag, ASK_FIRST)
    return _answer(request, body, tag, ASK_FIRST)


@requires(Ability.SEE_GROUND)
def lookup(request: HttpRequest) -> HttpResponse:
    """`?lon=&lat=&on=YYYY-MM-DD`: the grids of all levels at a point on a day."""
    viewer, day = viewer_in(request), day_asked(request)
    lon, lat = degrees(request, "lon", 180.0), degrees(request, "lat", 90.0)
    found = queries.find_on_ground(viewer, day, lon, lat)
    if found is None:
        raise NotYours(_("No grid of your ground holds this point on this day."))
    steps = [_step(step) for step in found.steps]
    return JsonResponse(
        {
            "on": day.isoformat(),
            "version": found.version_number,
            "station": {"code": found.station_code, "name": found.station_name},
            "grids": steps,
            "crs": CRS,
        }
    )


def _step(step: GridRef) -> dict[str, Any]:
    return {"level": step.level, "code": step.code, "name": step.name}


def _level(text: str) -> int:
    if text not in ("1", "2", "3", "4"):
        raise Invalid("level", text, _("Write a level from 1 to 4."))
    return int(text)


def degrees(request: HttpRequest, name: str, limit: float) -> float:
    """A coordinate from the address, or a refusal that says what to write."""
    text = request.GET.get(name, "").strip()
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or abs(value) > limit:
        raise Invalid(name, text, _("Write degrees of CGCS2000 as a number, for example 106.34 and 38.10."))
    return value


def _packed(features: list[dict[str, Any]]) -> bytes:
    body = {"type": "FeatureCollection", "crs_note": CRS, "features": features}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def _tag_of(body: bytes) -> str:
    return f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'


def _answer(request: HttpRequest, body: bytes, tag: str, cache: str) -> HttpResponse:
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(body if zipped else gzip.decompress(body), content_type=TYPE)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return _cached(response, tag, cache)


def _cached(response: HttpResponse, tag: str, cache: str) -> HttpResponse:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = cache
    patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
    return response


urlpatterns = [
    path("versions/<uuid:version_id>/grids.geojson", grids, name="grids"),
    path("roads.geojson", roads, name="roads"),
    path("lookup", lookup, name="lookup"),
]
