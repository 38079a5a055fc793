"""An answer of the engine as areas ready to be stored, by the kind of scenario."""

from typing import Any

from jingge.planning.models import Scenario, ScenarioKind
from jingge.planning.queries.ground import Ground
from jingge.planning.queries.inputs import offices_of, wishes_of
from jingge.planning.rules import gridding, serving
from jingge.planning.rules.naming import area_drafts
from jingge.planning.rules.takeover import match_officers
from jingge.planning.terms import Answer, AreaDraft


def drafts_of(scenario: Scenario, ground: Ground, answer: Answer) -> list[AreaDraft]:
    """Areas with codes, names, figures and whoever is to answer for them."""
    areas, area_of = answer.weighed.areas, answer.area_of
    if scenario.kind == ScenarioKind.GRIDS:
        return gridding.grid_drafts(ground.blocks, area_of, areas)
    if scenario.kind == ScenarioKind.OFFICES:
        return serving.service_drafts(ground.blocks, area_of, areas, offices_of(scenario), scenario.weights)
    matched = match_officers(ground.blocks, area_of, ground.beats, ground.spare, ground.absent)
    return area_drafts(ground.blocks, area_of, scenario.weights, areas, ground.beats, matched, ground.level1)


def misfits_of(scenario: Scenario, ground: Ground, drafts: list[AreaDraft]) -> list[dict[str, Any]]:
    """Level-4 grids outside the norm, and why."""
    if scenario.kind != ScenarioKind.GRIDS:
        return []
    return gridding.misfits(drafts, ground.blocks, ground.villages, wishes_of(scenario).limits)
