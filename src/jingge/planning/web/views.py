"""Reading scenarios: the list, one with all its figures, its tables, its sheet for the decision."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.viewer import Viewer
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Link
from jingge.planning import queries
from jingge.planning.rules.states import STATE_LABELS
from jingge.planning.rules.wording import KIND_LABELS
from jingge.planning.terms import AREAS, GRIDS, OFFICES
from jingge.planning.web import kinds, scenario_page
from jingge.planning.web.editing import form_parts
from jingge.planning.web.marks import figure, gap_text, ratio, state_badge
from jingge.runs import queries as runs


@require_GET
@requires(Ability.SEE_PLANS)
def scenario_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    edits = may(viewer, Ability.EDIT_PLANS)
    return ListPage(
        name="planning-scenarios",
        title=_("Scenarios"),
        subtitle=_("Ways to divide the ground among community officers, drawn, compared and decided"),
        columns=(
            Column("number", _("Number"), right=True),
            Column("name", _("Name"), url=lambda s: reverse("planning:scenario", args=[s.pk])),
            Column("kind", _("What is drawn"), value=lambda s: KIND_LABELS[s.kind]),
            Column(
                "state",
                _("State"),
                value=lambda s: state_badge(s.state),
                export=lambda s: STATE_LABELS[s.state],
            ),
            Column(
                "gap",
                _("How good"),
                value=lambda s: gap_text(s.status, s.gap) if s.feasible is not None else "",
                hint=_("How much better than this plan any plan within the limits can be at most"),
            ),
            Column("base_version.number", _("Drawn on version"), right=True, sort=""),
            Column("created_by_label", _("Made by")),
            Column("created_at", _("Made at")),
            Column("submitted_by_label", _("Submitted by"), optional=True),
            Column("decided_by_label", _("Decided by"), optional=True),
            Column(
                "adopted",
                _("In force from"),
                value=lambda s: s.adopted_version.valid_from if s.adopted_version else s.adopted_from,
                sort="adopted_version__valid_from",
            ),
        ),
        filters=(Filter("state", _("State"), kind="choice", choices=tuple(STATE_LABELS.items())),),
        rows=lambda asked: queries.list_scenarios(viewer, state=asked["state"]),
        default_sort="-number",
        row_links=lambda s: _row_links(s.pk, s.state, s.kind),
        toolbar=_begin() if edits else (),
        template="planning/scenarios.html",
        context={"compare_url": reverse("planning:compare")},
        empty=_("No scenario yet. The first one divides the ground among today's community officers."),
    ).respond(request)


def _begin() -> tuple[Link, ...]:
    """What can be drawn: officers' areas first."""
    return (
        Link(_("New scenario"), reverse("planning:new"), "plus", "primary"),
        Link(_("New level-4 grids"), reverse("planning:new_kind", args=[GRIDS]), "plus"),
        Link(_("New service areas of police offices"), reverse("planning:new_kind", args=[OFFICES]), "plus"),
    )


def _row_links(pk: UUID, state: str, kind: str) -> list[Link]:
    links = [Link(_("Open"), reverse("planning:scenario", args=[pk]))]
    if state not in ("draft", "solving") and kind == AREAS:
        links.append(Link(_("Compare"), reverse("planning:compare") + f"?scenario={pk}"))
    return links


@require_GET
@requires(Ability.SEE_PLANS)
def scenario(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    detail = queries.get_scenario(viewer, scenario_id)
    if detail.scenario.kind != AREAS:
        return kinds.page(request, viewer, detail)
    return render(request, "planning/scenario.html", page_context(viewer, detail))


def page_context(viewer: Viewer, detail: queries.Detail) -> dict[str, object]:
    """The page with what only some people see on it: the running job, the form of a move."""
    job = detail.scenario.job_id
    watched = detail.scenario.state == "solving" and job is not None and may(viewer, Ability.SEE_RUNS)
    editable = detail.why_not["edit"] is None
    return {
        **scenario_page.context(detail, queries.officer_choices(viewer) if editable else ()),
        "job": runs.get_job(viewer, job) if watched and job else None,
        **(form_parts(detail) if editable else {}),
    }


@require_GET
@requires(Ability.SEE_PLANS)
def areas(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    detail = queries.get_scenario(viewer_in(request), scenario_id)
    keys = ("population", "households", "organisations", "area_km2", "travel_km", "blocks")
    labels = (_("People"), _("Households"), _("Organisations"), _("km²"), _("Farthest km"), _("Blocks"))
    return ListPage(
        name="planning-areas",
        title=_("Areas of %(name)s") % {"name": detail.scenario.name},
        columns=(
            Column("code", _("Code")),
            Column("name", _("Area")),
            Column("station_name", _("Station")),
            Column("officer_name", _("Officer")),
            Column("load", _("Hours a year"), value=lambda a: round(a.load), right=True, hint=_("Workload")),
            Column(
                "ratio",
                _("Against the station's mean"),
                value=lambda a: ratio(a.ratio),
                export=lambda a: round(a.ratio, 4),
                right=True,
            ),
            *(_figure_column(key, label) for key, label in zip(keys, labels, strict=True)),
            Column("units_text", _("Communities and villages")),
        ),
        filters=(
            Filter(
                "station",
                _("Station"),
                kind="choice",
                choices=tuple((row.code, row.name) for row in detail.stations),
            ),
        ),
        rows=lambda asked: [one for one in detail.areas if asked["station"] in ("", one.station_code)],
        default_sort="code",
        toolbar=_back(scenario_id),
    ).respond(request)


def _figure_column(key: str, label: str) -> Column:
    """One fact of an area, read from its figures."""
    decimals = 2 if key.endswith(("_km2", "_km")) else None  # people are whole: 5,062, not 5,062.0

    def value(area: queries.AreaRow) -> float:
        return round(float(area.figures.get(key, 0)), decimals)

    return Column(key, label, value=value, sort="", right=True)


@require_GET
@requires(Ability.SEE_PLANS)
def blocks(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    rows = queries.list_plan_blocks(viewer, scenario_id)
    return ListPage(
        name="planning-blocks",
        title=_("Which area each block lies in"),
        columns=(
            Column("block_code", _("Block")),
            Column("block_name", _("Name")),
            Column("unit_code", _("Unit code"), optional=True),
            Column("unit_name", _("Community or village")),
            Column("station_name", _("Station")),
            Column("area_code", _("Area code")),
            Column("area_name", _("Area")),
            Column("area_today", _("Area today")),
        ),
        rows=lambda asked: rows,
        default_sort="block_code",
        toolbar=_back(scenario_id),
    ).respond(request)


@require_GET
@requires(Ability.SEE_PLANS)
def changes(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    detail = queries.get_scenario(viewer_in(request), scenario_id)
    return ListPage(
        name="planning-changes",
        title=_("What changes hands in %(name)s") % {"name": detail.scenario.name},
        subtitle=_("Ground whose responsible officer would be another one"),
        columns=(
            Column("unit_name", _("Community or village")),
            Column("from_area", _("Area today")),
            Column("from_officer", _("Officer today")),
            Column("to_area", _("Planned area")),
            Column("to_officer", _("Planned officer")),
            Column("blocks", _("Blocks"), right=True),
            Column("people", _("People"), value=lambda c: c.people, right=True),
        ),
        rows=lambda asked: detail.changes,
        default_sort="-people",
        toolbar=_back(scenario_id),
        empty=_("Nothing changes hands."),
    ).respond(request)


def _back(scenario_id: UUID) -> tuple[Link, ...]:
    return (Link(_("Back to the scenario"), reverse("planning:scenario", args=[scenario_id]), "left"),)


@require_GET
@requires(Ability.SEE_PLANS)
def review(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """The sheet for the decision, to be printed and signed: all that changes hands, as paper has no link."""
    detail = queries.get_scenario(viewer_in(request), scenario_id)
    context = {
        **scenario_page.context(detail),
        "people": figure(detail.summary.get("people", 0)),
        "changes": sorted(detail.changes, key=lambda row: -row.people),
    }
    return render(request, "planning/review.html", context)
