"""Deeds on a scenario: draw, submit, decide, adopt, withdraw. Each is one action and a way back."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid
from jingge.planning import actions
from jingge.planning.rules.states import why_not_from


def _done(request: HttpRequest, scenario_id: UUID, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("planning:scenario", scenario_id=scenario_id)


def _note(request: HttpRequest) -> str:
    return request.POST.get("note", "")[:400]


@require_POST
@requires(Ability.EDIT_PLANS)
def solve(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    actions.request_solution(scenario_id=scenario_id, by=viewer_in(request))
    return _done(request, scenario_id, _("The plan is being drawn."))


@require_POST
@requires(Ability.EDIT_PLANS)
def submit(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    actions.submit_scenario(scenario_id=scenario_id, note=_note(request), by=viewer_in(request))
    return _done(request, scenario_id, _("Submitted. Another person decides on it."))


@require_POST
@requires(Ability.DECIDE_PLANS)
def approve(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    actions.approve_scenario(scenario_id=scenario_id, note=_note(request), by=viewer_in(request))
    return _done(request, scenario_id, _("Approved."))


@require_POST
@requires(Ability.DECIDE_PLANS)
def give_back(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    actions.return_scenario(scenario_id=scenario_id, note=_note(request), by=viewer_in(request))
    return _done(request, scenario_id, _("Returned with your note."))


@require_POST
@requires(Ability.ADOPT_PLANS)
def adopt(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    given = request.POST.get("valid_from", "")
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise Invalid("valid_from", given, _("Write the first day in force as 2026-01-31.")) from None
    if reason := why_not_from(day, today()):
        messages.error(request, str(reason))
        return redirect("planning:scenario", scenario_id=scenario_id)
    actions.adopt_scenario(scenario_id=scenario_id, valid_from=day, by=viewer_in(request))
    return _done(request, scenario_id, _("Adopted; in force from %(day)s.") % {"day": day.isoformat()})


@require_POST
@requires(Ability.EDIT_PLANS)
def withdraw(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    actions.withdraw_scenario(scenario_id=scenario_id, by=viewer_in(request))
    return _done(request, scenario_id, _("Withdrawn. It stays readable."))
