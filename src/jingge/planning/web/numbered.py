"""Grids within one block, numbered, so that a table of level-4 grids has a row for each."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from jingge.planning.queries import AreaRow

SHARED = ("population", "households", "organisations", "area_km2")


def numbered(areas: Iterable[AreaRow]) -> list[AreaRow]:
    """Every grid as a row. What a block holds is shared out evenly: the register has no buildings yet."""
    return [row for area in areas for row in _rows(area)]


def _rows(area: AreaRow) -> Iterator[AreaRow]:
    parts = int(area.figures.get("grids", 1))
    if parts == 1:
        yield area
        return
    for number in range(1, parts + 1):
        name = _("%(block)s, grid %(n)d of %(all)d") % {"block": area.name, "n": number, "all": parts}
        yield replace(
            area, code=f"{area.code}-{number}", name=name, figures=_share(area.figures, parts, number)
        )


def _share(figures: dict[str, Any], parts: int, number: int) -> dict[str, Any]:
    """Whole numbers add up again: the first grids get what is left over."""
    found = dict(figures)
    for key in SHARED:
        value = figures.get(key, 0)
        even = value / parts if key == "area_km2" else value // parts + (number <= value % parts)
        found[key] = even
    return found
