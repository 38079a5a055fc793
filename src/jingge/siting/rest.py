"""The offices of a plan as points of a map."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.siting import queries


@require_GET
@requires(Ability.SEE_PLANS)
def offices(request: HttpRequest, study_id: UUID, plan: int) -> HttpResponse:
    features = queries.plan_points(viewer_in(request), study_id, plan)
    return JsonResponse({"type": "FeatureCollection", "features": features})


app_name = "siting_api"
urlpatterns = [path("studies/<uuid:study_id>/<int:plan>/offices.geojson", offices, name="offices")]
