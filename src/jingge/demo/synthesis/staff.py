"""The people of the bureau: numbers instead of names, so that nobody real can be meant."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from jingge.demo.synthesis.dice import Dice
from jingge.demo.synthesis.source import read_stations, units_in_scope
from jingge.demo.synthesis.strength import (
    AUXILIARIES,
    BRIGADES,
    BUREAU_LEADERS,
    BUREAU_OFFICERS,
    OTHER_POSTS,
    STATION_OFFICERS,
    VETERANS,
)
from jingge.demo.terms import Beat, Block, Officer

RANKS = {
    "under_30": ("一级警员", "三级警司", "二级警司"),
    "30_39": ("一级警司", "三级警督"),
    "40_49": ("三级警督", "二级警督"),
    "50_plus": ("二级警督", "一级警督"),
}
YEARS = {"under_30": (0, 4), "30_39": (2, 10), "40_49": (4, 18), "50_plus": (6, 22)}
REFORM_DATE = "2021-01-11"
REINFORCEMENT_DATE = "2021-01-18"
VETERAN_STATIONS = ("LW01", "LW03", "LW04", "LW05", "LW07")


@dataclass(frozen=True)
class Staff:
    people: list[Officer]
    responsible: dict[str, str]
    """Police number by area code: one officer, one area."""


def post_staff(beats: list[Beat], blocks: list[Block], unit_joined: dict[str, list[str]], seed: int) -> Staff:
    dice = Dice(seed, "staff")
    numbers = (f"LW{number:04d}" for number in count(1))
    headquarters = list(_headquarters(numbers, dice))
    stations: list[Officer] = []
    responsible: dict[str, str] = {}
    for station in read_stations():
        others = _leaders_and_teams(station.code, numbers, dice)
        stations += _linked(others) if not station.city else others
        mine = [beat.code for beat in beats if beat.station_code == station.code]
        community = _community_officers(station.code, len(mine), numbers, dice)
        responsible |= zip(mine, (officer.police_number for officer in community), strict=True)
        stations += community
    officers = headquarters + stations
    workload = {responsible[beat.code]: _workload(beat, blocks) for beat in beats}
    auxiliaries = _auxiliaries([o for o in officers if o.post == "community_officer"], workload, dice)
    return Staff(officers + auxiliaries + _helpers(blocks, unit_joined, dice), responsible)


def _officer(number: str, post: str, organ_code: str, bands: tuple[str, ...], dice: Dice) -> Officer:
    band = dice.pick(bands)
    at_station = organ_code.startswith("LW")
    return Officer(
        police_number=number,
        display_name=f"民警{number[2:]}",
        kind="officer",
        age_band=band,
        rank=dice.pick(RANKS[band]),
        community_years=dice.whole(*YEARS[band])
        if post == "community_officer"
        else 0
        if at_station
        else None,
        organ_code=organ_code,
        post=post,
        since=_some_day(dice),
        reason=dice.pick(("initial", "initial", "initial", "rotation")),
    )


def _some_day(dice: Dice) -> str:
    """A day on which people take up posts, in the years before the reform."""
    return f"{dice.whole(2017, 2020)}-{dice.whole(1, 12):02d}-{dice.pick(('01', '15')):s}"


def _headquarters(numbers: Iterator[str], dice: Dice) -> Iterator[Officer]:
    in_brigades = sum(brigade.officers for brigade in BRIGADES)
    departments = BUREAU_OFFICERS - STATION_OFFICERS - BUREAU_LEADERS - in_brigades
    for _ in range(BUREAU_LEADERS):
        yield _officer(next(numbers), "bureau_leader", "", ("40_49", "50_plus"), dice)
    for _ in range(departments):
        yield _officer(next(numbers), "department", "", ("30_39", "40_49", "50_plus"), dice)
    for brigade in BRIGADES:
        for place in range(brigade.officers):
            officer = _officer(next(numbers), "brigade_officer", brigade.code, tuple(RANKS), dice)
            moved = place < brigade.moved_in
            yield replace(officer, since=REFORM_DATE, reason="reform") if moved else officer


def _leaders_and_teams(station_code: str, numbers: Iterator[str], dice: Dice) -> list[Officer]:
    posts = Counter({"station_head": 1, "deputy_head": 1, **OTHER_POSTS[station_code]})
    senior = {"station_head", "deputy_head", "instructor"}
    return [
        _officer(
            next(numbers), post, station_code, ("40_49",) if post in senior else ("under_30", "30_39"), dice
        )
        for post in posts.elements()
    ]


def _linked(officers: list[Officer]) -> list[Officer]:
    """一警多能: whoever holds no area of the own is linked to villages, all of the station's among them."""
    units = [unit.code for unit in units_in_scope() if unit.station_code == officers[0].organ_code]
    return [
        replace(officer, serves_units=tuple(units[place :: len(officers)]) or (units[place % len(units)],))
        for place, officer in enumerate(officers)
    ]


def _community_officers(
    station_code: str, how_many: int, numbers: Iterator[str], dice: Dice
) -> list[Officer]:
    """Under 50, but for the veterans whom the bureau sent to strengthen a station."""
    young = ("under_30", "30_39", "30_39", "40_49")
    officers = [
        _officer(next(numbers), "community_officer", station_code, young, dice) for _ in range(how_many)
    ]
    if station_code in VETERAN_STATIONS[:VETERANS]:
        officers[-1] = replace(
            officers[-1],
            age_band="50_plus",
            rank="一级警督",
            community_years=0,
            since=REINFORCEMENT_DATE,
            reason="reinforcement",
        )
    return officers


def _workload(beat: Beat, blocks: list[Block]) -> int:
    """People and, thirty to one, incidents: enough to say whose areas are heaviest."""
    return sum(
        block.population + 30 * block.incidents_a_year
        for block in blocks
        if block.code in beat.block_codes or (not beat.block_codes and block.unit_code in beat.unit_codes)
    )


def _auxiliaries(community: list[Officer], workload: dict[str, int], dice: Dice) -> list[Officer]:
    """One for every community officer, a second one where the work is heaviest."""
    extra = AUXILIARIES - len(community)
    heaviest = sorted(community, key=lambda o: (-workload[o.police_number], o.police_number))[:extra]
    pairs = [o for o in community for _ in range(1 + (o in heaviest))]
    return [
        Officer(
            police_number=f"LF{number:04d}",
            display_name=f"辅警{number:04d}",
            kind="auxiliary",
            age_band=dice.pick(("under_30", "30_39", "40_49")),
            rank="",
            community_years=None,
            organ_code=officer.organ_code,
            post="auxiliary",
            since=_some_day(dice),
            reason="initial",
            paired_with=officer.police_number,
        )
        for number, officer in enumerate(pairs, start=1)
    ]


def _helpers(blocks: list[Block], unit_joined: dict[str, list[str]], dice: Dice) -> list[Officer]:
    """One for each unit; 84 serve 85, so the two smallest neighbours share one."""
    people: Counter[str] = Counter()
    for block in blocks:
        people[block.unit_code] += block.population
    station_of = {unit.code: unit.station_code for unit in units_in_scope()}
    first, second = min(
        (
            (code, other)
            for code in station_of
            for other in unit_joined[code]
            if code < other and station_of[code] == station_of[other]
        ),
        key=lambda pair: (people[pair[0]] + people[pair[1]], pair),
    )
    served = [(first, second) if code == first else (code,) for code in station_of if code != second]
    return [
        Officer(
            police_number=f"LZ{number:04d}",
            display_name=f"专干{number:04d}",
            kind="helper",
            age_band=dice.pick(("under_30", "30_39", "40_49")),
            rank="",
            community_years=None,
            organ_code=station_of[units[0]],
            post="helper",
            since=_some_day(dice),
            reason="initial",
            serves_units=units,
        )
        for number, units in enumerate(served, start=1)
    ]
