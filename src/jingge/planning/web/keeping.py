"""Keeping areas of a drawn plan and drawing the rest again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.planning import actions


@require_POST
@requires(Ability.EDIT_PLANS)
def keep(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """The areas ticked are locked in a new draft, where other settings can still be chosen."""
    numbers = {int(one) for one in request.POST.getlist("keep")[:2000] if one.isdecimal() and len(one) < 8}
    scenario = actions.copy_with_locked(scenario_id=scenario_id, area_numbers=numbers, by=viewer_in(request))
    messages.success(
        request,
        _("A new draft keeps %(n)d areas as drawn; look at its settings and draw it.") % {"n": len(numbers)},
    )
    return redirect("planning:scenario", scenario_id=scenario.pk)
