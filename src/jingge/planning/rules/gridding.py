"""Level-4 grids by the norm: how many fit into the ground of an area, and what to say where none do.

The norm (of a province, see the domain reference): 300 to 500 households in town, about 300 in villages,
at most 2,500 people. "About" is read as 200 to 400 until a bureau says otherwise.
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

from jingge.planning.rules.workload import sums
from jingge.planning.terms import AreaDraft, AreaFigures, BlockFacts, Part

DEFAULT_LIMITS: dict[str, float] = {
    "town_lower": 300,
    "town_upper": 500,
    "village_lower": 200,
    "village_upper": 400,
    "people_upper": 2500,
}
NAME_LENGTH = 80


def limits_of(limits: Mapping[str, float], *, village: bool) -> tuple[float, float]:
    """Fewest and most households of a level-4 grid."""
    kind = "village" if village else "town"
    known = {**DEFAULT_LIMITS, **limits}
    return known[f"{kind}_lower"], known[f"{kind}_upper"]


def grid_parts(
    blocks: Sequence[BlockFacts], villages: Collection[str], limits: Mapping[str, float]
) -> tuple[tuple[str, ...], tuple[Part, ...], dict[str, tuple[int, ...]]]:
    """The part of every block, the parts, and for each the numbers of grids that may fit, best first."""
    part_of = tuple(_part(block) for block in blocks)
    members: dict[str, list[BlockFacts]] = {}
    for part, block in zip(part_of, blocks, strict=True):
        members.setdefault(part, []).append(block)
    parts, choices = [], {}
    for part, group in members.items():
        lower, upper = limits_of(limits, village=group[0].unit_code in villages)
        choices[part] = numbers_of_grids(sum(b.households for b in group), len(group), lower, upper)
        parts.append(Part(part, group[0].station_code, choices[part][0], lower, upper))
    return part_of, tuple(parts), choices


def _part(block: BlockFacts) -> str:
    return f"{block.station_code}/{block.beat_code}/{block.unit_code}"


def numbers_of_grids(households: int, blocks: int, lower: float, upper: float) -> tuple[int, ...]:
    """Numbers to try: those that fit by the sum, the nearest to the middle of the norm first; then one less
    and one more, because blocks may not add up."""
    middle = (lower + upper) / 2
    least, most = max(1, math.ceil(households / upper)), math.floor(households / lower) if lower else blocks
    fit = [n for n in range(least, most + 1) if n <= blocks]
    fit.sort(key=lambda n: (abs(households / n - middle), n))
    around = [n for n in (least - 1, least, most, most + 1) if 1 <= n <= blocks]
    around.sort(key=lambda n: (_outside(households / n, lower, upper), n))
    return tuple(dict.fromkeys([*fit[:3], *around[:2]])) or (1,)


def _outside(value: float, lower: float, upper: float) -> float:
    return max(0.0, lower - value, value - upper)


def grid_drafts(
    blocks: Sequence[BlockFacts],
    area_of: Sequence[str],
    areas: Sequence[AreaFigures],
) -> list[AreaDraft]:
    """A block that stays alone keeps its code and name; joined ones get the next free number of their unit."""
    members: dict[str, list[BlockFacts]] = {}
    for block, label in zip(blocks, area_of, strict=True):
        members.setdefault(label, []).append(block)
    numbers = _Numbers(blocks)
    drafts: list[AreaDraft] = []
    for area in sorted(areas, key=lambda one: min(block.code for block in members[one.label])):
        group = sorted(members[area.label], key=lambda block: block.code)
        totals = sums(group, {"households": 1.0})
        alone = len(group) == 1
        drafts.append(
            AreaDraft(
                number=len(drafts) + 1,
                label=area.label,
                code=group[0].code if alone else numbers.next(group[0].unit_code),
                name=group[0].name if alone else joined_name([block.name for block in group]),
                station_code=area.station_code,
                police_number="",
                load=totals.pop("load"),
                figures={**totals, "units": [group[0].unit_name], "continues": group[0].code if alone else "",
                         "beat": group[0].beat_code, "within_limits": area.within_limits},
                blocks=tuple(block.code for block in group),
            )
        )  # fmt: skip
    return drafts


class _Numbers:
    """The next number of a community or village that no block of the map has."""

    def __init__(self, blocks: Sequence[BlockFacts]) -> None:
        self.last: dict[str, int] = {}
        for block in blocks:
            digits = re.search(r"(\d+)$", block.code.removeprefix(block.unit_code))
            number = int(digits[1]) if digits else 0
            self.last[block.unit_code] = max(self.last.get(block.unit_code, 0), number)

    def next(self, unit_code: str) -> str:
        self.last[unit_code] += 1
        return f"{unit_code}{self.last[unit_code]:03d}"


def joined_name(names: Sequence[str]) -> str:
    """All names where they fit, else the first and how many more."""
    text = "、".join(names)
    return text if len(text) <= NAME_LENGTH else f"{names[0]} +{len(names) - 1}"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A grid outside the norm and why the data allow no better one."""

    number: int
    kind: str  # alone_too_many | too_few_in_all | do_not_add_up | too_many_people
    name: str
    unit_name: str
    households: int
    people: int
    lower: float
    upper: float
    blocks: int


def misfits(
    drafts: Sequence[AreaDraft],
    blocks: Sequence[BlockFacts],
    villages: Collection[str],
    limits: Mapping[str, float],
) -> list[dict[str, object]]:
    """Every grid outside the norm, as plain values to be kept with the plan."""
    by_code = {block.code: block for block in blocks}
    whole: dict[str, int] = {}
    for block in blocks:
        whole[_part(block)] = whole.get(_part(block), 0) + block.households
    most_people = {**DEFAULT_LIMITS, **limits}["people_upper"]
    found = []
    for draft in drafts:
        group = [by_code[code] for code in draft.blocks]
        lower, upper = limits_of(limits, village=group[0].unit_code in villages)
        households = sum(block.households for block in group)
        people = sum(block.population for block in group)
        if not (households < lower or households > upper or people > most_people):
            continue
        if lower <= households <= upper:
            kind = "too_many_people"
        elif any(block.households > upper for block in group):
            kind = "alone_too_many"
        elif whole[_part(group[0])] < lower:
            kind = "too_few_in_all"
        else:
            kind = "do_not_add_up"
        found.append(
            asdict(
                Misfit(draft.number, kind, draft.name, group[0].unit_name, households, people, lower, upper,
                       len(group))
            )
        )  # fmt: skip
    return found


def why_not_limits(limits: Mapping[str, float]) -> str | None:
    """The name of the limit that cannot be, or None."""
    known = {**DEFAULT_LIMITS, **limits}
    for kind in ("town", "village"):
        if not 1 <= known[f"{kind}_lower"] <= known[f"{kind}_upper"]:
            return f"{kind}_lower"
    return None
