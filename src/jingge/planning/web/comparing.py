"""Up to four scenarios side by side."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import NotYours
from jingge.planning import queries
from jingge.planning.rules.wording import OBJECTIVES
from jingge.planning.terms import MAX_COMPARED
from jingge.planning.web.marks import figure, gap_text, ratio, state_badge, term_value
from jingge.planning.web.scenario_page import map_config


@require_GET
@requires(Ability.SEE_PLANS)
def compare(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    comparison = queries.compare_scenarios(viewer, _ids(request.GET.getlist("scenario"))[:MAX_COMPARED])
    choices = [one for one in queries.list_scenarios(viewer)[:60] if one.state not in ("draft", "solving")]
    context = {
        "comparison": comparison,
        "columns": [_column(n, detail) for n, detail in enumerate(comparison.details)],
        "terms": [
            {
                "term": row.term,
                "today": term_value(row.term, row.today),
                "cells": [(term_value(row.term, v), i in row.best) for i, v in enumerate(row.values)],
            }
            for row in comparison.terms
        ],
        "stations": [
            (name, ratio(today), [ratio(v) for v in values]) for name, today, values in comparison.stations
        ],
        "choices": choices,
        "chosen": {detail.id for detail in comparison.details},
        "most": MAX_COMPARED,
    }
    return render(request, "planning/compare.html", context)


def _column(number: int, detail: queries.Detail) -> dict[str, Any]:
    scenario, summary = detail.scenario, detail.summary
    return {
        "scenario": scenario,
        "badge": state_badge(scenario.state),
        "gap": gap_text(scenario.status, scenario.gap),
        "officers": sum(scenario.officers_by_station.values()),
        "balance": figure(scenario.balance_pct),
        "keep": figure(scenario.change_weight, 2),
        "objective": OBJECTIVES.get(scenario.objective, scenario.objective),
        "broken": len(detail.broken),
        "people": figure(summary.get("people", 0)),
        "blocks": figure(summary.get("blocks", 0)),
        "moved": figure(summary.get("officers", 0)),
        "map_id": f"map-config-{number}",
        "map_config": map_config(detail).as_json() if detail.has_plan else None,
    }


def _ids(given: list[str]) -> list[UUID]:
    try:
        return [UUID(one) for one in given]
    except ValueError as wrong:
        raise NotYours(str(wrong)) from None
