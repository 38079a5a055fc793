"""A scenario's figures as marks: tiles, tables, the map's configuration."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.web.maps import AreaLayer, MapConfig, Shade
from jingge.common.web.parts import Bar, Link, Tile
from jingge.planning.queries import AreaRow, Detail, StationRow, unit_changes, weight_rows, wish_lines
from jingge.planning.rules.wording import OBJECTIVES, TERMS, better_means, share
from jingge.planning.web.marks import figure, gap_text, ratio, state_badge, steps, term_value

RATIO_BREAKS = (0.75, 0.9, 1.1, 1.25)
SHOWN_CHANGES = 12


def context(detail: Detail, officers: Sequence[tuple[str, str, str]] = ()) -> dict[str, Any]:
    """`officers` are those who may be named for an area: station code, police number, name."""
    scenario = detail.scenario
    return {
        "detail": detail,
        "scenario": scenario,
        "badge": state_badge(scenario.state),
        "steps": steps(scenario.state),
        "better_means": _better_means(detail),
        "tone": _tone(detail),
        "tiles": tiles(detail) if detail.has_plan else [],
        "terms": _terms(detail),
        "areas": [_area(area, officers) for area in detail.areas],
        "areas_today": [_area(area, ()) for area in detail.areas_today],
        "stations": [_station(row, detail.id) for row in detail.stations],
        "changes": sorted(detail.changes, key=lambda row: -row.people)[:SHOWN_CHANGES],
        "more_changes": max(0, len(detail.changes) - SHOWN_CHANGES),
        "weights": weight_rows(scenario.weights),
        "objective": OBJECTIVES.get(scenario.objective, scenario.objective),
        "keep_km": figure(20 * scenario.change_weight, 1),
        "wishes": wish_lines(scenario),
        "officers": sum(scenario.officers_by_station.values()),
        "map_config": map_config(detail).as_json() if detail.has_plan else None,
        "links": _links(detail),
        "today": today(),
        "official_list": _official_list(detail),
    }


def _official_list(detail: Detail) -> dict[str, Any]:
    """What the list of communities has changed since the map was drawn, for whoever may adopt the plan now."""
    adopts = detail.why_not["adopt"] is None
    return {"unit_changes": unit_changes(detail.scenario.base_version, today()) if adopts else []}


def tiles(detail: Detail) -> list[Tile]:
    """The six figures a leader asks for first; today's value beside each."""
    scenario, summary = detail.scenario, detail.summary
    most = max((row.most_ratio or 0 for row in detail.stations), default=0.0)
    most_today = max((row.most_today or 0 for row in detail.stations), default=0.0)
    changes = reverse("planning:changes", args=[detail.id])
    found = [
        Tile(
            _("Heaviest area against its station's mean"),
            ratio(most),
            hint=_("today %(value)s") % {"value": ratio(most_today)},
            tone="good" if most < most_today and not detail.broken else "warn",
            url="#stations",
        ),
        Tile(
            _("People who change hands"),
            figure(summary.get("people", 0)),
            _("people"),
            hint=_("%(units)s communities and villages, %(blocks)s blocks")
            % {"units": summary.get("units", 0), "blocks": summary.get("blocks", 0)},
            url=changes,
        ),
        Tile(
            _("Officers whose ground changes"),
            figure(summary.get("officers", 0)),
            _("officers"),
            hint=_("%(n)s keep most of their people") % {"n": summary["officers_keep_most"]}
            if "officers_keep_most" in summary
            else "",
            url=changes,
        ),
        Tile(_("Areas"), figure(len(detail.areas)), hint=_areas_hint(detail), url="#areas"),
    ]
    if detail.whole_bureau:
        term = TERMS[0]
        found += [
            Tile(
                term.label,
                term_value(term, scenario.terms.get(term.key)),
                hint=_("today %(value)s; %(meaning)s")
                % {"value": term_value(term, scenario.terms_today.get(term.key)), "meaning": term.unit},
                url="#terms",
            ),
            Tile(
                _("Better plan possible"),
                _gap_figure(scenario.status, scenario.gap),
                hint=gap_text(scenario.status, scenario.gap),
                tone="good" if scenario.status == "proven" else "",
            ),
        ]
    return found


def _gap_figure(status: str, gap: float | None) -> str:
    """How much better a plan could be at most; the words stand under it."""
    if status == "proven":
        return "0 %"
    return "—" if gap is None else f"≤ {share(gap)} %"


def _areas_hint(detail: Detail) -> str:
    lonely = sum(not area.police_number for area in detail.areas)
    if lonely:
        return _("%(n)s without an officer") % {"n": lonely}
    return _("today %(value)s") % {"value": len(detail.areas_today)}


def _tone(detail: Detail) -> str:
    if detail.scenario.feasible is None:
        return ""
    return "bad" if detail.broken else "good" if detail.scenario.status == "proven" else ""


def _terms(detail: Detail) -> list[dict[str, Any]]:
    """All terms of the whole bureau; a station head has the table of the own station instead."""
    if not detail.whole_bureau or not detail.has_plan:
        return []
    plan, now = detail.scenario.terms, detail.scenario.terms_today
    return [
        {
            "label": term.label,
            "unit": term.unit,
            "meaning": term.meaning,
            "plan": term_value(term, plan.get(term.key)),
            "today": term_value(term, now.get(term.key)),
            "better": plan.get(term.key, 0) < now.get(term.key, 0) if term.key in now else False,
        }
        for term in TERMS
    ]


def _area(area: AreaRow, officers: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    tone = "" if 0.9 <= area.ratio <= 1.1 else "warn" if 0.75 <= area.ratio <= 1.25 else "bad"
    return {
        "row": area,
        "choices": [(number, name) for station, number, name in officers if station == area.station_code],
        "load": figure(area.load),
        "bar": Bar(area.ratio, 1.6, ratio(area.ratio), tone),
        "people": figure(area.figures.get("population", 0)),
        "households": figure(area.figures.get("households", 0)),
        "km2": figure(area.figures.get("area_km2", 0), 1),
        "far": figure(area.figures.get("travel_km", 0), 1),
        "blocks": figure(area.figures.get("blocks", 0)),
    }


def _station(row: StationRow, scenario_id: UUID) -> dict[str, Any]:
    return {
        "row": row,
        "load": figure(row.load),
        "mean": figure(row.mean),
        "least": figure(row.least),
        "most": figure(row.most),
        "most_ratio": ratio(row.most_ratio),
        "most_today": ratio(row.most_today),
        "gap": certificate(row),
        "url": reverse("planning:areas", args=[scenario_id]) + f"?station={row.code}",
    }


def certificate(row: StationRow) -> str:
    """How good one station's part is known to be; nothing is known once its ground was moved by hand."""
    if row.edited:
        return _("Moved by hand since: not known")
    if row.feasible is False:
        return (
            _("No plan keeps the limits (proven); nearest possible") if row.nearest else _("Limits not kept")
        )
    return gap_text(row.status, row.gap) if row.status else "—"


def _better_means(detail: Detail) -> str:
    scenario = detail.scenario
    known = scenario.feasible and detail.has_plan
    return str(better_means(scenario.objective, 20 * scenario.change_weight)) if known else ""


def map_config(detail: Detail) -> MapConfig:
    """The plan, today's areas under the same weights, and blocks to pick while they may be moved."""
    revision = f"revision={detail.scenario.revision}"
    url = reverse("planning:planning_api:areas", args=[detail.id])
    layers = [
        AreaLayer("plan", 3, f"{url}?{revision}", label="name", shaded=True, pickable=True),
        AreaLayer(
            "today", 3, f"{url}?today=1&{revision}", label="name", shaded=True, pickable=True, visible=False
        ),
    ]
    editable = detail.why_not["edit"] is None
    if editable:
        blocks = reverse("planning:planning_api:blocks", args=[detail.id])
        layers.append(AreaLayer("blocks", 4, f"{blocks}?{revision}", pickable=True))
    return MapConfig(
        areas=tuple(layers),
        shades=(
            Shade(
                "load_ratio",
                _("Workload against the station's mean"),
                "diverging",
                breaks=RATIO_BREAKS,
                percent=True,
            ),
        ),
        detail_url=reverse("planning:move", args=[detail.id]) + "?block=CODE" if editable else "",
        detail_target="#move",
    )


def _links(detail: Detail) -> list[Link]:
    args = [detail.id]
    links = []
    if detail.has_plan:
        links += [
            Link(_("Sheet for the decision"), reverse("planning:review", args=args), "print"),
            Link(_("Compare"), reverse("planning:compare") + f"?scenario={detail.id}", "scale"),
        ]
    if detail.has_plan and detail.whole_bureau:
        links += [
            Link(_("Balance against change"), reverse("planning:curve", args=args), "up"),
            Link(_("Alternatives"), reverse("planning:alternatives", args=args), "layers"),
        ]
    if detail.why_not["copy"] is None:
        links.append(Link(_("Copy the settings"), reverse("planning:new") + f"?from={detail.id}", "plus"))
    return links
