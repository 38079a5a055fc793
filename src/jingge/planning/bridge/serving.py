"""Service areas of offices, by the engine for offices and their ground, station by station."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from jingge.planning.bridge.asking import keep_km
from jingge.planning.bridge.watching import Observer, Watch
from jingge.planning.bridge.weighing import STATUS, finite, weigh
from jingge.planning.rules import parting
from jingge.planning.terms import Answer, Broken, Question, Weighed
from jingge_engines.core import stop
from jingge_engines.districting.facilities import FacilityProblem, FacilityResult, solve_facilities


def serve(question: Question, watch: Watch, seconds: float) -> Answer:
    """Service areas of places that stand where they stand, station by station."""
    found: list[tuple[str, FacilityResult]] = []
    stations = [part.code for part in question.parts]
    until = stop.MaxTime(seconds)
    until.begin()
    for index, station in enumerate(stations):
        rule = stop.MaxTime(max(0.1, until.seconds_left() / (len(stations) - index)))
        found.append((station, _serve_station(question, station, rule, Observer(watch, until, seconds))))
    site_of = {
        unit: site
        for (station, result) in found
        for unit, site in zip(_units_at(question, station), result.site_of_unit, strict=True)
    }
    area_of = [site_of[block.code] for block in question.blocks]
    return _served(question, area_of, found)


def _units_at(question: Question, station: str) -> list[str]:
    return [block.code for block in question.blocks if block.station_code == station]


def _serve_station(
    question: Question, station: str, rule: stop.MaxTime, observer: Observer
) -> FacilityResult:
    return solve_facilities(
        _problem_at(question, station),
        stop=stop.AnyOf(rule, stop.Proven()),
        rng=question.seed,
        observe=observer,
    )


def weigh_served(question: Question, area_of: Sequence[str]) -> Weighed:
    """What service areas are worth, for hand edits: the same ways and the same room as the drawing counts.

    `area_of` names for every community and village the one its office stands in.
    """
    site_of = {block.code: site for block, site in zip(question.blocks, area_of, strict=True)}
    objective, broken = 0.0, []
    for part in question.parts:
        problem = _problem_at(question, part.code)
        column = {site: index for index, site in enumerate(problem.sites)}
        held = np.array([column[site_of[unit]] for unit in problem.units])
        objective += float((problem.load * np.asarray(problem.travel)[np.arange(len(held)), held]).sum())
        people = np.bincount(held, weights=problem.load, minlength=len(column))
        broken += [
            _too_many(part.code, site, float(people[at] - problem.capacity[at]))
            for site, at in column.items()
            if people[at] > problem.capacity[at] + 1e-9
        ]
    weighed = _with_ways(weigh(question, area_of), question, area_of)
    return _judged(replace(weighed, objective=objective / 1000), broken)


def _too_many(station: str, site: str, amount: float, message: str = "") -> Broken:
    return Broken("measure_above_upper", message, station, site, "", amount, measure="population")


def _judged(weighed: Weighed, broken: Sequence[Broken]) -> Weighed:
    """With the areas that have more people than their office may serve."""
    over = {one.area for one in broken}
    return replace(
        weighed,
        feasible=weighed.feasible and not broken,
        broken=(*weighed.broken, *broken),
        areas=tuple(replace(one, within_limits=one.label not in over) for one in weighed.areas),
    )


def _problem_at(question: Question, station: str) -> FacilityProblem:
    """Least way of the people; another place than today's counts as so many kilometres more."""
    assert question.reach is not None
    blocks = {block.code: block for block in question.blocks if block.station_code == station}
    place = {unit: index for index, unit in enumerate(blocks)}
    rows = [
        row for row, block in zip(question.reach.km, question.blocks, strict=True) if block.code in blocks
    ]
    columns = [column for column, base in enumerate(question.reach.bases) if base in blocks]
    sites = tuple(question.reach.bases[column] for column in columns)
    people = np.array([block.population for block in blocks.values()], dtype=float)
    held = [question.reach.offices[column] for column in columns]
    another = [
        [0.0 if block.beat_code in ("", *codes) else 1.0 for codes in held] for block in blocks.values()
    ]
    km = np.array(rows)[:, columns] + keep_km(question.change_weight) * np.array(another)
    limit = people.sum() / len(sites) * (1 + question.balance_pct / 100)
    return FacilityProblem(
        units=tuple(blocks),
        edges=np.array(
            [(place[a], place[b]) for a, b in question.edges if a in place and b in place], dtype=np.int64
        ).reshape(-1, 2),
        load=people,
        sites=sites,
        fixed_cost=np.zeros(len(sites)),
        capacity=np.full(len(sites), limit),
        travel=km,
        open=len(sites),
        kept=sites,
    )


def _served(question: Question, area_of: Sequence[str], found: list[tuple[str, FacilityResult]]) -> Answer:
    """The same shape as any other answer; people above a capacity are named as load above the limit."""
    weighed = _with_ways(weigh(question, area_of), question, area_of)
    broken = [
        _too_many(station, one.site, float(one.amount), one.message)
        for station, result in found
        for one in result.violations
        if one.kind == "load_above_capacity"
    ]
    objective = sum(result.objective for _station, result in found) / 1000
    bounds = [finite(result.lower_bound) for _station, result in found]
    bound = None if any(one is None for one in bounds) else sum(one or 0.0 for one in bounds) / 1000
    assert question.reach is not None
    at = {
        code: base
        for base, codes in zip(question.reach.bases, question.reach.offices, strict=True)
        for code in codes
    }
    today = tuple(at.get(block.beat_code, "") for block in question.blocks)
    return Answer(
        area_of=tuple(area_of[unit] for unit in question.spread_to) if question.spread_to else tuple(area_of),
        weighed=_judged(replace(weighed, objective=objective), broken),
        today=_with_ways(weigh(question, today), question, today) if any(today) else None,
        lower_bound=bound,
        gap=None if bound is None else max(0.0, (objective - bound) / objective) if objective else 0.0,
        status=max((STATUS[result.status] for _station, result in found), key=parting.WORST.index),
        bound_method="; ".join(dict.fromkeys(result.bound_method for _station, result in found)),
        by_station=tuple(_known(station, result) for station, result in found),
        report={
            "engine": "jingge_engines.districting.facilities",
            "version": found[0][1].version,
            "seed": question.seed,
            "params": {},
            "input_hash": found[0][1].input_hash,
            "rounds": sum(result.rounds for _station, result in found),
            "history": [],
        },
    )


def _with_ways(weighed: Weighed, question: Question, area_of: Sequence[str]) -> Weighed:
    """With the ways of the people to the place that serves them, in thousand person-kilometres."""
    assert question.reach is not None
    column = {base: index for index, base in enumerate(question.reach.bases)}
    ways = sum(
        block.population * row[column[area]]
        for block, row, area in zip(question.blocks, question.reach.km, area_of, strict=True)
        if area
    )
    return replace(weighed, terms={**weighed.terms, "travel": ways / 1000})


def _known(station: str, result: FacilityResult) -> dict[str, Any]:
    bound = finite(result.lower_bound)
    return {
        "station_code": station,
        "objective": result.objective / 1000,
        "lower_bound": None if bound is None else bound / 1000,
        "gap": finite(result.gap),
        "status": STATUS[result.status],
        "bound_method": result.bound_method,
        "feasible": result.feasible,
        "violation": result.violation,
        "violation_proven_least": False,
    }
