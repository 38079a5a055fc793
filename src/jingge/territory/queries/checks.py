"""Does a stored map still hold together? Asked afresh each time the version's page is opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, Sum

from jingge.common.viewer import Viewer
from jingge.territory.models import GridVersion, Level
from jingge.territory.queries.grids import list_grids


@dataclass(frozen=True, slots=True)
class LevelFigures:
    """Sums of one level on the viewer's ground."""

    level: int
    grids: int
    households: int
    population: int
    organisations: int
    area_km2: float


@dataclass(frozen=True, slots=True)
class VersionChecks:
    """What a reader may rely on: equal sums on all levels, one area for every block."""

    levels: tuple[LevelFigures, ...]
    blocks_without_beat: int
    derived_blocks: int
    foreign_parents: int  # grids whose parent has another station: the database refuses them

    @property
    def sums_agree(self) -> bool:
        """Areas join whole blocks, so each level counts the same people (level 3 only where drawn)."""
        blocks = self.levels[-1]
        return all(
            level.population == blocks.population and level.households == blocks.households
            for level in self.levels
            if level.level != Level.BEAT or not self.blocks_without_beat
        )


def checks_of(viewer: Viewer, version: GridVersion) -> VersionChecks:
    rows = list_grids(viewer, version).select_related(None).order_by()
    sums = {
        row["level"]: row
        for row in rows.values("level").annotate(
            n=Count("id"), h=Sum("households"), p=Sum("population"), o=Sum("organisations"), a=Sum("area_km2")
        )
    }
    levels = [_figures(level, sums.get(level)) for level in Level.values]
    counted = rows.aggregate(
        free=Count("id", filter=Q(level=Level.BLOCK, beat__isnull=True)),
        derived=Count("id", filter=Q(level=Level.BLOCK, derived=True)),
        foreign=Count("id", filter=Q(parent__isnull=False) & ~Q(parent__station=F("station"))),
    )
    return VersionChecks(tuple(levels), counted["free"], counted["derived"], counted["foreign"])


def _figures(level: int, row: Mapping[str, Any] | None) -> LevelFigures:
    if row is None:
        return LevelFigures(level, 0, 0, 0, 0, 0.0)
    return LevelFigures(level, row["n"], row["h"], row["p"], row["o"], row["a"])
