"""What people changed of a drawn plan: blocks moved by hand, plans picked from a study."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from jingge.common.wording import listed
from jingge.planning.models import HandEdit, Scenario
from jingge.territory.models import Grid, Level


@dataclass(frozen=True, slots=True)
class EditRow:
    """Blocks that a person moved together, or a plan picked from a study."""

    at: datetime
    by_label: str
    blocks: tuple[str, ...]
    to_area: int
    undone_at: datetime | None
    pick: str = ""
    replaced: bool = False  # the plan it changed gave way to a picked one
    names: tuple[str, ...] = ()  # of the blocks, as the map calls them
    area_name: str = ""

    @property
    def names_text(self) -> str:
        return listed(self.names)

    @property
    def codes_text(self) -> str:
        return listed(self.blocks)

    @property
    def stands(self) -> bool:
        return self.undone_at is None and not self.replaced


def edits_of(scenario: Scenario) -> tuple[EditRow, ...]:
    """Newest first. A move made before a plan was picked changed another plan than the one that stands."""
    picks = [
        EditRow(at, by, (), 0, undone_at, pick=label)
        for at, by, label, undone_at in scenario.picks.values_list("at", "by_label", "label", "undone_at")
    ]
    newest = max((pick.at for pick in picks if pick.undone_at is None), default=None)
    together: dict[datetime, list[HandEdit]] = {}
    for edit in scenario.edits.order_by("block_code"):
        together.setdefault(edit.at, []).append(edit)
    names, areas = _names(scenario, together.values())
    moves = [
        EditRow(
            at,
            group[0].by_label,
            tuple(edit.block_code for edit in group),
            group[0].to_area,
            group[0].undone_at,
            replaced=newest is not None and at < newest,
            names=tuple(names.get(edit.block_code, edit.block_code) for edit in group),
            area_name=areas.get(group[0].to_area, str(group[0].to_area)),
        )
        for at, group in together.items()
    ]
    older = [replace(pick, replaced=newest is not None and pick.at < newest) for pick in picks]
    return tuple(sorted([*moves, *older], key=lambda row: row.at, reverse=True))


def _names(scenario: Scenario, groups: Iterable[list[HandEdit]]) -> tuple[dict[str, str], dict[int, str]]:
    """What blocks and areas that were moved are called; nothing is asked where nothing was moved."""
    codes = {edit.block_code for group in groups for edit in group}
    if not codes:
        return {}, {}
    blocks = Grid.objects.filter(version=scenario.base_version_id, level=Level.BLOCK, code__in=codes)
    return dict(blocks.values_list("code", "name")), dict(scenario.areas.values_list("number", "name"))
