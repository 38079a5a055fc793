"""What the map calls the places that an engine knows by the codes of their blocks."""

from collections.abc import Iterable, Mapping
from typing import Any

from jingge.planning.models import Scenario
from jingge.planning.queries.inputs import wishes_of
from jingge.territory.models import Grid, Level


def place_names(scenario: Scenario, codes: Iterable[str]) -> dict[str, str]:
    """Block code → the name of its community or village, or its own where a wish speaks of that very block.

    A wish about whole communities reaches the engine as one about their blocks; people wrote the community.
    """
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    wishes = wishes_of(scenario)
    spoken = {code for group in (*wishes.together, *wishes.apart) for code in group}
    rows = Grid.objects.filter(version=scenario.base_version_id, level=Level.BLOCK, code__in=wanted)
    return {
        code: own if code in spoken or unit_code not in spoken else unit
        for code, own, unit, unit_code in rows.values_list("code", "name", "parent__name", "parent__code")
    }


def clash_names(scenario: Scenario, rules: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Names for what clashing rules speak of by code: blocks, and areas that are locked."""
    locked = {code: area.name for code, area in wishes_of(scenario).locked.items()}
    return place_names(scenario, {code for rule in rules for code in rule["blocks"]}) | locked
