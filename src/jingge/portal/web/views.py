"""The shell's own pages. Parse, ask one query, render."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import NotYours
from jingge.common.web.days import day_asked
from jingge.portal import actions, queries
from jingge.portal.web.presenters import home as home_page
from jingge.portal.web.presenters import map as map_page
from jingge.portal.web.wall_map import PAPERS, draw_wall_map
from jingge.staffing import queries as staffing


@require_GET
@requires(Ability.SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)
    context = home_page.context(
        viewer,
        queries.get_baseline(viewer, day),
        staffing.ratios(viewer, day),
        staffing.cover(viewer, day),
        staffing.mode_checks(viewer, day),
    )
    return render(request, "portal/home.html", context)


@require_GET
@requires(Ability.SEE_GROUND)
def command_map(request: HttpRequest) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)
    version = queries.map_version_on(viewer, day)
    table = queries.list_map_rows(viewer, day)
    context = map_page.context(viewer, day, version, table, focus=request.GET.get("focus", ""))
    return render(request, "portal/map.html", context)


@require_GET
@requires(Ability.SEE_GROUND)
def grid_detail(request: HttpRequest, code: str) -> HttpResponse:
    """The panel beside the map; asked without HTMX it is a page of its own."""
    detail = queries.get_grid_detail(viewer_in(request), day_asked(request), code)
    name = "portal/parts/grid_detail.html" if request.headers.get("HX-Request") else "portal/grid_detail.html"
    return render(request, name, {"grid": detail})


@require_GET
@requires(Ability.SEE_GROUND)
def wall_map(request: HttpRequest) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)
    context = {"day": day, "papers": list(PAPERS), "version": queries.map_version_on(viewer, day)}
    return render(request, "portal/wall_map.html", context)


@require_GET
@requires(Ability.SEE_GROUND)
def wall_map_pdf(request: HttpRequest, paper: str) -> HttpResponse:
    if paper not in PAPERS:
        raise NotYours(f"{paper}: {', '.join(PAPERS)}")
    viewer, day = viewer_in(request), day_asked(request)
    sheet = draw_wall_map(queries.get_wall_map(viewer, day), paper=paper)
    actions.record_wall_map_print(paper=paper, day=day, by=viewer)
    response = HttpResponse(sheet, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="jingge-wall-map-{paper}-{day.isoformat()}.pdf"'
    return response


@require_GET
@requires(Ability.SEE_GROUND)
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:60]
    found = queries.search(viewer_in(request), words)
    return render(request, "portal/search.html", {"words": words, "found": found})
