"""The door to the districting engine: plain rows become a `Problem`, the result plain rows again."""

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Protocol

import numpy as np

from jingge.planning.rules import parting
from jingge.planning.terms import (
    Answer,
    AreaFigures,
    Broken,
    Clashing,
    ClashingRule,
    Part,
    Question,
    StationClash,
    StudyAsk,
    Weighed,
)
from jingge_engines.core import observe, stop
from jingge_engines.core.result import Status
from jingge_engines.districting import (
    Evaluation,
    Params,
    Problem,
    Result,
    Violation,
    alternatives,
    clash,
    evaluate,
    solve,
)
from jingge_engines.districting.facilities import FacilityProblem, FacilityResult, solve_facilities
from jingge_engines.districting.warm import warm

KEEP_KM = 20.0
"""At the slider's end a new officer counts as much as living this far from the middle of the area."""
KEEP_EDGES = 10.0
SMALL_ROUND = 2_000
"""Proposals of a round where hundreds of small parts wait for their turn."""
STATUS = {Status.PROVEN: "proven", Status.WITHIN: "within", Status.NO_BOUND: "no_bound_known"}


class Watch(Protocol):
    """Told how far the drawing is; raises what ends it."""

    def __call__(self, share: float, note: str) -> None: ...


def keep_km(change_weight: float) -> float:
    """The slider in words: a change of officer costs as much as this distance from the middle."""
    return KEEP_KM * change_weight


def params_of(question: Question) -> Params:
    """The slider 0…1 on the engine's own scale; squared distance for the moment of inertia."""
    if question.objective == "cut_edges":
        return Params(objective="cut_edges", change_weight=KEEP_EDGES * question.change_weight**2)
    if question.objective == "travel":
        return Params(objective="travel", change_weight=keep_km(question.change_weight))
    return Params(objective="moment_of_inertia", change_weight=keep_km(question.change_weight) ** 2)


def problem_of(question: Question) -> Problem:
    """Regions are the parts of the question, nests communities and villages, today the plan in force."""
    blocks, parts = question.blocks, question.parts or _stations(question)
    place = {block.code: index for index, block in enumerate(blocks)}
    people = np.array([block.population for block in blocks], dtype=float)
    today = parting.today_in_parts(question) if question.parts else tuple(b.beat_code for b in blocks)
    return Problem(
        units=tuple(block.code for block in blocks),
        edges=np.array([(place[a], place[b]) for a, b in question.edges], dtype=np.int64).reshape(-1, 2),
        load=np.array(question.loads, dtype=float),
        points=np.array([(block.lon, block.lat) for block in blocks], dtype=float),
        inertia_weight=people,
        change_weight_of=people,
        region=question.part_of or tuple(block.station_code for block in blocks),
        nest=tuple(block.unit_code for block in blocks) if question.nested else (),
        today=today,
        districts={part.code: part.wanted for part in parts},
        lower={part.code: part.lower for part in parts},
        upper={part.code: part.upper for part in parts},
        **_wishes(question),
    )


def _wishes(question: Question) -> dict[str, Any]:
    """What only some questions ask for."""
    found: dict[str, Any] = {
        name: getattr(question, name) for name in ("together", "apart", "seats") if getattr(question, name)
    }
    if question.reach is not None:
        found |= {"travel": np.array(question.reach.km, dtype=float), "bases": question.reach.bases}
    return found


def _stations(question: Question) -> tuple[Part, ...]:
    """Every station as one part, with limits about the mean of its areas."""
    total: dict[str, float] = {}
    for block, load in zip(question.blocks, question.loads, strict=True):
        total[block.station_code] = total.get(block.station_code, 0.0) + load
    share = question.balance_pct / 100.0
    wanted = {one.code: one.officers for one in question.stations if one.code in total}
    return tuple(
        Part(code, code, k, max(0.0, total[code] / k * (1 - share)), total[code] / k * (1 + share))
        for code, k in wanted.items()
    )


def draw(question: Question, watch: Watch, seconds: float, start: Sequence[str] = ()) -> Answer:
    """Let the engine draw for so many seconds at most. Whatever `watch` raises goes through.

    `start` is a plan to begin from, as the label of the area of every block.

    The engine is compiled before the clock starts: a machine's first plan would otherwise spend its seconds on that.
    """
    warm()
    if question.reach is not None:
        return _serve(question, watch, seconds)
    params = params_of(question)
    if question.choices:
        seconds /= 2
        params = replace(params, islands=1, round_proposals=SMALL_ROUND)
        question = _with_fitting_numbers(question, params, watch, seconds)
    problem = problem_of(question)
    time_rule = stop.MaxTime(seconds)
    result = solve(
        problem,
        stop=stop.AnyOf(time_rule, stop.Proven()),
        rng=question.seed,
        params=params,
        start=np.unique(np.array(start), return_inverse=True)[1] if start else None,
        observe=_Observer(watch, time_rule, seconds),
    )
    return _answer(question, problem, params, result)


def draw_each(questions: Sequence[Question], own: int, drawn: Answer, watch: Watch) -> tuple[Answer, ...]:
    """One answer for each question; `time_s` of each is its time. Neighbours begin from each other's plans.

    The question at place `own` is answered already, by `drawn`; the others follow from there outwards.
    """
    found = {own: drawn}
    order = [*range(own - 1, -1, -1), *range(own + 1, len(questions))]
    for turn, index in enumerate(order):
        question, near = questions[index], found[index + 1 if index < own else index - 1]
        began = time.monotonic()
        answer = draw(question, _Share(watch, turn, len(order)), float(question.time_s), near.area_of)
        answer.report["seconds"] = round(time.monotonic() - began, 2)
        found[index] = answer
    return tuple(found[index] for index in range(len(questions)))


def as_drawn(question: Question, area_of: Sequence[str], known: Mapping[str, Any]) -> Answer:
    """A plan that is there already as an answer; `known` says what was proven of it."""
    return Answer(
        area_of=tuple(area_of),
        weighed=weigh(question, area_of),
        today=None,
        lower_bound=known["lower_bound"],
        gap=known["gap"],
        status=known["status"],
        bound_method=known["report"].get("bound_method", ""),
        by_station=tuple(known["report"].get("by_station", ())),
        report={
            key: known["report"][key]
            for key in ("engine", "version", "seed", "params", "input_hash", "rounds", "seconds")
            if key in known["report"]
        },
    )


def draw_alternatives(question: Question, ask: StudyAsk, watch: Watch) -> tuple[Answer, ...]:
    """The best plan, then others almost as good in which many people lie in another area."""
    warm()
    problem, params = problem_of(question), params_of(question)
    seconds = float(ask.seconds * (ask.plans + 1))
    time_rule = stop.MaxTime(seconds)
    results = alternatives(
        problem,
        count=ask.plans,
        within=ask.within_pct / 100,
        differ=ask.differ_pct / 100,
        stop=time_rule,
        rng=question.seed,
        params=params,
        observe=_Observer(watch, time_rule, seconds),
    )
    return tuple(_answer(question, problem, params, result) for result in results)


def explain(question: Question, watch: Watch, seconds: float) -> Clashing:
    """The smallest set of rules that clash in each station, and the smallest tolerance that works."""
    warm()
    problem = problem_of(question)
    station_of = {part.code: part.station_code for part in question.parts}
    time_rule = stop.MaxTime(seconds)
    found = clash(problem, stop=time_rule, rng=question.seed, observe=_Observer(watch, time_rule, seconds))
    return Clashing(
        tuple(
            StationClash(
                station_code=station_of.get(one.region, one.region),
                rules=tuple(
                    ClashingRule(rule.kind, rule.message, rule.name, rule.units, float(rule.amount))
                    for rule in one.constraints
                ),
                proven=one.proven,
                tolerance_pct=_percent(one.tolerance),
                tolerance_proven=one.tolerance_proven,
            )
            for one in found.by_region
        ),
        _percent(found.tolerance),
    )


def _percent(share: float | None) -> float | None:
    """A share in percent, rounded up to a tenth: with less there might be no plan."""
    return None if share is None else math.ceil(share * 1000 - 1e-9) / 10


class _Share:
    """Progress of one of several pieces of work."""

    def __init__(self, watch: Watch, index: int, count: int) -> None:
        self.watch, self.index, self.count = watch, index, count

    def __call__(self, share: float, note: str) -> None:
        self.watch((self.index + share) / self.count, note)


def weigh(question: Question, area_of: Sequence[str]) -> Weighed:
    """What a plan is worth, for hand edits: milliseconds."""
    params = params_of(question)
    return _as_a_whole(
        question, params, area_of, _weighed(evaluate(problem_of(question), list(area_of), params))
    )


def _as_a_whole(question: Question, params: Params, area_of: Sequence[str], weighed: Weighed) -> Weighed:
    """Figures as if every station were one part: what is set apart must not change how a plan is counted.

    What is broken stays as the parts have it. The objective is never below the one of the parts, because
    there every area of today is continued at least as well: a bound of the parts holds for it too.
    """
    if not question.parts:
        return weighed
    station_of = {part.code: part.station_code for part in question.parts}
    plain = evaluate(problem_of(parting.whole(question)), list(area_of), params)
    figures = {one.label: one for one in plain.districts}
    return replace(
        weighed,
        terms={name: float(value) for name, value in asdict(plain.terms).items()},
        objective=plain.objective,
        broken=tuple(_in_station(one, station_of) for one in weighed.broken),
        areas=tuple(
            replace(
                area,
                station_code=station_of.get(area.station_code, area.station_code),
                continues=figures[area.label].today,
                people_kept=figures[area.label].people_kept,
            )
            for area in weighed.areas
        ),
    )


def _in_station(one: Broken, station_of: dict[str, str]) -> Broken:
    """The same about the part's station; ground that leaves its part is not ground of another station."""
    station = station_of.get(one.station_code, one.station_code)
    kind = "leaves_its_part" if one.kind == "regions_mixed" else one.kind
    return replace(one, station_code=station, kind=kind)


def _answer(question: Question, problem: Problem, params: Params, result: Result) -> Answer:
    """A result in plain values, with today's plan under the same eye."""
    labels = result.plan.label_of_unit()
    weighed = _as_a_whole(question, params, labels, _weighed(result.evaluation, result.violations))
    today = tuple(block.beat_code for block in question.blocks)
    return Answer(
        area_of=tuple(labels[unit] for unit in question.spread_to) if question.spread_to else labels,
        weighed=weighed,
        today=_weighed(evaluate(problem_of(parting.whole(question)), today, params)) if any(today) else None,
        lower_bound=finite(result.lower_bound),
        gap=finite(result.gap),
        status=STATUS[result.status],
        bound_method=result.bound_method,
        by_station=parting.by_station(
            (
                {
                    "station_code": one.region,
                    "objective": finite(one.objective),
                    "lower_bound": finite(one.lower_bound),
                    "gap": finite(one.gap),
                    "status": STATUS[one.status],
                    "bound_method": one.bound_method,
                    "feasible": one.feasible,
                    "violation": finite(one.violation),
                    "violation_proven_least": one.violation_proven_least,
                }
                for one in result.by_region
            ),
            question.parts,
        ),
        report={
            "engine": "jingge_engines.districting",
            "version": result.version,
            "seed": result.seed,
            "params": result.params,
            "input_hash": result.input_hash,
            "rounds": result.rounds,
            "history": [_finite_row(asdict(moment)) for moment in result.history[-200:]],
        },
    )


def _serve(question: Question, watch: Watch, seconds: float) -> Answer:
    """Service areas of places that stand where they stand, station by station."""
    found: list[tuple[str, FacilityResult]] = []
    stations = [part.code for part in question.parts]
    until = stop.MaxTime(seconds)
    until.begin()
    for index, station in enumerate(stations):
        rule = stop.MaxTime(max(0.1, until.seconds_left() / (len(stations) - index)))
        found.append((station, _serve_station(question, station, rule, _Observer(watch, until, seconds))))
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
    question: Question, station: str, rule: stop.MaxTime, observer: "_Observer"
) -> FacilityResult:
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
    return solve_facilities(
        FacilityProblem(
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
        ),
        stop=stop.AnyOf(rule, stop.Proven()),
        rng=question.seed,
        observe=observer,
    )


def _served(question: Question, area_of: Sequence[str], found: list[tuple[str, FacilityResult]]) -> Answer:
    """The same shape as any other answer; people above a capacity are named as load above the limit."""
    weighed = _with_ways(weigh(question, area_of), question, area_of)
    broken = tuple(
        Broken("load_above_upper", one.message, station, one.site, one.unit, float(one.amount))
        for station, result in found
        for one in result.violations
        if one.kind == "load_above_capacity"
    )
    over = {one.area for one in broken}
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
        weighed=replace(
            weighed,
            objective=objective,
            feasible=weighed.feasible and not broken,
            broken=(*weighed.broken, *broken),
            areas=tuple(replace(one, within_limits=one.label not in over) for one in weighed.areas),
        ),
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


def _with_fitting_numbers(question: Question, params: Params, watch: Watch, seconds: float) -> Question:
    """For every part the first of its numbers of areas with the least load outside the limits.

    All parts are tried side by side; one that keeps its limits is not tried again.
    """
    found: dict[str, tuple[float, int]] = {}
    rounds = max(len(numbers) for numbers in question.choices.values())
    for turn in range(rounds):
        open_parts = {
            part: numbers[turn]
            for part, numbers in question.choices.items()
            if turn < len(numbers) and found.get(part, (1.0, 0))[0] > 0
        }
        if not open_parts:
            break
        tried = parting.only(question, open_parts)
        problem = problem_of(tried)
        rule = stop.MaxTime(seconds / rounds)
        watching = _Observer(watch, rule, seconds)
        either = stop.AnyOf(rule, stop.Proven())
        result = solve(problem, stop=either, rng=tried.seed, params=params, observe=watching)
        for one in result.by_region:
            if one.region not in found or one.violation < found[one.region][0]:
                found[one.region] = (one.violation, open_parts[one.region])
    return parting.with_numbers(question, {part: number for part, (_violation, number) in found.items()})


class _Observer:
    """Passes progress on as a share of the time; asks at every round whether to go on."""

    def __init__(self, watch: Watch, time_rule: stop.MaxTime, seconds: float) -> None:
        self.watch, self.time_rule, self.seconds = watch, time_rule, seconds
        self.phase = "start"

    def report(self, progress: observe.Progress) -> None:
        self.phase = progress.phase
        self._say()

    def cancelled(self) -> bool:
        self._say()
        return False  # a wish to stop arrives as an exception from `watch`, so that nothing is kept

    def _say(self) -> None:
        left = self.time_rule.seconds_left()
        self.watch(min(0.98, 1.0 - left / self.seconds), self.phase)


def _weighed(evaluation: Evaluation, violations: Sequence[Violation] | None = None) -> Weighed:
    broken = evaluation.violations if violations is None else violations
    return Weighed(
        terms={name: float(value) for name, value in asdict(evaluation.terms).items()},
        objective=evaluation.objective,
        feasible=evaluation.feasible,
        broken=tuple(_broken(one) for one in broken),
        areas=tuple(
            AreaFigures(
                label=one.label,
                station_code=one.region,
                load=one.load,
                contiguous=one.contiguous,
                nested=one.nested,
                within_limits=one.within_limits,
                continues=one.today,
                people=one.people,
                people_kept=one.people_kept,
                moment_of_inertia=one.moment_of_inertia,
            )
            for one in evaluation.districts
        ),
    )


def finite(value: float | None) -> float | None:
    """An engine may say infinity for "nothing known"; JSON and people have no such number."""
    return value if value is not None and math.isfinite(value) else None


def _finite_row(row: dict[str, Any]) -> dict[str, Any]:
    return {key: finite(value) if isinstance(value, float) else value for key, value in row.items()}


def _broken(one: Violation) -> Broken:
    return Broken(str(one.kind), one.message, one.region, one.district, one.unit, float(one.amount))
