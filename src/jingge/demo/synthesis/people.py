"""People, households, organisations and incidents of every block; all sums are fixed beforehand."""

import math

from shapely import Polygon

from jingge.demo.synthesis.census import PEOPLE_PER_HOUSEHOLD, households_in_scope, populations_2020
from jingge.demo.synthesis.dice import Dice
from jingge.demo.synthesis.landscape import CENTRE, SEATS
from jingge.demo.synthesis.numbering import Numbered
from jingge.demo.synthesis.plane import to_degrees
from jingge.demo.synthesis.shares import share_out
from jingge.demo.synthesis.source import units_in_scope
from jingge.demo.terms import Block, Seed, Unit

INCIDENT_SHARES = {"report": 0.38, "help": 0.34, "dispute": 0.20, "complaint": 0.08}
LEAST_PEOPLE = 40
"""In the smallest village group."""
COMMUNITY_SPREAD, VILLAGE_SPREAD = 0.35, 0.55
"""Powers that draw the sizes of units together: residents committees are set up for 1,000 to 3,000
households each (Organic Law of Residents Committees, art. 3), villages differ more."""


def people_the_map(seeds: list[Seed], polygons: list[Polygon], numbered: Numbered, seed: int) -> list[Block]:
    """Blocks by code."""
    dice = Dice(seed, "people")
    members = _members(seeds, numbered)
    people = _people(members, numbered, dice)
    households = _households(people, dice)
    blocks = []
    for unit in units_in_scope():
        for number, i in enumerate(members[unit.code], start=1):
            s = seeds[i]
            lon, lat = to_degrees(s.x, s.y)
            blocks.append(
                Block(
                    code=f"{unit.code}{number:03d}",
                    name=_name(unit, number),
                    unit_code=unit.code,
                    station_code=unit.station_code,
                    kind="compound" if unit.community else "village_group",
                    polygon=polygons[i],
                    lon=lon,
                    lat=lat,
                    population=people[i],
                    households=households[i],
                    organisations=_organisations(s, people[i], dice),
                    incidents=_incidents(s, people[i], dice),
                )
            )
    return blocks


def _name(unit: Unit, number: int) -> str:
    return f"{unit.short_name}示范小区{number}" if unit.community else f"{unit.short_name}{number}组"


def _members(seeds: list[Seed], numbered: Numbered) -> dict[str, list[int]]:
    """Seeds of each unit, numbered from the north-west."""
    members: dict[str, list[int]] = {}
    for i, code in enumerate(numbered.unit_of):
        if code:
            members.setdefault(code, []).append(i)
    for in_unit in members.values():
        in_unit.sort(key=lambda i: (seeds[i].x - seeds[i].y, i))
    return members


def _people(members: dict[str, list[int]], numbered: Numbered, dice: Dice) -> dict[int, int]:
    """Town to unit to block, each step keeping the sum."""
    people: dict[int, int] = {}
    for town, in_town in populations_2020().items():
        units = [unit for unit in units_in_scope() if unit.town_code == town]
        codes = [unit.code for unit in units]
        least = LEAST_PEOPLE * max((len(members[code]) for code in codes), default=0)
        if codes:
            sizes = [
                numbered.weight[u.code] ** (COMMUNITY_SPREAD if u.community else VILLAGE_SPREAD)
                for u in units
            ]
            by_unit = share_out(in_town, sizes, least)
            for code, in_unit in zip(codes, by_unit, strict=True):
                weights = [dice.around_one(0.22) for _ in members[code]]
                people |= zip(members[code], share_out(in_unit, weights, LEAST_PEOPLE), strict=True)
    return people


def _households(people: dict[int, int], dice: Dice) -> dict[int, int]:
    weights = [count / PEOPLE_PER_HOUSEHOLD * dice.around_one(0.05) for count in people.values()]
    return dict(zip(people, share_out(households_in_scope(), weights), strict=True))


def _pull(seed: Seed, towards: tuple[float, float], reach_km: float) -> float:
    return math.exp(-math.dist((seed.x, seed.y), towards) / reach_km)


def _organisations(seed: Seed, people: int, dice: Dice) -> int:
    per_head = 0.010 + 0.045 * _pull(seed, CENTRE, 2.2) + 0.015 * _pull(seed, SEATS[seed.town_code], 1.2)
    return dice.count(people * per_head * dice.around_one(0.3))


def _incidents(seed: Seed, people: int, dice: Dice) -> dict[str, int]:
    """Rate per head: low in the villages, higher at a town's seat, highest in the county town."""
    rate = 0.019 * (1 + 1.1 * _pull(seed, CENTRE, 3.0) + 0.5 * _pull(seed, SEATS[seed.town_code], 2.0))
    mean = people * rate * dice.around_one(0.3)
    return {kind: dice.count(mean * share) for kind, share in INCIDENT_SHARES.items()}
