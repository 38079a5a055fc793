"""Pages about the system itself, readable before signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires


@require_GET
@requires(Ability.PUBLIC)
def charter(request: HttpRequest) -> HttpResponse:
    """What the system never does; a repository test holds every table to it."""
    return render(request, "portal/charter.html")


@require_GET
@requires(Ability.PUBLIC)
def help_index(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/help.html")
