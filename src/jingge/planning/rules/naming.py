"""Names and codes of new areas, and the figures kept with each."""

import re
from collections.abc import Iterator, Mapping, Sequence

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from jingge.planning.rules.workload import sums
from jingge.planning.terms import AreaDraft, AreaFigures, BeatToday, BlockFacts


def area_drafts(
    blocks: Sequence[BlockFacts],
    area_of: Sequence[str],
    weights: Mapping[str, float],
    areas: Sequence[AreaFigures],
    beats: Mapping[str, BeatToday],
    officers: Mapping[str, str],
    level1: Mapping[str, tuple[str, str]],
) -> list[AreaDraft]:
    """Areas in order of station and code. One that continues today's area keeps its code and name.

    `level1` is station code → (code, name) of its level-1 grid; a new area is named after it.
    """
    members: dict[str, list[BlockFacts]] = {}
    for block, label in zip(blocks, area_of, strict=True):
        members.setdefault(label, []).append(block)
    taken = {beat.code for beat in beats.values()}
    free = {station: _free_numbers(code, taken) for station, (code, _name) in level1.items()}
    drafts: list[AreaDraft] = []
    for area in sorted(areas, key=lambda one: (one.station_code, one.continues or "~", one.label)):
        group = members[area.label]
        beat = beats.get(area.continues)
        code, name = (
            (beat.code, beat.name) if beat else _new_name(level1[area.station_code], free[area.station_code])
        )
        totals = sums(group, weights)
        load = totals.pop("load")
        units = sorted({block.unit_name for block in group})
        drafts.append(
            AreaDraft(
                number=len(drafts) + 1,
                label=area.label,
                code=code,
                name=name,
                station_code=area.station_code,
                police_number=officers.get(area.label, ""),
                load=load,
                figures={**totals, "units": units, "continues": area.continues},
                blocks=tuple(block.code for block in group),
            )
        )
    return drafts


def _new_name(level1: tuple[str, str], free: Iterator[int]) -> tuple[str, str]:
    """The next code and name of a station that no area of today has."""
    number = next(free)
    with translation.override(settings.LANGUAGE_CODE):  # a name is data: the same whoever asks
        name = _("%(place)s area %(number)d") % {"place": level1[1], "number": number}
    return f"{level1[0]}A{number:02d}", name


def _free_numbers(level1_code: str, taken: set[str]) -> Iterator[int]:
    used = {int(m[1]) for code in taken if (m := re.fullmatch(rf"{re.escape(level1_code)}A(\d+)", code))}
    number = 0
    while True:
        number += 1
        if number not in used:
            yield number
