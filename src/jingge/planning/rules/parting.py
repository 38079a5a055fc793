"""Ground that is divided by itself: what a wish sets apart from the rest of its station.

The engine never lets an area cross from one part into another. A locked area is a part with one
area; a community for several officers is a part with that many; what a locked area leaves of a
community is one too, because an area keeps communities whole or lies inside one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.planning.terms import BlockFacts, Part, Question, Wishes


@dataclass(frozen=True, slots=True)
class Parting:
    """The part of every block and how many areas each part is to have; `reason` says why it cannot be."""

    part_of: tuple[str, ...]
    station_of: Mapping[str, str]
    wanted: Mapping[str, int]
    reason: Reason | None = None

    @property
    def is_plain(self) -> bool:
        """Whether every station is one part."""
        return all(part == station for part, station in self.station_of.items())


def parting(blocks: Sequence[BlockFacts], officers_by_station: Mapping[str, int], wishes: Wishes) -> Parting:
    """Who is set apart, and how many areas are left for the rest of each station."""
    lock_of = {block: code for code, area in wishes.locked.items() for block in area.blocks}
    touched = {block.unit_code for block in blocks if block.code in lock_of}
    part_of = tuple(_part(block, lock_of, touched, wishes) for block in blocks)
    station_of = {part: block.station_code for part, block in zip(part_of, blocks, strict=True)}
    members: dict[str, list[BlockFacts]] = {}
    for part, block in zip(part_of, blocks, strict=True):
        members.setdefault(part, []).append(block)
    wanted = {
        part: _wanted(group, lock_of, blocks, wishes)
        for part, group in members.items()
        if part != station_of[part]
    }
    taken: Counter[str] = Counter()
    for part, n in wanted.items():
        taken[station_of[part]] += n
    reason = _why_not_numbers(wanted, members)
    for station in dict.fromkeys(station_of.values()):
        left = officers_by_station.get(station, 1) - taken[station]
        free = len(members.get(station, ()))
        if free:
            wanted[station] = left
        reason = reason or _why_not_left(station, left, free, taken[station])
    return Parting(part_of, station_of, wanted, reason or _why_not_numbers(wanted, members))


def parts(loads: Sequence[float], found: Parting, balance_pct: float) -> tuple[Part, ...]:
    """Parts with their limits: about the mean of their own areas. A locked area has none to keep."""
    total: dict[str, float] = {}
    for part, load in zip(found.part_of, loads, strict=True):
        total[part] = total.get(part, 0.0) + load
    share = balance_pct / 100.0
    alone = {part for part, n in found.wanted.items() if n == 1 and found.station_of[part] != part}
    return tuple(
        Part(
            code=part,
            station_code=found.station_of[part],
            wanted=n,
            lower=0.0 if part in alone else max(0.0, total[part] / n * (1 - share)),
            upper=total[part] / n * (1 if part in alone else 1 + share),
        )
        for part, n in found.wanted.items()
    )


def _part(block: BlockFacts, lock_of: Mapping[str, str], touched: set[str], wishes: Wishes) -> str:
    if block.code in lock_of:
        return f"{block.station_code}/{lock_of[block.code]}"
    if block.unit_code in wishes.divided or block.unit_code in touched:
        return f"{block.station_code}/{block.unit_code}"
    return block.station_code


def _wanted(
    group: Sequence[BlockFacts], lock_of: Mapping[str, str], blocks: Sequence[BlockFacts], wishes: Wishes
) -> int:
    if group[0].code in lock_of:
        return 1
    unit = group[0].unit_code
    if unit in wishes.divided:
        locked = {
            lock_of[block.code] for block in blocks if block.unit_code == unit and block.code in lock_of
        }
        return wishes.divided[unit] - len(locked)
    return len({block.beat_code for block in group})


def _why_not_numbers(wanted: Mapping[str, int], members: Mapping[str, Sequence[BlockFacts]]) -> Reason | None:
    for part, n in wanted.items():
        if n < 1:
            return _(
                "%(place)s: more of its areas are locked than officers are given to it; raise the number."
            ) % {"place": members[part][0].unit_name}
        if n > len(members[part]):
            return _("%(place)s has only %(blocks)d blocks for %(wanted)d areas.") % {
                "place": members[part][0].unit_name,
                "blocks": len(members[part]),
                "wanted": n,
            }
    return None


def _why_not_left(station: str, left: int, free: int, taken: int) -> Reason | None:
    if free and left < 1:
        return _(
            "Station %(code)s: %(taken)d areas are locked or set apart and no officer is left for the rest; "
            "raise the number of areas wanted to at least %(least)d, or lock fewer."
        ) % {"code": station, "taken": taken, "least": taken + 1}
    if not free and left != 0:
        return _(
            "Station %(code)s: its whole ground is locked or set apart in %(taken)d areas; set the number of "
            "areas wanted to %(taken)d, or lock fewer."
        ) % {"code": station, "taken": taken}
    return None


def whole(question: Question) -> Question:
    """The same question with stations as the only parts: how terms are counted and today's areas weighed."""
    return replace(question, part_of=(), parts=(), together=(), apart=(), seats=(), most={})


def today_in_parts(question: Question) -> tuple[str, ...]:
    """Today's area of every block; one that reaches over several parts lives on where most of its people are.

    Otherwise two new areas could both continue it.
    """
    people: dict[str, Counter[str]] = {}
    for block, part in zip(question.blocks, question.part_of, strict=True):
        people.setdefault(block.beat_code, Counter())[part] += block.population + 1
    home = {beat: min(found, key=lambda part: (-found[part], part)) for beat, found in people.items()}
    return tuple(
        block.beat_code if home[block.beat_code] == part else ""
        for block, part in zip(question.blocks, question.part_of, strict=True)
    )


WORST = ("proven", "within", "no_bound_known")


def by_station(rows: Iterable[dict[str, Any]], parts: Sequence[Part]) -> tuple[dict[str, Any], ...]:
    """What is known of every part (`station_code` is the part's code), joined station by station."""
    station_of = {part.code: part.station_code for part in parts}
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(station_of.get(row["station_code"], row["station_code"]), []).append(row)
    return tuple(
        {**group[0], "station_code": station} if len(group) == 1 else _joined(station, group)
        for station, group in found.items()
    )


def _joined(station: str, group: Sequence[dict[str, Any]]) -> dict[str, Any]:
    objective, bound = _sum(group, "objective"), _sum(group, "lower_bound")
    gap = None
    if objective is not None and bound is not None:
        gap = max(0.0, (objective - bound) / objective) if objective else 0.0
    return {
        "station_code": station,
        "objective": objective,
        "lower_bound": bound,
        "gap": gap,
        "status": max((row["status"] for row in group), key=WORST.index),
        "bound_method": "; ".join(dict.fromkeys(row["bound_method"] for row in group if row["bound_method"])),
        "feasible": all(row["feasible"] for row in group),
        "violation": _sum(group, "violation"),
        "violation_proven_least": all(row["violation_proven_least"] for row in group),
    }


def _sum(group: Sequence[dict[str, Any]], key: str) -> float | None:
    values = [row[key] for row in group]
    return None if any(value is None for value in values) else float(sum(values))


def with_numbers(question: Question, numbers: Mapping[str, int]) -> Question:
    """The same question with other numbers of areas."""
    return replace(
        question,
        parts=tuple(replace(part, wanted=numbers.get(part.code, part.wanted)) for part in question.parts),
        choices={},
    )


def only(question: Question, numbers: Mapping[str, int]) -> Question:
    """The question about some of its parts alone, with these numbers of areas."""
    places = [index for index, part in enumerate(question.part_of) if part in numbers]
    here = {question.blocks[index].code for index in places}
    return with_numbers(
        replace(
            question,
            blocks=tuple(question.blocks[index] for index in places),
            loads=tuple(question.loads[index] for index in places),
            most={
                name: (tuple(values[index] for index in places), upper)
                for name, (values, upper) in question.most.items()
            },
            part_of=tuple(question.part_of[index] for index in places),
            parts=tuple(part for part in question.parts if part.code in numbers),
            edges=tuple((a, b) for a, b in question.edges if a in here and b in here),
        ),
        numbers,
    )
