"""The calendar feed: its secret address for the officer, its lines for the calendar program."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.rosters import actions, queries


@require_POST
@requires(Ability.SEE_OWN_POSTING)
def make(request: HttpRequest) -> HttpResponse:
    """Shown on this answer and never again."""
    secret = actions.make_feed(by=viewer_in(request))
    address = request.build_absolute_uri(reverse("rosters:feed", args=[secret]))
    response = render(request, "rosters/feed.html", {"address": address})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@requires(Ability.SEE_OWN_POSTING)
def revoke(request: HttpRequest) -> HttpResponse:
    actions.revoke_feed(by=viewer_in(request))
    messages.success(request, _("The address is revoked: calendars that use it get nothing more."))
    return redirect("rosters:mine")


@require_GET
@requires(Ability.PUBLIC)
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Read by calendar programs, which sign in nowhere: the address is the key."""
    text = queries.feed_of(secret)
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="roster.ics"'}
    return HttpResponse(text.encode(), content_type="text/calendar; charset=utf-8", headers=headers)
