"""Pages of studies: ask, watch, look, take one of the plans. The marks are made beside it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import Invalid, NotYours
from jingge.common.viewer import Viewer
from jingge.planning import actions, queries
from jingge.planning.rules.states import why_not_of_areas
from jingge.planning.terms import ALTERNATIVES, CURVE, REASONS
from jingge.planning.web import alternatives as side_by_side
from jingge.planning.web import curve_page, reasons_page
from jingge.planning.web.study_forms import FORMS, INITIAL, StudyForm
from jingge.runs import queries as runs


@require_GET
@requires(Ability.SEE_PLANS)
def curve(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    return _page(request, scenario_id, CURVE)


@require_GET
@requires(Ability.SEE_PLANS)
def alternatives(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    return _page(request, scenario_id, ALTERNATIVES)


@require_GET
@requires(Ability.SEE_PLANS)
def reasons(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    return _page(request, scenario_id, REASONS)


@require_POST
@requires(Ability.EDIT_PLANS)
def ask(request: HttpRequest, scenario_id: UUID, kind: str) -> HttpResponse:
    """Put a study in the queue; a form with faults comes back on its page."""
    if kind not in FORMS:
        raise NotYours(_("There is no such study."))
    form = FORMS[kind](request.POST)
    if form.is_valid():
        actions.request_study(scenario_id=scenario_id, ask=form.ask(), by=viewer_in(request))
        return redirect(f"planning:{kind}", scenario_id=scenario_id)
    return _page(request, scenario_id, kind, form)


@require_POST
@requires(Ability.EDIT_PLANS)
def pick(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Make a plan the scenario's own, or with `deed=derive` a scenario of its own."""
    viewer, variant = viewer_in(request), _uuid(request.POST.get("variant", ""))
    label = request.POST.get("label", "")[:120]
    if request.POST.get("deed") == "derive":
        made = actions.derive_scenario(variant_id=variant, by=viewer)
        messages.success(request, _("Scenario %(number)d holds this plan.") % {"number": made.number})
        return redirect("planning:scenario", scenario_id=made.pk)
    scenario = actions.pick_variant(variant_id=variant, label=label, by=viewer)
    messages.success(
        request,
        _(
            "The plan is taken, and the limits it was drawn with: workload within ± %(pct)s %%. "
            "“Undo the last change” brings plan and limits before back."
        )
        % {"pct": f"{scenario.balance_pct:g}"},
    )
    return redirect("planning:scenario", scenario_id=scenario.pk)


@require_POST
@requires(Ability.EDIT_PLANS)
def draw_with(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """The same scenario with limits that work, drawn at once as a new one."""
    given = request.POST.get("balance_pct", "")
    try:
        balance = float(given)
    except ValueError:
        raise Invalid("balance_pct", given, _("Give the balance allowed in per cent.")) from None
    made = actions.draw_with_limits(scenario_id=scenario_id, balance_pct=balance, by=viewer_in(request))
    messages.success(request, _("Scenario %(number)d is being drawn.") % {"number": made.number})
    return redirect("planning:scenario", scenario_id=made.pk)


PAGES = {
    CURVE: ("planning/curve.html", curve_page.context),
    ALTERNATIVES: ("planning/alternatives.html", side_by_side.context),
    REASONS: ("planning/reasons.html", reasons_page.context),
}


def _page(request: HttpRequest, scenario_id: UUID, kind: str, form: StudyForm | None = None) -> HttpResponse:
    viewer = viewer_in(request)
    template, context = PAGES[kind]
    view = queries.get_study(viewer, scenario_id, kind)
    if reason := why_not_of_areas(view.scenario.kind):
        messages.info(request, str(reason))
        return redirect("planning:scenario", scenario_id=scenario_id)
    return render(
        request,
        template,
        {
            **context(viewer, view, request.GET),
            "view": view,
            "kind": kind,
            "scenario": view.scenario,
            "study": view.done,
            "form": form or FORMS[kind](initial=INITIAL[kind] | (view.done.asked if view.done else {})),
            "here": reverse(f"planning:{kind}", args=[scenario_id]),
            "job": _job(viewer, view),
        },
        status=422 if form else 200,
    )


def _job(viewer: Viewer, view: queries.StudyView) -> Any:
    job = view.running.job_id if view.running else None
    return runs.get_job(viewer, job) if job and may(viewer, Ability.SEE_RUNS) else None


def _uuid(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise NotYours(_("There is no such plan.")) from None
