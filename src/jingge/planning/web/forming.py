"""Writing a scenario: the form with today's numbers, and what they would mean while typing."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import Invalid, Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.planning import actions, queries
from jingge.planning.terms import AREAS, Settings
from jingge.planning.web import kinds
from jingge.planning.web.forms import OFFICERS, WEIGHT, ScenarioForm, initial_values
from jingge.planning.web.marks import figure
from jingge.planning.web.settings import settings_of
from jingge.planning.web.wishes import COUNTING


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_PLANS)
def new(request: HttpRequest) -> HttpResponse:
    """`?from=` copies another scenario's settings, `?pack=` takes a saved pack's weights."""
    viewer = viewer_in(request)
    base = _base(viewer, request)
    form = _form(viewer, request, base)
    if request.method == "POST" and form.is_valid():
        try:
            scenario = actions.create_scenario(settings=form.settings(), by=viewer)
        except Refused as refusal:
            mark(form, refusal)
        else:
            return redirect("planning:scenario", scenario_id=scenario.pk)
    return _page(request, viewer, form, _("New scenario"))


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_PLANS)
def change(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    detail = queries.get_scenario(viewer, scenario_id)
    refuse_if(detail.why_not["change"])
    settings = settings_of(detail.scenario)
    if settings.kind != AREAS:
        return kinds.fill_in(request, viewer, settings.kind, settings, scenario_id)
    form = _form(viewer, request, settings)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_scenario(scenario_id=scenario_id, settings=form.settings(), by=viewer)
        except Refused as refusal:
            mark(form, refusal)
        else:
            return redirect("planning:scenario", scenario_id=scenario_id)
    return _page(request, viewer, form, _("Change the settings"))


def mark(form: ScenarioForm, refusal: Refused) -> None:
    """A refusal beside the field it speaks of, or above the form."""
    field = refusal.field if isinstance(refusal, Invalid) and refusal.field in form.fields else None
    form.add_error(field, str(refusal.reason))


@require_GET
@requires(Ability.EDIT_PLANS)
def preview(request: HttpRequest) -> HttpResponse:
    """What the weights and officers in the form would mean: workload and its mean for every station."""
    viewer, given = viewer_in(request), {key: str(value) for key, value in request.GET.items()}
    weights = {
        key.removeprefix(WEIGHT): number
        for key, value in given.items()
        if key.startswith(WEIGHT) and (number := _number(value)) is not None
    }
    forming = queries.get_forming(viewer, weights)
    chosen = request.GET.getlist("stations")
    counted = queries.count_officers(
        viewer, given.get("counting", ""), given.get("planning_date", ""), request.GET.getlist("absent")
    )
    wanted = {
        station.code: int(_number(given.get(OFFICERS + station.code, "")) or station.officers_today or 1)
        if counted is None
        else counted.get(station.code, 0)
        for station in forming.stations
        if not chosen or station.code in chosen
    }
    rows = [
        (
            one,
            wanted[one.code],
            figure(one.load),
            figure(one.load / wanted[one.code]) if wanted[one.code] else "—",
        )
        for one in forming.stations
        if one.code in wanted
    ]
    heavy = queries.heavy_places(viewer, {row.fact.key: row.weight for row in forming.facts}, wanted)
    context = {
        "rows": rows,
        "officers": sum(row[1] for row in rows),
        "hours": figure(sum(one.load for one in forming.stations if one.code in wanted)),
        "counted": dict(COUNTING).get(given.get("counting", "")) if counted is not None else None,
        "heavy": [(one.name, figure(one.areas, 1)) for one in heavy],
    }
    return render(request, "planning/parts/preview.html", context)


def _base(viewer: Viewer, request: HttpRequest) -> Settings | None:
    source = _uuid(request.GET.get("from", ""))
    if source is None:
        return None
    base = settings_of(queries.get_scenario(viewer, source).scenario)
    return replace(base, name=_("%(name)s (copy)") % {"name": base.name})


def _form(viewer: Viewer, request: HttpRequest, base: Settings | None) -> ScenarioForm:
    pack = _uuid(request.GET.get("pack", ""))
    weights = queries.pack_weights(viewer, pack) if pack else None
    if base is not None:
        base = replace(base, weights=weights or base.weights)
    forming = queries.get_forming(viewer, weights or (base.weights if base else None))
    data = request.POST if request.method == "POST" else None
    initial = initial_values(forming, base)
    locked = base.wishes.locked if base else {}
    kept = {code: area for code, area in locked.items() if not area.of_today}
    return ScenarioForm(data, forming=forming, initial=initial, kept_locks=kept)


def _page(request: HttpRequest, viewer: Viewer, form: ScenarioForm, title: str) -> HttpResponse:
    context = {
        "form": form,
        "forming": form.forming,
        "title": title,
        "packs": queries.list_packs(viewer),
        "source": request.GET.get("from", ""),
    }
    return render(request, "planning/form.html", context)


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def _number(given: str) -> float | None:
    try:
        number = float(given)
    except ValueError:
        return None
    return number if 0 <= number <= 1_000_000 else None
