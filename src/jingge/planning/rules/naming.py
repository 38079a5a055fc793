"""Names and codes of new areas, and the figures kept with each."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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
    fresh = {
        station: names_of(place, [beat for beat in beats.values() if beat.station_code == station])
        for station, place in level1.items()
    }
    drafts: list[AreaDraft] = []
    for area in sorted(areas, key=lambda one: (one.station_code, one.continues or "~", one.label)):
        group = members[area.label]
        beat = beats.get(area.continues)
        code, name = (beat.code, beat.name) if beat else fresh[area.station_code].next()
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


@dataclass
class Names:
    """Codes and names for the new areas of one station, after the pattern of today's."""

    code_prefix: str
    name_prefix: str
    name_suffix: str
    last: int
    taken: frozenset[str] = frozenset()

    def next(self) -> tuple[str, str]:
        """The next number whose code and name nobody has."""
        self.last += 1
        code = f"{self.code_prefix}{self.last:02d}"
        name = f"{self.name_prefix}{self.last}{self.name_suffix}"
        return self.next() if {code, name} & self.taken else (code, name)


def names_of(level1: tuple[str, str], beats: Iterable[BeatToday]) -> Names:
    """A bureau numbers its areas in its own way; the commonest pattern of the station goes on."""
    patterns: Counter[tuple[str, str, str]] = Counter()
    numbers: dict[tuple[str, str, str], int] = {}
    taken = []
    for beat in beats:
        taken += [beat.code, beat.name]
        code, name = re.fullmatch(r"(.*\D)(\d+)", beat.code), re.fullmatch(r"(\D*)(\d+)(\D*)", beat.name)
        if code and name and int(code[2]) == int(name[2]):
            pattern = (code[1], name[1], name[3])
            patterns[pattern] += 1
            numbers[pattern] = max(numbers.get(pattern, 0), int(code[2]))
    if patterns:
        pattern = min(patterns, key=lambda one: (-patterns[one], one))
        return Names(*pattern, last=numbers[pattern], taken=frozenset(taken))
    with translation.override(settings.LANGUAGE_CODE):  # a name is data: the same whoever asks
        before, _number, after = (
            _("%(place)s area %(number)s") % {"place": level1[1], "number": "#"}
        ).partition("#")
    return Names(f"{level1[0]}A", before, after, last=0, taken=frozenset(taken))
