"""Which officer takes which new area, and what changes hands."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from jingge.planning.terms import BeatToday, BlockFacts, ChangeRow


def match_officers(
    blocks: Sequence[BlockFacts],
    area_of: Sequence[str],
    beats: Mapping[str, BeatToday],
    spare: Sequence[tuple[str, str]],
    absent: Collection[str] = (),
) -> dict[str, str]:
    """New area → police number, one to one in each station; as few people as possible change hands.

    `spare` are officers without an area today as (station code, police number); they take what is left over.
    `absent` officers are given none. An area for which nobody is left has no entry.
    """
    station_of = {area: block.station_code for block, area in zip(blocks, area_of, strict=True)}
    kept: dict[tuple[str, str], int] = {}
    holders: dict[str, list[str]] = {}
    for block, area in zip(blocks, area_of, strict=True):
        beat = beats.get(block.beat_code)
        if beat is not None and beat.police_number and beat.police_number not in absent:
            key = (area, beat.police_number)
            kept[key] = (
                kept.get(key, 0) + block.population + 1
            )  # + 1: ground without people still has a holder
            officers = holders.setdefault(block.station_code, [])
            if beat.police_number not in officers:
                officers.append(beat.police_number)
    for station, number in spare:
        if number not in holders.setdefault(station, []):
            holders[station].append(number)
    matched: dict[str, str] = {}
    for station, officers in holders.items():
        areas = sorted(area for area, at in station_of.items() if at == station)
        gain = np.array([[kept.get((area, number), 0) for number in officers] for area in areas], dtype=float)
        if gain.size:
            rows, columns = linear_sum_assignment(gain, maximize=True)
            matched |= {areas[r]: officers[c] for r, c in zip(rows, columns, strict=True)}
    return matched


def changes(
    blocks: Sequence[BlockFacts],
    area_of: Sequence[str],
    beats: Mapping[str, BeatToday],
    officer_of: Mapping[str, str],
    names: Mapping[str, str],
) -> list[ChangeRow]:
    """Ground whose responsible officer would be another one, by community or village."""
    found: dict[tuple[str, str, str, str], list[BlockFacts]] = {}
    for block, area in zip(blocks, area_of, strict=True):
        beat = beats.get(block.beat_code)
        before = beat.police_number if beat else ""
        if before != officer_of.get(area, ""):
            found.setdefault((block.station_code, block.unit_code, block.beat_code, area), []).append(block)
    rows = []
    for (station, unit, beat_code, area), moved in sorted(found.items()):
        beat = beats.get(beat_code)
        rows.append(
            ChangeRow(
                station_code=station,
                unit_code=unit,
                unit_name=moved[0].unit_name,
                from_area=beat.name if beat else "",
                to_area=area,
                from_officer=beat.officer_name if beat else "",
                to_officer=names.get(officer_of.get(area, ""), ""),
                blocks=len(moved),
                people=sum(block.population for block in moved),
            )
        )
    return rows


def summary(
    blocks: Sequence[BlockFacts],
    area_of: Sequence[str],
    beats: Mapping[str, BeatToday],
    officer_of: Mapping[str, str],
) -> dict[str, int]:
    """How much changes hands, in numbers that add up to the list of changes."""
    before: dict[str, int] = {}
    kept: dict[str, int] = {}
    touched: set[str] = set()
    units: set[str] = set()
    moved_blocks = moved_people = 0
    for block, area in zip(blocks, area_of, strict=True):
        beat = beats.get(block.beat_code)
        old, new = (beat.police_number if beat else ""), officer_of.get(area, "")
        before[old] = before.get(old, 0) + block.population
        if old == new:
            kept[old] = kept.get(old, 0) + block.population
            continue
        moved_blocks += 1
        moved_people += block.population
        units.add(block.unit_code)
        touched |= {old, new} - {""}
    officers = {number for number in before if number}
    return {
        "blocks": moved_blocks,
        "people": moved_people,
        "units": len(units),
        "officers": len(touched),
        "officers_keep_most": sum(2 * kept.get(number, 0) >= before[number] for number in officers),
        "officers_today": len(officers),
    }
