"""An officer's own page: shifts ahead, swaps, the calendar address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.rosters import queries


@require_GET
@requires(Ability.SEE_OWN_POSTING)
def mine(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    context = {"own": queries.own_month(viewer), "feed": queries.has_feed(viewer)}
    return render(request, "rosters/mine.html", context)
