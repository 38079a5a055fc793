"""Ground and workload of every grid on a day, by the default weights: one number that every page agrees on."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache

from jingge.planning.queries.inputs import ground_of
from jingge.planning.rules.facts import DEFAULT_WEIGHTS
from jingge.planning.rules.workload import workload
from jingge.planning.terms import BlockFacts
from jingge.territory.models import GridVersion

KEPT_S = 60
"""An adopted map never changes; offices and roads, which decide the travel in it, may: after a minute."""


@dataclass(frozen=True, slots=True)
class StationGround:
    """What lies in one station: the sums of its blocks."""

    units: int
    beats: int
    blocks: int
    households: int
    population: int
    organisations: int
    incidents: int
    area_km2: float
    load: float
    heaviest: float  # load of its heaviest area


@dataclass(frozen=True, slots=True)
class Loads:
    """Hours a year by grid code, and each area's load over the mean area of its station."""

    by_code: dict[str, float]
    ratio: dict[str, float]
    beat_of_block: dict[str, str]
    stations: dict[str, StationGround]
    without_area: tuple[tuple[str, str, str], ...]  # station, code and name of blocks in no officer's area
    without_people: tuple[tuple[str, str, str], ...]


def loads_of(version: GridVersion, day: date) -> Loads:
    """The loads of an adopted map, worked out at most once a minute."""
    key = f"portal-loads:{version.pk}:{day.isoformat()}"
    kept = cache.get(key)
    if not isinstance(kept, Loads):
        kept = _worked_out(ground_of(version, day).blocks)
        cache.set(key, kept, KEPT_S)
    return kept


def _worked_out(blocks: tuple[BlockFacts, ...]) -> Loads:
    by_code: dict[str, float] = defaultdict(float)
    beats: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    members: dict[str, list[BlockFacts]] = defaultdict(list)
    for block in blocks:
        load = workload(block, DEFAULT_WEIGHTS)
        for code in (block.code, block.unit_code, block.station_code, block.beat_code):
            if code:
                by_code[code] += load
        if block.beat_code:
            beats[block.station_code][block.beat_code] += load
        members[block.station_code].append(block)
    ratio: dict[str, float] = {}
    for areas in beats.values():
        mean = sum(areas.values()) / len(areas)
        ratio |= {code: load / mean for code, load in areas.items() if mean}
    return Loads(
        by_code=dict(by_code),
        ratio=ratio,
        beat_of_block={block.code: block.beat_code for block in blocks},
        stations={code: _ground(group, by_code[code], beats[code]) for code, group in members.items()},
        without_area=tuple(_named(block) for block in blocks if not block.beat_code),
        without_people=tuple(
            _named(block) for block in blocks if not (block.population and block.households)
        ),
    )


def _ground(blocks: list[BlockFacts], load: float, areas: dict[str, float]) -> StationGround:
    return StationGround(
        units=len({block.unit_code for block in blocks}),
        beats=len(areas),
        blocks=len(blocks),
        households=sum(block.households for block in blocks),
        population=sum(block.population for block in blocks),
        organisations=sum(block.organisations for block in blocks),
        incidents=round(sum(sum(block.incidents.values()) for block in blocks)),
        area_km2=sum(block.area_km2 for block in blocks),
        load=load,
        heaviest=max(areas.values(), default=0.0),
    )


def _named(block: BlockFacts) -> tuple[str, str, str]:
    return block.station_code, block.code, block.name
