"""Hours of work in every level-4 grid, without the way there: for whoever asks where an office should stand."""

from collections.abc import Mapping

from jingge.planning.queries.ground import facts_of
from jingge.planning.rules.facts import DEFAULT_WEIGHTS
from jingge.planning.rules.workload import workload
from jingge.territory.models import Grid, GridVersion, Level

WAY = "travel_km"


def hours_by_block(version: GridVersion, weights: Mapping[str, float] | None = None) -> dict[str, float]:
    """Block code → hours a year by these weights, or by the defaults.

    The way from today's office is left out: it is what another site would change.
    """
    chosen = {key: value for key, value in (weights or DEFAULT_WEIGHTS).items() if key != WAY}
    grids = Grid.objects.filter(version=version, level=Level.BLOCK).select_related(
        "station", "parent", "beat"
    )
    return {grid.code: workload(facts_of(grid), chosen) for grid in grids}
