"""Level-4 grids and offices' service areas: their form, their page, their table."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.common.web.lists import Column, ListPage
from jingge.common.web.maps import AreaLayer, MapConfig, Shade
from jingge.common.web.parts import Link, Tile
from jingge.planning import actions, queries
from jingge.planning.rules.wording import verdict
from jingge.planning.terms import AREAS, GRIDS, OFFICES, Settings
from jingge.planning.web.editing import form_parts
from jingge.planning.web.kind_forms import FORMS, GridsForm, OfficesForm, kind_form
from jingge.planning.web.kind_rows import rows
from jingge.planning.web.marks import figure, gap_text, state_badge, steps
from jingge.planning.web.numbered import numbered
from jingge.planning.web.settings import settings_of
from jingge.runs import queries as runs

SHOWN = 40
TITLES = {
    GRIDS: gettext_lazy("New level-4 grids"),
    OFFICES: gettext_lazy("New service areas of police offices"),
}
MISFITS = {
    "alone_too_many": gettext_lazy(
        "one block alone has more households than a grid may; it needs at least %(needs)s grids"
    ),
    "alone_too_many_people": gettext_lazy(
        "one block alone has more people than a grid may; it needs at least %(needs)s grids"
    ),
    "too_few_in_all": gettext_lazy(
        "the officer's area has fewer households here than a grid needs; a grid lies inside one area and one community"
    ),
    "do_not_add_up": gettext_lazy(
        "its blocks cannot be joined to a number within the norm; smaller blocks would help"
    ),
    "too_many_people": gettext_lazy("more people than a grid may have"),
}


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_PLANS)
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """`?from=` copies another scenario's settings."""
    if kind not in FORMS:
        raise NotYours(_("There is no such page."))
    viewer = viewer_in(request)
    return fill_in(request, viewer, kind, _copied(request, viewer, kind), None)


def fill_in(
    request: HttpRequest, viewer: Viewer, kind: str, base: Settings | None, scenario_id: UUID | None
) -> HttpResponse:
    """The form of a new scenario, or of one that is still a draft."""
    data = request.POST if request.method == "POST" else None
    form = kind_form(kind, data, queries.get_forming(viewer), base)
    if request.method == "POST" and form.is_valid():
        try:
            if scenario_id is None:
                scenario_id = actions.create_scenario(settings=form.settings(), by=viewer).pk
            else:
                actions.change_scenario(scenario_id=scenario_id, settings=form.settings(), by=viewer)
        except Refused as refusal:
            _mark(form, refusal)
        else:
            return redirect("planning:scenario", scenario_id=scenario_id)
    context = {
        "form": form,
        "forming": form.forming,
        "kind": kind,
        "title": _("Change the settings") if scenario_id else TITLES[kind],
    }
    return render(request, "planning/kind_form.html", context)


def _mark(form: GridsForm | OfficesForm, refusal: Refused) -> None:
    field = refusal.field if isinstance(refusal, Invalid) and refusal.field in form.fields else None
    form.add_error(field, str(refusal.reason))


def _copied(request: HttpRequest, viewer: Viewer, kind: str) -> Settings | None:
    try:
        source = UUID(request.GET.get("from", ""))
    except ValueError:
        return None
    base = settings_of(queries.get_scenario(viewer, source).scenario)
    return replace(base, name=_("%(name)s (copy)") % {"name": base.name}) if base.kind == kind else None


def page(request: HttpRequest, viewer: Viewer, detail: queries.Detail) -> HttpResponse:
    """The page of a scenario of one of these kinds."""
    scenario = detail.scenario
    job = scenario.job_id
    watched = scenario.state == "solving" and job is not None and may(viewer, Ability.SEE_RUNS)
    misfits = _misfits(detail)
    editable = detail.why_not["edit"] is None
    context = {
        "detail": detail,
        "scenario": scenario,
        "kind": scenario.kind,
        "badge": state_badge(scenario.state),
        "steps": steps(scenario.state),
        "job": runs.get_job(viewer, job) if watched and job else None,
        "verdict": _verdict(detail, misfits),
        "tone": "good" if detail.has_plan and not misfits and not detail.broken else "warn",
        "misfits": misfits,
        "tiles": _tiles(detail, misfits),
        "rows": rows(detail, _first(detail)),
        "more_rows": max(0, len(detail.areas) - SHOWN),
        "divided": [area for area in detail.areas if area.figures.get("grids", 1) > 1],
        **(form_parts(detail) if editable else {}),
        "changes": detail.changes if scenario.kind == OFFICES else (),
        "stations": [(row.name, row.officers) for row in detail.stations],
        "map_config": _map(detail).as_json() if detail.has_plan else None,
        "links": _links(detail),
        "today": today(),
        "settings": settings_of(scenario),
        "gap": gap_text(scenario.status, scenario.gap) if detail.has_plan else "",
    }
    return render(request, "planning/kind.html", context)


def _first(detail: queries.Detail) -> list[queries.AreaRow]:
    """What is to be looked at first: areas outside the limits, then joined ones; the table has them all."""
    rows = sorted(detail.areas, key=lambda a: (a.within_limits, bool(a.continues), a.number))
    return (rows if detail.scenario.kind == GRIDS else list(detail.areas))[:SHOWN]


def _verdict(detail: queries.Detail, misfits: list[dict[str, Any]]) -> Any:
    if detail.scenario.kind == GRIDS and misfits:
        return _("%(n)d grids do not keep the norm; the reason stands with each.") % {"n": len(misfits)}
    scenario = detail.scenario
    return verdict(
        status=scenario.status, feasible=scenario.feasible, gap=scenario.gap, broken=len(detail.broken)
    )


def _misfits(detail: queries.Detail) -> list[dict[str, Any]]:
    """Grids outside the norm on the viewer's ground, in words; one block alone can be marked as several grids."""
    mine = {area.number for area in detail.areas}
    return [
        {
            "number": one["number"],
            "needs": one.get("needs", 1) if one["blocks"] == 1 else 1,
            "text": _("%(unit)s, %(name)s: %(households)s households, %(people)s people; %(why)s")
            % {
                "unit": one["unit_name"],
                "name": one["name"],
                "households": figure(one["households"]),
                "people": figure(one["people"]),
                "why": MISFITS[one["kind"]] % {"needs": one.get("needs", 2)},
            },
        }
        for one in detail.scenario.report.get("misfits", [])
        if one["number"] in mine
    ]


def _tiles(detail: queries.Detail, misfits: list[dict[str, Any]]) -> list[Tile]:
    if not detail.has_plan:
        return []
    if detail.scenario.kind == GRIDS:
        before = sum(int(area.figures.get("blocks", 0)) for area in detail.areas)
        within = len(detail.areas) - len(misfits)
        return [
            Tile(
                _("Level-4 grids"),
                figure(sum(int(area.figures.get("grids", 1)) for area in detail.areas)),
                hint=_("from %(n)s blocks") % {"n": figure(before)},
            ),
            Tile(_("Within the norm"), figure(within), hint=_("of %(n)s") % {"n": figure(len(detail.areas))}),
            Tile(
                _("Joined of several blocks"),
                figure(sum(area.figures.get("blocks", 1) > 1 for area in detail.areas)),
            ),
        ]
    summary, terms = detail.summary, detail.scenario.terms
    now = detail.scenario.terms_today
    return [
        Tile(_("Service areas"), figure(len(detail.areas))),
        Tile(
            _("Ways of the people to their office"),
            figure(terms.get("travel"), 1),
            _("thousand person-kilometres"),
            hint=_("today %(value)s") % {"value": figure(now.get("travel"), 1)} if now else "",
        ),
        Tile(
            _("Communities and villages that change office"),
            figure(summary.get("units", 0)),
            hint=_("%(n)s people") % {"n": figure(summary.get("people", 0))},
        ),
    ]


def _map(detail: queries.Detail) -> MapConfig:
    url = reverse("planning:planning_api:areas", args=[detail.id])
    revision, args = f"?revision={detail.scenario.revision}", [detail.id]
    layers = [AreaLayer("plan", 3, url + revision, label="name", shaded=True, pickable=True)]
    editable = detail.why_not["edit"] is None
    if editable:
        blocks = reverse("planning:planning_api:blocks", args=args)
        layers.append(AreaLayer("blocks", 4, blocks + revision, pickable=True))
    if detail.scenario.kind == GRIDS:
        shade = Shade("households", _("Households"), "sequential", breaks=(200, 300, 400, 500))
    else:
        shade = Shade("load_ratio", _("Workload against the station's mean"), "diverging",
                      breaks=(0.75, 0.9, 1.1, 1.25), percent=True)  # fmt: skip
    pins = reverse("planning:planning_api:offices", args=args) + revision
    return MapConfig(
        areas=tuple(layers),
        shades=(shade,),
        offices=pins if detail.scenario.kind == OFFICES else "",
        detail_url=reverse("planning:move" if editable else "planning:picked", args=args) + "?block=CODE",
        detail_target="#move",
    )


def _links(detail: queries.Detail) -> list[Link]:
    if detail.why_not["copy"] is not None:
        return []
    address = reverse("planning:new_kind", args=[detail.scenario.kind])
    return [Link(_("Copy the settings"), f"{address}?from={detail.id}", "plus")]


@require_GET
@requires(Ability.SEE_PLANS)
def results(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Every grid or service area as a table: to export and to print."""
    detail = queries.get_scenario(viewer_in(request), scenario_id)
    if detail.scenario.kind == AREAS:  # their own table has officers and workloads
        return redirect("planning:areas", scenario_id=scenario_id)
    of_offices = detail.scenario.kind == OFFICES
    return ListPage(
        name="planning-results",
        title=_("Areas of %(name)s") % {"name": detail.scenario.name},
        columns=(
            Column("code", _("Code")),
            Column("name", _("Police office") if of_offices else _("Level-4 grid")),
            Column("station_name", _("Station")),
            Column("units_text", _("Communities and villages")),
            Column(
                "households",
                _("Households"),
                value=lambda a: round(a.figures.get("households", 0)),
                sort="",
                right=True,
            ),
            Column(
                "people",
                _("People"),
                value=lambda a: round(a.figures.get("population", 0)),
                sort="",
                right=True,
            ),
            Column(
                "km2", _("km²"), value=lambda a: round(a.figures.get("area_km2", 0), 3), sort="", right=True
            ),
            Column(
                "blocks",
                _("Blocks in the grid") if detail.scenario.kind == GRIDS else _("Blocks"),
                value=lambda a: a.figures.get("blocks", 0),
                sort="",
                right=True,
            ),
            Column("within", _("Within the limits"), value=lambda a: a.within_limits, sort="within_limits"),
        ),
        rows=lambda asked: numbered(detail.areas),
        default_sort="code",
        toolbar=(Link(_("Back to the scenario"), reverse("planning:scenario", args=[scenario_id]), "left"),),
    ).respond(request)
