"""Level-4 grids by the norm: how many fit into the ground of an area, and what to say where none do.

The norm (of a province, see the domain reference): 300 to 500 households in town, about 300 in villages,
at most 2,500 people. "About" is read as 200 to 400 until a bureau says otherwise.
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from jingge.planning.rules.workload import sums
from jingge.planning.terms import AreaDraft, AreaFigures, BlockFacts, Part, Weighed

DEFAULT_LIMITS: dict[str, float] = {
    "town_lower": 300,
    "town_upper": 500,
    "village_lower": 200,
    "village_upper": 400,
    "people_upper": 2500,
}
NAME_LENGTH = 80
TOO_MUCH = ("load_above_upper", "measure_above_upper")


def limits_of(limits: Mapping[str, float], *, village: bool) -> tuple[float, float]:
    """Fewest and most households of a level-4 grid."""
    kind = "village" if village else "town"
    known = {**DEFAULT_LIMITS, **limits}
    return known[f"{kind}_lower"], known[f"{kind}_upper"]


def grid_parts(
    blocks: Sequence[BlockFacts], villages: Collection[str], limits: Mapping[str, float]
) -> tuple[tuple[str, ...], tuple[Part, ...], dict[str, tuple[int, ...]]]:
    """The part of every block, the parts, and for each the numbers of grids that may fit, best first."""
    part_of = tuple(part_of_block(block) for block in blocks)
    members: dict[str, list[BlockFacts]] = {}
    for part, block in zip(part_of, blocks, strict=True):
        members.setdefault(part, []).append(block)
    parts, choices = [], {}
    for part, group in members.items():
        lower, upper = limits_of(limits, village=group[0].unit_code in villages)
        people = sum(block.population for block in group)
        choices[part] = numbers_of_grids(
            sum(b.households for b in group),
            len(group),
            lower,
            upper,
            crowd=math.ceil(people / most_people(limits)),
        )
        parts.append(Part(part, group[0].station_code, choices[part][0], lower, upper))
    return part_of, tuple(parts), choices


def part_of_block(block: BlockFacts) -> str:
    """A grid lies inside one community or village and one officer's area of it."""
    return f"{block.station_code}/{block.beat_code}/{block.unit_code}"


def most_people(limits: Mapping[str, float]) -> float:
    return {**DEFAULT_LIMITS, **limits}["people_upper"]


def numbers_of_grids(
    households: int, blocks: int, lower: float, upper: float, crowd: int = 1
) -> tuple[int, ...]:
    """Numbers to try: those that fit by the sum, the nearest to the middle of the norm first; then one less
    and one more, because blocks may not add up. `crowd` grids at least hold the people."""
    middle = (lower + upper) / 2
    least, most = max(1, math.ceil(households / upper)), math.floor(households / lower) if lower else blocks
    fit = [n for n in range(least, most + 1) if n <= blocks]
    fit.sort(key=lambda n: (abs(households / n - middle), n))
    around = [min(max(n, 1), blocks) for n in (least - 1, least, most, most + 1, crowd)]
    around.sort(key=lambda n: (_outside(households / n, lower, upper), n))
    fit.sort(key=lambda n: n < crowd)
    around.sort(key=lambda n: n < crowd)
    return tuple(dict.fromkeys([*fit[:3], *list(dict.fromkeys(around))[:2]]))


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
                         "beat": group[0].beat_code},
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


def code_and_name(
    group: Sequence[BlockFacts], code: str, blocks: Sequence[BlockFacts], taken: Collection[str]
) -> tuple[str, str]:
    """What a grid changed by hand is called: after its one block, or by the number it has already."""
    if len(group) == 1:
        return group[0].code, group[0].name
    numbers, known = _Numbers(blocks), {block.code for block in blocks}
    while not code or code in known or code in taken:
        code = numbers.next(group[0].unit_code)
    return code, joined_name([block.name for block in sorted(group, key=lambda one: one.code)])


def numbers_by_part(blocks: Sequence[BlockFacts], plan: Mapping[str, int]) -> dict[str, int]:
    """How many grids a plan has in each part of the ground."""
    found: dict[str, set[int]] = {}
    for block in blocks:
        found.setdefault(part_of_block(block), set()).add(plan[block.code])
    return {part: len(grids) for part, grids in found.items()}


def forgiven(worth: Weighed, divided: Collection[str]) -> Weighed:
    """What a block marked as several grids holds in all is no fault where each of them keeps the most."""
    broken = tuple(one for one in worth.broken if not (one.area in divided and one.kind in TOO_MUCH))
    areas = tuple(
        replace(one, within_limits=one.within_limits or one.label in divided) for one in worth.areas
    )
    return replace(worth, broken=broken, areas=areas, feasible=worth.feasible or not broken)


def joined_name(names: Sequence[str]) -> str:
    """All names where they fit, else the first and how many more."""
    text = "、".join(names)
    return text if len(text) <= NAME_LENGTH else f"{names[0]} +{len(names) - 1}"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A grid outside the norm and why the data allow no better one."""

    number: int
    kind: str  # alone_too_many | alone_too_many_people | too_few_in_all | do_not_add_up | too_many_people
    name: str
    unit_name: str
    households: int
    people: int
    lower: float
    upper: float
    blocks: int
    needs: int = 1  # grids that one block alone would have to be
    people_upper: float = 0.0


def grids_needed(households: int, people: int, upper: float, people_upper: float) -> int:
    """How many grids hold so many households and people at least."""
    return max(1, math.ceil(households / upper), math.ceil(people / people_upper) if people_upper else 1)


def needed_by(block: BlockFacts, limits: Mapping[str, float], *, village: bool) -> int:
    """How many grids one block would have to be."""
    upper = limits_of(limits, village=village)[1]
    return grids_needed(block.households, block.population, upper, most_people(limits))


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
        whole[part_of_block(block)] = whole.get(part_of_block(block), 0) + block.households
    crowd = most_people(limits)
    found = []
    for draft in drafts:
        group = [by_code[code] for code in draft.blocks]
        lower, upper = limits_of(limits, village=group[0].unit_code in villages)
        households = sum(block.households for block in group)
        people = sum(block.population for block in group)
        parts = int(draft.figures.get("grids", 1))
        if lower <= households / parts <= upper and people / parts <= crowd:
            continue
        if lower <= households <= upper:
            kind = "alone_too_many_people" if len(group) == 1 else "too_many_people"
        elif any(block.households > upper for block in group):
            kind = "alone_too_many"
        elif whole[part_of_block(group[0])] < lower:
            kind = "too_few_in_all"
        else:
            kind = "do_not_add_up"
        found.append(
            asdict(
                Misfit(draft.number, kind, draft.name, group[0].unit_name, households, people, lower, upper,
                       len(group), grids_needed(households, people, upper, crowd), crowd)
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
