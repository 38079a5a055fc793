"""Workload of every grid on a day, by the default weights: one number that every page agrees on."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from jingge.planning.queries.inputs import ground_of
from jingge.planning.rules.facts import DEFAULT_WEIGHTS
from jingge.planning.rules.workload import workload
from jingge.territory.models import GridVersion


@dataclass(frozen=True, slots=True)
class Loads:
    """Hours a year by grid code, and each area's load over the mean area of its station."""

    by_code: dict[str, float]
    ratio: dict[str, float]
    heaviest: dict[str, float]  # station code → load of its heaviest area
    beat_of_block: dict[str, str]


def loads_of(version: GridVersion, day: date) -> Loads:
    ground = ground_of(version, day)
    by_code: dict[str, float] = defaultdict(float)
    beats: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for block in ground.blocks:
        load = workload(block, DEFAULT_WEIGHTS)
        by_code[block.code] = load
        by_code[block.unit_code] += load
        by_code[block.station_code] += load
        if block.beat_code:
            by_code[block.beat_code] += load
            beats[block.station_code][block.beat_code] += load
    ratio: dict[str, float] = {}
    heaviest: dict[str, float] = {}
    for station, areas in beats.items():
        mean = sum(areas.values()) / len(areas)
        heaviest[station] = max(areas.values())
        ratio |= {code: load / mean for code, load in areas.items() if mean}
    return Loads(dict(by_code), ratio, heaviest, {b.code: b.beat_code for b in ground.blocks})
