"""What a hand may do to a plan of each kind: which ground an area may hold, what moves together, what may begin."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.planning.rules.gridding import part_of_block
from jingge.planning.terms import AREAS, GRIDS, OFFICES, BlockFacts

NEW = 0
"""Number that stands for an area still to be opened."""


@dataclass(frozen=True, slots=True)
class HandRule:
    """The differences between the kinds; everything else of editing is one and the same."""

    elsewhere: Reason  # said where ground may not go to that area
    no_new: Reason = ""  # said where no area may be opened; empty: it may, and one left empty ends
    whole_units: bool = False  # communities and villages move whole

    @property
    def opens(self) -> bool:
        return not self.no_new


RULES: Mapping[str, HandRule] = {
    AREAS: HandRule(
        _("The area belongs to another station; an area lies in one station."),
        _("The number of areas follows from the number of officers; change it in a copy of the settings."),
    ),
    GRIDS: HandRule(_("A level-4 grid lies inside one community or village and one officer's area.")),
    OFFICES: HandRule(
        _("The office belongs to another station; an office serves its own station."),
        _("A service area needs an office; enter the office first and draw the plan again."),
        whole_units=True,
    ),
}


def home_of(kind: str, block: BlockFacts) -> str:
    """The ground that an area of this kind never leaves."""
    return part_of_block(block) if kind == GRIDS else block.station_code


def why_not_parts(households: int, blocks: int, grids: int) -> Reason | None:
    """Why one block cannot count as so many grids."""
    if blocks != 1:
        return _("Only a grid of one single block can be divided into several grids inside it.")
    if not 1 <= grids <= 20:
        return _("Give a number of grids from 1 to 20.")
    if grids > max(1, households):
        return _("There are fewer households than grids.")
    return None
