"""Alternatives side by side: small drawings over one table of terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from jingge.common.viewer import Viewer
from jingge.planning import queries
from jingge.planning.queries.sketches import Sketch, drawn_sketch, today_sketch, variant_sketch
from jingge.planning.rules.wording import TERMS, Term
from jingge.planning.web.curve_page import people, words
from jingge.planning.web.marks import figure, gap_text, ratio, term_value
from jingge.planning.web.scenario_page import RATIO_BREAKS


@dataclass(frozen=True, slots=True)
class Patch:
    """One area of a small drawing."""

    path: str
    shade: int  # class of workload, 0 lightest … 4 heaviest
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    title: str
    view_box: str
    patches: tuple[Patch, ...]
    elsewhere: str


def context(viewer: Viewer, view: queries.StudyView, asked: Mapping[str, str]) -> dict[str, Any]:
    if view.done is None or not view.variants:
        return {"pictures": [], "rows": []}
    scenario = view.scenario
    detail = queries.get_scenario(viewer, scenario.pk)
    station = asked.get("station", "")
    station = station if station in {row.code for row in detail.stations} else ""
    names = {area.code: area.name for area in detail.areas_today}
    drawn = {str(area.number): (area.name, area.ratio) for area in detail.areas}
    today = {area.code: (area.name, area.ratio) for area in detail.areas_today}
    pictures = [
        _picture(_("Today"), today_sketch(viewer, scenario, station), today),
        _picture(_("This scenario's plan"), drawn_sketch(viewer, scenario, station), drawn),
    ]
    columns = []
    for one in queries.whole_variants(view):
        loads = _loads(one.plan["weighed"]["areas"], names)
        pictures.append(_picture(title(one), variant_sketch(viewer, one, station), loads))
        columns.append(_column(one, scenario))
    return {
        "pictures": pictures,
        "columns": columns,
        "rows": [_row(term, scenario, view.variants) for term in TERMS],
        "stations": [(row.code, row.name) for row in detail.stations],
        "station": station,
        "shades": _shades(),
        "own_gap": gap_text(scenario.status, scenario.gap),
    }


def _column(variant: Any, scenario: Any) -> dict[str, Any]:
    everyone = people(scenario.report)
    elsewhere = variant.figures["people_elsewhere"]
    return {
        "variant": variant,
        "title": title(variant),
        "gap": gap_text(variant.status, variant.gap),
        "words": words(variant.terms, scenario.terms_today, everyone),
        "elsewhere": figure(elsewhere),
        "elsewhere_share": figure(100 * elsewhere / everyone, 1) if everyone else "",
        "blocks": len(variant.figures["blocks_elsewhere"]),
    }


def _row(term: Term, scenario: Any, variants: Sequence[Any]) -> dict[str, Any]:
    """One term: today, the drawn plan, and every alternative with its difference to the drawn plan."""
    base = scenario.terms.get(term.key)
    return {
        "term": term,
        "today": term_value(term, scenario.terms_today.get(term.key)),
        "drawn": term_value(term, base),
        "cells": [_cell(term, base, one) for one in variants],
    }


def _cell(term: Term, base: float | None, variant: Any) -> dict[str, str]:
    value = variant.terms.get(term.key)
    change, tone = _change(term, base, value)
    return {"title": title(variant), "value": term_value(term, value), "change": change, "tone": tone}


def title(variant: Any) -> str:
    return _("Alternative %(number)d") % {"number": variant.number}


def _change(term: Term, base: float | None, value: float | None) -> tuple[str, str]:
    """The difference to the drawn plan with its sign, and whether that is better or worse."""
    if base is None or value is None or term_value(term, base) == term_value(term, value):
        return "±0", ""
    sign = "+" if value > base else "−"
    return f"{sign}{term_value(term, abs(value - base))}", "warn" if value > base else "good"


def _loads(areas: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> dict[str, tuple[str, float]]:
    """Label of an area → its name and its load over the mean of its station."""
    by_station: dict[str, list[float]] = {}
    for area in areas:
        by_station.setdefault(area["station_code"], []).append(area["load"])
    mean = {station: sum(loads) / len(loads) for station, loads in by_station.items()}
    return {
        area["label"]: (
            names.get(area["continues"], _("new area")),
            area["load"] / mean[area["station_code"]] if mean[area["station_code"]] else 0.0,
        )
        for area in areas
    }


def _picture(caption: str, sketch: Sketch, loads: Mapping[str, tuple[str, float]]) -> Picture:
    patches = []
    for label, path in sketch.areas:
        name, load = loads.get(label, (label, 1.0))
        shade = sum(load >= limit for limit in RATIO_BREAKS)
        patches.append(Patch(path, shade, f"{name} {ratio(load)}"))
    return Picture(caption, sketch.view_box, tuple(patches), sketch.elsewhere)


def _shades() -> list[tuple[int, str]]:
    """The legend: classes of workload against the station's mean."""
    edges = [figure(100 * limit) for limit in RATIO_BREAKS]
    middle = [f"{low}–{high} %" for low, high in pairwise(edges)]
    return list(enumerate([f"< {edges[0]} %", *middle, f"≥ {edges[-1]} %"]))
