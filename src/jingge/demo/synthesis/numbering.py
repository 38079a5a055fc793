"""Which official unit each settlement is: codes follow a walk from neighbour to neighbour.

Official lists count a town through much as one would walk it. With such a numbering, units of consecutive
codes touch, which is how a bureau that cuts its list into pieces gets areas in one piece.
"""

import math
from dataclasses import dataclass

from jingge.demo.synthesis.landscape import CENTRE, SEATS
from jingge.demo.synthesis.neighbours import components, walk_through_all
from jingge.demo.synthesis.source import units_in_scope
from jingge.demo.terms import NINGDONG, Seed, Unit

Place = tuple[str, int]
TOUCH_KM = 0.03
"""Places meeting in less than this are corner to corner, not neighbours."""


@dataclass(frozen=True)
class Numbered:
    unit_of: list[str]
    """Unit code of every seed; empty outside the stations."""
    weight: dict[str, float]
    """Share of its town's people by unit code."""
    joined: dict[str, list[str]]
    """Units with a common boundary, by code."""


def number_units(
    seeds: list[Seed], joined: dict[int, dict[int, float]], weights: dict[Place, float]
) -> Numbered:
    places = _in_one_piece([(seed.town_code, seed.place) for seed in seeds], joined)
    touching = _touching(places, joined)
    code_of: dict[Place, str] = {}
    for town in sorted({place[0] for place in places} - {NINGDONG}):
        units = [unit for unit in units_in_scope() if unit.town_code == town]
        walk = _walk(town, units, touching, _middles(town, seeds, places))
        code_of |= {place: unit.code for place, unit in zip(walk, units, strict=True)}
    return Numbered(
        unit_of=[code_of.get(place, "") for place in places],
        weight={code: weights[place] for place, code in code_of.items()},
        joined={
            code: sorted(code_of[other] for other in touching[place] if other in code_of)
            for place, code in code_of.items()
        },
    )


def _in_one_piece(places: list[Place], joined: dict[int, dict[int, float]]) -> list[Place]:
    """Blocks cut off from their unit, or from their town, go over to the neighbour they touch most."""
    mine = list(places)
    near = {i: [j for j, km in by.items() if km > TOUCH_KM] for i, by in joined.items()}
    for level in (2, 1):
        for key in sorted({place[:level] for place in mine}):
            group = [i for i, place in enumerate(mine) if place[:level] == key]
            for part in components(group, near)[1:]:
                for i in sorted(part):
                    others = [j for j in near[i] if j not in part]
                    mine[i] = mine[max(others, key=lambda j: (joined[i][j], -j))]
    return mine


def _touching(places: list[Place], joined: dict[int, dict[int, float]]) -> dict[Place, list[Place]]:
    common: dict[tuple[Place, Place], float] = {}
    for i, by in joined.items():
        for j, km in by.items():
            pair = (places[i], places[j])
            common[pair] = common.get(pair, 0.0) + km
    met: dict[Place, list[Place]] = {place: [] for place in sorted(set(places))}
    for (place, other), km in sorted(common.items()):
        if place != other and km > TOUCH_KM:
            met[place].append(other)
    return met


def _middles(town: str, seeds: list[Seed], places: list[Place]) -> dict[Place, tuple[float, float]]:
    points: dict[Place, list[tuple[float, float]]] = {}
    for seed, place in zip(seeds, places, strict=True):
        if place[0] == town:
            points.setdefault(place, []).append((seed.x, seed.y))
    return {
        place: (sum(x for x, _ in met) / len(met), sum(y for _, y in met) / len(met))
        for place, met in sorted(points.items())
    }


def _walk(
    town: str,
    units: list[Unit],
    touching: dict[Place, list[Place]],
    middle: dict[Place, tuple[float, float]],
) -> list[Place]:
    """Numbers from the county town outwards; the village named after its town lies at the seat."""
    starts = sorted(middle, key=lambda place: (math.dist(middle[place], CENTRE), place))
    inside = {place: [other for other in touching[place] if other in middle] for place in middle}
    at_seat = min(starts, key=lambda place: math.dist(middle[place], SEATS[town]))
    named = [i for i, unit in enumerate(units) if unit.short_name[:-1] == unit.town_name[:-1]]

    def fits(place: Place, position: int) -> bool:
        return not named or (position == named[0]) == (place == at_seat)

    # Where no such walk exists, any walk will do: the place of a name is invented either way.
    walk = walk_through_all(starts, inside, fits) or walk_through_all(starts, inside, lambda *_: True)
    if walk is None or len(walk) != len(units):
        raise ValueError(f"town {town}: no walk through its {len(units)} units")
    return walk
