"""Grids of a day or of a version, and one grid's page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.common.web.days import day_asked
from jingge.common.web.lists import Filter, ListPage
from jingge.common.web.parts import Link
from jingge.organisation.queries import list_stations
from jingge.territory import queries
from jingge.territory.web.columns import grid_columns
from jingge.territory.web.presenters import in_force, version_map
from jingge.territory.web.words import INCIDENTS, LEVELS, kind


@requires(Ability.SEE_GROUND)
@require_GET
def grids(request: HttpRequest) -> HttpResponse:
    """The grids as they were on a day (`?on=`, today when not given)."""
    viewer, day = viewer_in(request), day_asked(request)
    version = queries.version_on(viewer, day)
    filters = (Filter("on", _("Day"), "date", default=day.isoformat()), *_filters(viewer))
    if version is None:
        note = _("No map was in force on %(day)s.") % {"day": day}
        return _page(viewer, None, filters, subtitle=note).respond(request)
    said = _("As on %(day)s: version %(number)d, in force from %(from)s") % {
        "day": day,
        "number": version.number,
        "from": version.valid_from,
    }
    return _page(viewer, version, filters, subtitle=said, on=day.isoformat()).respond(request)


@requires(Ability.SEE_GROUND)
@require_GET
def version_grids(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The grids of one version, drafts included."""
    viewer = viewer_in(request)
    version = queries.get_version(viewer, version_id)
    said = _("Version %(number)d, %(name)s") % {"number": version.number, "name": version.name}
    return _page(viewer, version, _filters(viewer), subtitle=said).respond(request)


def _filters(viewer: Viewer) -> tuple[Filter, ...]:
    stations = tuple((s.code, s.name) for s in list_stations(viewer))
    levels = tuple((str(level), label) for level, label in LEVELS.items())
    return (
        Filter("level", _("Level"), "choice", levels),
        Filter("station", _("Station"), "choice", stations),
        Filter("q", _("Name or code")),
    )


def _page(
    viewer: Viewer, version: Any, filters: tuple[Filter, ...], *, subtitle: str, on: str = ""
) -> ListPage:
    def address(grid: Any) -> str:
        if on:
            return reverse("territory:grid", args=[grid.code]) + f"?on={on}"
        return reverse("territory:version_grid", args=[version.pk, grid.code])

    def rows(asked: dict[str, str]) -> Any:
        if version is None:
            return []
        level = int(asked["level"]) if asked["level"] else None
        return queries.list_grids(viewer, version, level, asked["station"] or None, asked["q"])

    toolbar = (
        (Link(_("This version"), reverse("territory:version", args=[version.pk]), "layers"),)
        if version
        else ()
    )
    return ListPage(
        name="territory-grids",
        title=_("Grids"),
        subtitle=subtitle,
        columns=grid_columns(address),
        filters=filters,
        rows=rows,
        default_sort="code",
        row_links=lambda grid: [Link(_("Open"), address(grid), drawer=True)],
        toolbar=toolbar,
        empty=_("No grid fits."),
    )


@requires(Ability.SEE_GROUND)
@require_GET
def grid(request: HttpRequest, code: str) -> HttpResponse:
    """A grid as it was on a day."""
    viewer, day = viewer_in(request), day_asked(request)
    version = queries.version_on(viewer, day)
    if version is None:
        raise NotYours(_("No map was in force on %(day)s.") % {"day": day})
    return _grid_page(request, viewer, version, code)


@requires(Ability.SEE_GROUND)
@require_GET
def version_grid(request: HttpRequest, version_id: UUID, code: str) -> HttpResponse:
    viewer = viewer_in(request)
    return _grid_page(request, viewer, queries.get_version(viewer, version_id), code)


def _grid_page(request: HttpRequest, viewer: Viewer, version: Any, code: str) -> HttpResponse:
    page = queries.grid_page(viewer, version, code)
    found = page.grid
    context = {
        "version": version,
        "state": in_force(version, day_asked(request)),
        "grid": found,
        "level": LEVELS[found.level],
        "kind": kind(found.kind),
        "ancestors": [(a, LEVELS[a.level]) for a in page.ancestors],
        "children": [(c, LEVELS[c.level]) for c in page.children],
        "others": page.others,
        "names": queries.names_of(viewer, code) if found.level in (1, 2) else [],
        "incidents": [(INCIDENTS.get(key, key), n) for key, n in sorted(found.incidents.items())],
        "incidents_total": sum(found.incidents.values()),
        "map_config": version_map(version, focus=code, finest=max(found.level, 2)).as_json(),
    }
    return render(request, "territory/grid.html", context)
