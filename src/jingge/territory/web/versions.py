"""The bureau's maps in time: which held when, what each holds, what changed between two."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Link
from jingge.territory import queries
from jingge.territory.web.presenters import in_force, version_map
from jingge.territory.web.words import GRID_CHANGES, LEVELS, ORIGINS, STATES


@requires(Ability.SEE_GROUND)
@require_GET
def versions(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    day = today()
    return ListPage(
        name="territory-versions",
        title=_("Grid versions"),
        subtitle=_("Every map the bureau has had. A change is a new version; old ones stay readable."),
        columns=(
            Column("number", _("Number"), url=_address, right=True),
            Column("name", _("Name")),
            Column("state", _("State"), value=lambda v: in_force(v, day), export=lambda v: v.state),
            Column("valid_from", _("In force from")),
            Column("valid_to", _("First day no longer in force")),
            Column("origin", _("Origin"), value=lambda v: ORIGINS.get(v.origin, v.origin)),
            Column("adopted_by_label", _("Adopted by")),
            Column("adopted_at", _("Adopted at")),
            Column("created_at", _("Drawn at"), optional=True),
            Column("created_by_label", _("Drawn by"), optional=True),
        ),
        filters=(Filter("state", _("State"), "choice", tuple((k, b.label) for k, b in STATES.items())),),
        rows=lambda asked: queries.list_versions(viewer, state=asked["state"]),
        default_sort="-number",
        row_links=lambda v: [
            Link(_("Open"), _address(v)),
            Link(_("Grids"), reverse("territory:version_grids", args=[v.pk])),
            Link(_("Compare"), reverse("territory:compare", args=[v.pk])),
        ],
        empty=_("No map yet. Import the bureau's tables first."),
    ).respond(request)


def _address(version: Any) -> str:
    return reverse("territory:version", args=[version.pk])


@requires(Ability.SEE_GROUND)
@require_GET
def version(request: HttpRequest, version_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_version(viewer, version_id)
    checks = queries.checks_of(viewer, row)
    levels = [(LEVELS[figures.level], figures) for figures in checks.levels]
    return render(
        request,
        "territory/version.html",
        {
            "version": row,
            "state": in_force(row, today()),
            "origin": ORIGINS.get(row.origin, row.origin),
            "checks": checks,
            "levels": levels,
            "map_config": version_map(row).as_json(),
            "whole_bureau": viewer.sees_whole_bureau,
        },
    )


@requires(Ability.SEE_GROUND)
@require_GET
def compare(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """What this version changed against another (`?with=`; the one before when not given)."""
    viewer = viewer_in(request)
    newer = queries.get_version(viewer, version_id)
    others = [v for v in queries.list_versions(viewer) if v.pk != newer.pk]
    before = next((v for v in others if v.number < newer.number), others[0] if others else None)
    names = {str(v.pk): v for v in others}
    labels = tuple((key, f"{v.number} {v.name}") for key, v in names.items())
    chosen = names.get(request.GET.get("with", ""), before)

    def rows(asked: dict[str, str]) -> list[queries.GridChange]:
        older = names.get(asked["with"], before)
        found = queries.compare_versions(viewer, older, newer) if older else []
        return [
            change
            for change in found
            if asked["kind"] in ("", change.kind) and asked["level"] in ("", str(change.level))
        ]

    return ListPage(
        name="territory-compare",
        title=_("What changed in version %(number)d") % {"number": newer.number},
        subtitle=_("Codes, names, belonging, borders and figures that differ from the other version."),
        columns=(
            Column("level", _("Level"), value=lambda c: LEVELS[c.level], export=lambda c: c.level),
            Column("code", _("Code"), url=lambda c: _grid_address(c, newer, chosen)),
            Column("name", _("Name")),
            Column("kind", _("What changed"), value=lambda c: GRID_CHANGES[c.kind], export=lambda c: c.kind),
            Column("before", _("Before")),
            Column("after", _("After")),
        ),
        filters=(
            Filter("with", _("Compared with"), "choice", labels, default=str(before.pk) if before else ""),
            Filter("kind", _("What changed"), "choice", tuple((k, b.label) for k, b in GRID_CHANGES.items())),
            Filter("level", _("Level"), "choice", tuple((str(k), v) for k, v in LEVELS.items())),
        ),
        rows=rows,
        empty=_("Nothing differs."),
    ).respond(request)


def _grid_address(change: queries.GridChange, newer: Any, older: Any) -> str:
    """A grid that is gone has its page in the older version only."""
    version = older if change.kind == "gone" else newer
    return reverse("territory:version_grid", args=[version.pk, change.code])
