"""Figures and office points for the command map, as JSON."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.web.days import day_asked
from jingge.portal import queries

app_name = "portal_api"


@requires(Ability.SEE_GROUND)
def figures(request: HttpRequest) -> HttpResponse:
    """Grid code → load, density, responsible officer; joined onto the cached areas by the map."""
    return JsonResponse(queries.map_figures(viewer_in(request), day_asked(request)))


@requires(Ability.SEE_GROUND)
def offices(request: HttpRequest) -> HttpResponse:
    """Police offices as points. Their posted place, never anybody's live position."""
    found = queries.office_points(viewer_in(request), day_asked(request))
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(o.lon, 6), round(o.lat, 6)]},
            "properties": {
                "code": o.code,
                "name": o.name,
                "class": o.office_class,
                "station": o.station.code,
            },
        }
        for o in found
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


urlpatterns = [
    path("figures.json", figures, name="figures"),
    path("offices.geojson", offices, name="offices"),
]
