"""Grids and service areas as rows: in the table of their page, and one alone where it was picked on the map."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.web.parts import Bar
from jingge.planning import queries
from jingge.planning.terms import OFFICES
from jingge.planning.web.marks import figure, ratio


def rows(detail: queries.Detail, areas: list[queries.AreaRow]) -> list[dict[str, Any]]:
    most = queries.capacities(detail) if detail.scenario.kind == OFFICES else {}
    return [_row(area, most) for area in areas]


def picked_row(detail: queries.Detail, code: str) -> dict[str, Any] | None:
    """The area that has this code, or whose block has it; None on ground that is not the viewer's."""
    number = queries.area_of_block(detail.scenario, code) if code else None
    found = [area for area in detail.areas if code and code in (area.code, *area.figures.get("offices", []))]
    found = [area for area in detail.areas if area.number == number] or found
    return rows(detail, found[:1])[0] if found else None


def _row(area: queries.AreaRow, most: Mapping[str, int]) -> dict[str, Any]:
    figures, capacity = area.figures, most.get(area.station_code, 0)
    full = figures.get("population", 0) / capacity if capacity else 0.0
    return {
        "row": area,
        "households": figure(figures.get("households", 0)),
        "people": figure(figures.get("population", 0)),
        "km2": figure(figures.get("area_km2", 0), 2),
        "blocks": figure(figures.get("blocks", 0)),
        "units": area.units_text,
        "grids": figures.get("grids", 1),
        "capacity": figure(capacity),
        "full": Bar(full, 1.0, ratio(full), "bad" if full > 1 else "warn" if full > 0.9 else ""),
    }


@require_GET
@requires(Ability.SEE_PLANS)
def picked(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """What was picked on the map, in words and figures."""
    detail = queries.get_scenario(viewer_in(request), scenario_id)
    row = picked_row(detail, request.GET.get("block", "")[:24])
    return render(request, "planning/parts/picked.html", {"picked": row, "scenario": detail.scenario})
