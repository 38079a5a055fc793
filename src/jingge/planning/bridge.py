"""The door to the districting engine: plain rows become a `Problem`, the result plain rows again."""

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Protocol

import numpy as np

from jingge.planning.terms import Answer, AreaFigures, Broken, Question, Weighed
from jingge_engines.core import observe, stop
from jingge_engines.core.result import Status
from jingge_engines.districting import Evaluation, Params, Problem, Result, Violation, evaluate, solve
from jingge_engines.districting.warm import warm

KEEP_KM = 20.0
"""At the slider's end a new officer counts as much as living this far from the middle of the area."""
KEEP_EDGES = 10.0
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
    return Params(objective="moment_of_inertia", change_weight=keep_km(question.change_weight) ** 2)


def problem_of(question: Question) -> Problem:
    """The whole bureau: regions are stations, nests communities and villages, today the plan in force."""
    blocks = question.blocks
    place = {block.code: index for index, block in enumerate(blocks)}
    region = tuple(block.station_code for block in blocks)
    total: dict[str, float] = {}
    for code, load in zip(region, question.loads, strict=True):
        total[code] = total.get(code, 0.0) + load
    wanted = {station.code: station.officers for station in question.stations if station.code in total}
    share = question.balance_pct / 100.0
    people = np.array([block.population for block in blocks], dtype=float)
    return Problem(
        units=tuple(block.code for block in blocks),
        edges=np.array([(place[a], place[b]) for a, b in question.edges], dtype=np.int64).reshape(-1, 2),
        load=np.array(question.loads, dtype=float),
        points=np.array([(block.lon, block.lat) for block in blocks], dtype=float),
        inertia_weight=people,
        change_weight_of=people,
        region=region,
        nest=tuple(block.unit_code for block in blocks),
        today=tuple(block.beat_code for block in blocks),
        districts=wanted,
        lower={code: max(0.0, total[code] / k * (1 - share)) for code, k in wanted.items()},
        upper={code: total[code] / k * (1 + share) for code, k in wanted.items()},
    )


def draw(question: Question, watch: Watch, seconds: float) -> Answer:
    """Let the engine draw for so many seconds at most. Whatever `watch` raises goes through.

    The engine is compiled before the clock starts: a machine's first plan would otherwise spend its seconds on that.
    """
    warm()
    problem, params = problem_of(question), params_of(question)
    time_rule = stop.MaxTime(seconds)
    result = solve(
        problem,
        stop=stop.AnyOf(time_rule, stop.Proven()),
        rng=question.seed,
        params=params,
        observe=_Observer(watch, time_rule, seconds),
    )
    return _answer(question, problem, params, result)


def weigh(question: Question, area_of: Sequence[str]) -> Weighed:
    """What a plan is worth, for hand edits: milliseconds."""
    return _weighed(evaluate(problem_of(question), list(area_of), params_of(question)))


def _answer(question: Question, problem: Problem, params: Params, result: Result) -> Answer:
    """A result in plain values, with today's plan under the same eye."""
    labels = result.plan.label_of_unit()
    weighed = _weighed(result.evaluation, result.violations)
    today = tuple(block.beat_code for block in question.blocks)
    return Answer(
        area_of=labels,
        weighed=weighed,
        today=_weighed(evaluate(problem, today, params)) if any(today) else None,
        lower_bound=finite(result.lower_bound),
        gap=finite(result.gap),
        status=STATUS[result.status],
        bound_method=result.bound_method,
        by_station=tuple(
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
