"""Shapes of a scenario for maps."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.planning import queries

GEOJSON = "application/geo+json"
# A page names the revision in the address, so an answer never changes; but it is one person's ground.
KEPT = "private, max-age=86400"


@require_GET
@requires(Ability.SEE_PLANS)
@gzip_page
def areas(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    body = queries.areas_geojson(viewer_in(request), scenario_id, of_today=request.GET.get("today") == "1")
    return _answer(request, body)


@require_GET
@requires(Ability.SEE_PLANS)
@gzip_page
def blocks(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    return _answer(request, queries.blocks_geojson(viewer_in(request), scenario_id))


@require_GET
@requires(Ability.SEE_PLANS)
def offices(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """The offices of a plan of service areas as points, with how many people each is to serve."""
    features = [
        {
            "type": "Feature",
            "geometry": {
                "type": "Point",
                "coordinates": [round(pin.office.lon, 6), round(pin.office.lat, 6)],
            },
            "properties": {
                "code": pin.area.code,
                "name": pin.office.name,
                "station": pin.area.station_name,
                "people": pin.people,
                "capacity": pin.capacity,
            },
        }
        for pin in queries.office_pins(viewer_in(request), scenario_id)
    ]
    return _answer(request, json.dumps({"type": "FeatureCollection", "features": features}).encode())


def _answer(request: HttpRequest, body: bytes) -> HttpResponse:
    response = HttpResponse(body, content_type=GEOJSON)
    response["Cache-Control"] = KEPT if "revision" in request.GET else "private, no-cache"
    if "download" in request.GET:
        response["Content-Disposition"] = 'attachment; filename="areas.geojson"'
    return response


app_name = "planning_api"
urlpatterns = [
    path("scenarios/<uuid:scenario_id>/areas.geojson", areas, name="areas"),
    path("scenarios/<uuid:scenario_id>/offices.geojson", offices, name="offices"),
    path("scenarios/<uuid:scenario_id>/blocks.geojson", blocks, name="blocks"),
]
