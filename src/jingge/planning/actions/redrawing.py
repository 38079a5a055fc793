"""Writing what a hand changed: blocks, the areas they touch, and everything known about the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from jingge.planning.actions.drawn import Drawn
from jingge.planning.actions.solution import write_changes, write_worth
from jingge.planning.models import ScenarioArea, ScenarioBlock
from jingge.planning.queries.drafting import misfits_of
from jingge.planning.rules.gridding import code_and_name
from jingge.planning.rules.workload import sums
from jingge.planning.terms import GRIDS, OFFICES, AreaDraft, BlockFacts, Weighed


def apply(drawn: Drawn, moved: Mapping[str, int], worth: Weighed) -> None:
    """Write the blocks' new areas and everything that follows from them."""
    scenario = drawn.scenario
    touched = set(moved.values()) | {drawn.area_of[code] for code in moved}
    for target in set(moved.values()):
        codes = [code for code, area in moved.items() if area == target]
        ScenarioBlock.objects.filter(scenario=scenario, block_code__in=codes).update(area_number=target)
    plan = drawn.plan(moved)
    _bound_as_numbered(drawn, plan)
    areas = _write_areas(drawn, touched, drawn.members(plan))
    write_all(replace(drawn, areas=areas, area_of=plan), worth)


def write_all(drawn: Drawn, worth: Weighed) -> None:
    """Everything the page says of the plan as it now stands."""
    scenario = drawn.scenario
    write_worth(scenario, worth, {str(number): area.name for number, area in drawn.areas.items()})
    refresh_changes(drawn)
    if scenario.kind == GRIDS:
        scenario.report["misfits"] = misfits_of(scenario, drawn.ground, _drafts(drawn))
    scenario.save()


def refresh_changes(drawn: Drawn) -> None:
    names = {number: area.name for number, area in drawn.areas.items()}
    of_offices = drawn.scenario.kind == OFFICES
    officers = {
        area.name: area.code if of_offices else area.officer.police_number if area.officer else ""
        for area in drawn.areas.values()
    }
    labels = [names[drawn.area_of[block.code]] for block in drawn.ground.blocks]
    write_changes(drawn.scenario, drawn.ground, labels, officers)


def _bound_as_numbered(drawn: Drawn, plan: Mapping[str, int]) -> None:
    """A bound was proven for so many grids in each place; with another number nothing is known."""
    scenario = drawn.scenario
    if scenario.kind != GRIDS:
        return
    known = scenario.report.setdefault(
        "numbers_drawn", {"parts": drawn.numbers(drawn.area_of), "bound": scenario.lower_bound}
    )
    scenario.lower_bound = known["bound"] if drawn.numbers(plan) == known["parts"] else None


def _write_areas(
    drawn: Drawn, touched: set[int], members: Mapping[int, Sequence[BlockFacts]]
) -> dict[int, ScenarioArea]:
    """Areas left without a block end, numbers not known begin; the rest get the figures of their blocks."""
    areas = dict(drawn.areas)
    for number in sorted(touched):
        group = members.get(number, ())
        if not group:
            areas.pop(number).delete()
            continue
        area = areas.get(number) or ScenarioArea(
            scenario=drawn.scenario, number=number, station=drawn.ground.stations[group[0].station_code]
        )
        _describe(drawn, area, group, {one.code for one in areas.values() if one is not area})
        area.save()
        areas[number] = area
    return areas


def _describe(drawn: Drawn, area: ScenarioArea, group: Sequence[BlockFacts], taken: set[str]) -> None:
    """Load and figures of the blocks; a grid is also called after them."""
    of_grids = drawn.scenario.kind == GRIDS
    totals = sums(group, {"households": 1.0} if of_grids else drawn.scenario.weights)
    area.load = totals.pop("load")
    kept: dict[str, Any] = {"continues": area.figures.get("continues", "")}
    if of_grids:
        kept = {"continues": group[0].code if len(group) == 1 else "", "beat": group[0].beat_code}
        area.code, area.name = code_and_name(group, area.code, drawn.ground.blocks, taken)
    elif drawn.scenario.kind == OFFICES:
        kept |= {
            "unit_codes": sorted({block.unit_code for block in group}),
            "offices": area.figures.get("offices", []),
        }
    area.figures = {**totals, "units": sorted({block.unit_name for block in group}), **kept}


def _drafts(drawn: Drawn) -> list[AreaDraft]:
    members = drawn.members(drawn.area_of)
    return [
        AreaDraft(
            number, str(number), area.code, area.name, area.station.code, "", area.load, area.figures,
            tuple(block.code for block in members[number]),
        )
        for number, area in sorted(drawn.areas.items())
    ]  # fmt: skip
