"""What the engine is asked for one scenario, and on which ground."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import numpy as np

from jingge.common.clock import today
from jingge.planning.models import Scenario, ScenarioKind
from jingge.planning.queries.ground import Ground, community_officers, ground_of
from jingge.planning.queries.offices import offices_on
from jingge.planning.rules import gridding, serving
from jingge.planning.rules.parting import parting, parts
from jingge.planning.rules.wishing import ties_of
from jingge.planning.rules.workload import workload
from jingge.planning.terms import POSTS, OfficeOnMap, Part, Question, Reach, StationWish, Wishes
from jingge.territory.models import GridVersion
from jingge.territory.queries import block_adjacency, road_graph

__all__ = [
    "Ground",
    "community_officers",
    "ground_for",
    "ground_of",
    "inputs_of",
    "officers_by_station",
    "offices_of",
    "planning_day",
    "question_of",
    "seats_on",
    "wishes_of",
]


def wishes_of(scenario: Scenario) -> Wishes:
    return Wishes.from_json(scenario.wishes)


def planning_day(wishes: Wishes) -> date:
    """The day on which posts and absences are looked at."""
    return date.fromisoformat(wishes.planning_date) if wishes.planning_date else today()


def ground_for(scenario: Scenario) -> Ground:
    """The scenario's own ground: the stations it chose, the officers of its day.

    For service areas of offices an office stands where an officer stands otherwise.
    """
    wishes = wishes_of(scenario)
    away = () if wishes.counting == POSTS else wishes.absent
    stations = tuple(scenario.officers_by_station) if scenario.kind != ScenarioKind.AREAS else wishes.stations
    ground = ground_of(scenario.base_version, planning_day(wishes), stations, away)
    if scenario.kind != ScenarioKind.OFFICES:
        return ground
    blocks, beats = serving.as_served(ground.blocks, offices_of(scenario))
    names = {beat.code: beat.name for beat in beats.values()}
    return replace(ground, blocks=blocks, beats=beats, names=names, spare=())


def offices_of(scenario: Scenario) -> tuple[OfficeOnMap, ...]:
    """The offices open on the planning day in the stations that take part."""
    version, wishes = scenario.base_version, wishes_of(scenario)
    day = max(planning_day(wishes), version.valid_from or date.min)
    return tuple(one for one in offices_on(version, day) if one.station_code in scenario.officers_by_station)


def officers_by_station(version: GridVersion, wishes: Wishes) -> dict[str, int]:
    """How many community officers each station has on the planning day: all posts, or those not absent."""
    day = max(planning_day(wishes), version.valid_from or date.min)
    away = set() if wishes.counting == POSTS else set(wishes.absent)
    counted: dict[str, int] = {}
    for station, number, _name in community_officers(version.bureau_id, day):
        if number not in away:
            counted[station] = counted.get(station, 0) + 1
    return counted


def question_of(scenario: Scenario, ground: Ground) -> Question:
    """What the engine is asked: the scenario's settings on its own version's ground."""
    if scenario.kind == ScenarioKind.GRIDS:
        return _question_of_grids(scenario, ground)
    if scenario.kind == ScenarioKind.OFFICES:
        return _question_of_offices(scenario, ground)
    wanted, wishes = scenario.officers_by_station, wishes_of(scenario)
    loads = tuple(workload(block, scenario.weights) for block in ground.blocks)
    found = parting(ground.blocks, wanted, wishes)
    offices = seats_on(offices_on(scenario.base_version, planning_day(wishes))) if wishes.own_offices else ()
    together, apart = ties_of(ground.blocks, found.part_of, wishes, offices)
    return Question(
        blocks=ground.blocks,
        loads=loads,
        edges=_edges(scenario, ground),
        stations=_stations(scenario, ground),
        balance_pct=scenario.balance_pct,
        change_weight=scenario.change_weight,
        objective=scenario.objective,
        time_s=scenario.time_s,
        seed=scenario.seed,
        part_of=() if found.is_plain else found.part_of,
        parts=() if found.is_plain else parts(loads, found, scenario.balance_pct),
        together=together,
        apart=apart,
    )


def _edges(scenario: Scenario, ground: Ground) -> tuple[tuple[str, str], ...]:
    here = {block.code for block in ground.blocks}
    return tuple((a, b) for a, b, _km in block_adjacency(scenario.base_version) if a in here and b in here)


def _stations(scenario: Scenario, ground: Ground) -> tuple[StationWish, ...]:
    wanted = scenario.officers_by_station
    return tuple(StationWish(c, s.name, int(wanted.get(c, 1))) for c, s in ground.stations.items())


def _question_of_grids(scenario: Scenario, ground: Ground) -> Question:
    """Level-4 grids inside each community or village, and inside each officer's area of it."""
    limits = wishes_of(scenario).limits
    part_of, parts, choices = gridding.grid_parts(ground.blocks, ground.villages, limits)
    return Question(
        blocks=tuple(replace(block, beat_code="") for block in ground.blocks),
        loads=tuple(float(block.households) for block in ground.blocks),
        edges=_edges(scenario, ground),
        stations=_stations(scenario, ground),
        balance_pct=scenario.balance_pct,
        change_weight=0.0,
        objective="moment_of_inertia",
        time_s=scenario.time_s,
        seed=scenario.seed,
        part_of=part_of,
        parts=parts,
        nested=False,
        choices=choices,
        most={
            "population": (
                tuple(float(block.population) for block in ground.blocks),
                gridding.most_people(limits),
            )
        },
    )


def _question_of_offices(scenario: Scenario, ground: Ground) -> Question:
    """Whole communities and villages to the office that reaches their people best, every area in one piece."""
    offices = offices_of(scenario)
    units, unit_of = serving.units_of(ground.blocks)
    seats = serving.seats_of(offices, ground.blocks)
    stand = [seats[unit][0] for unit in seats]
    km = road_graph(scenario.bureau_id).travel_km(
        np.array([(one.lon, one.lat) for one in stand], dtype=float),
        np.array([(unit.lon, unit.lat) for unit in units], dtype=float),
    )
    load_of = dict.fromkeys((unit.code for unit in units), 0.0)
    for block in ground.blocks:
        load_of[block.unit_code] += workload(block, scenario.weights)
    loads = tuple(load_of[unit.code] for unit in units)
    return Question(
        blocks=units,
        loads=loads,
        edges=serving.joined_edges(_edges(scenario, ground), ground.blocks),
        stations=_stations(scenario, ground),
        balance_pct=scenario.balance_pct,
        change_weight=scenario.change_weight,
        objective="travel",
        time_s=scenario.time_s,
        seed=scenario.seed,
        nested=False,
        reach=Reach(
            bases=tuple(seats),
            km=tuple(tuple(row) for row in km.T.tolist()),
            offices=tuple(tuple(office.code for office in group) for group in seats.values()),
        ),
        part_of=tuple(unit.station_code for unit in units),
        parts=tuple(
            Part(c, c, n, 0.0, max(1.0, sum(loads))) for c, n in scenario.officers_by_station.items()
        ),
        spread_to=unit_of,
    )


def seats_on(offices: Sequence[OfficeOnMap]) -> tuple[tuple[str, str, str], ...]:
    """Station code, name and block code of every office that stands on the map."""
    return tuple((one.station_code, one.name, one.block_code) for one in offices if one.block_code)


def inputs_of(bureau_id: UUID, scenario_id: UUID) -> tuple[Ground, Question]:
    """What the worker needs for one scenario."""
    scenario = Scenario.objects.select_related("base_version").get(pk=scenario_id, bureau_id=bureau_id)
    ground = ground_for(scenario)
    return ground, question_of(scenario, ground)
