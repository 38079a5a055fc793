"""Let the engine draw, and give its result back as plain values with where it came from."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from jingge.planning.bridge.asking import params_of, problem_of
from jingge.planning.bridge.serving import serve
from jingge.planning.bridge.watching import Observer, Share, Watch
from jingge.planning.bridge.weighing import STATUS, as_a_whole, finite, weigh, weighed_of
from jingge.planning.rules import parting
from jingge.planning.terms import Answer, Question
from jingge_engines.core import stop
from jingge_engines.districting import Params, Problem, Result, evaluate, solve
from jingge_engines.districting.warm import warm

SMALL_ROUND = 2_000
"""Proposals of a round where hundreds of small parts wait for their turn."""


def draw(question: Question, watch: Watch, seconds: float, start: Sequence[str] = ()) -> Answer:
    """Let the engine draw for so many seconds at most. Whatever `watch` raises goes through.

    `start` is a plan to begin from, as the label of the area of every block.

    The engine is compiled before the clock starts: a machine's first plan would otherwise spend its seconds on that.
    """
    warm()
    if question.reach is not None:
        return serve(question, watch, seconds)
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
        observe=Observer(watch, time_rule, seconds),
    )
    return answer_of(question, problem, params, result)


def draw_each(questions: Sequence[Question], own: int, drawn: Answer, watch: Watch) -> tuple[Answer, ...]:
    """One answer for each question; `time_s` of each is its time. Neighbours begin from each other's plans.

    The question at place `own` is answered already, by `drawn`; the others follow from there outwards.
    """
    found = {own: drawn}
    order = [*range(own - 1, -1, -1), *range(own + 1, len(questions))]
    for turn, index in enumerate(order):
        question, near = questions[index], found[index + 1 if index < own else index - 1]
        began = time.monotonic()
        answer = draw(question, Share(watch, turn, len(order)), float(question.time_s), near.area_of)
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


def answer_of(question: Question, problem: Problem, params: Params, result: Result) -> Answer:
    """A result in plain values, with today's plan under the same eye."""
    labels = result.plan.label_of_unit()
    weighed = as_a_whole(question, params, labels, weighed_of(result.evaluation, result.violations))
    today = tuple(block.beat_code for block in question.blocks)
    return Answer(
        area_of=tuple(labels[unit] for unit in question.spread_to) if question.spread_to else labels,
        weighed=weighed,
        today=weighed_of(evaluate(problem_of(parting.whole(question)), today, params))
        if any(today)
        else None,
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


def _finite_row(row: dict[str, Any]) -> dict[str, Any]:
    return {key: finite(value) if isinstance(value, float) else value for key, value in row.items()}


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
        watching = Observer(watch, rule, seconds)
        either = stop.AnyOf(rule, stop.Proven())
        result = solve(problem, stop=either, rng=tried.seed, params=params, observe=watching)
        for one in result.by_region:
            if one.region not in found or one.violation < found[one.region][0]:
                found[one.region] = (one.violation, open_parts[one.region])
    return parting.with_numbers(question, {part: number for part, (_violation, number) in found.items()})
