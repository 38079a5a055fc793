"""Alternatives that really differ, and why limits clash."""

import math

from jingge.planning.bridge.asking import params_of, problem_of
from jingge.planning.bridge.drawing import answer_of
from jingge.planning.bridge.watching import Observer, Watch
from jingge.planning.terms import Answer, Clashing, ClashingRule, Question, StationClash, StudyAsk
from jingge_engines.core import stop
from jingge_engines.districting import alternatives, clash
from jingge_engines.districting.warm import warm


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
        observe=Observer(watch, time_rule, seconds),
    )
    return tuple(answer_of(question, problem, params, result) for result in results)


def explain(question: Question, watch: Watch, seconds: float) -> Clashing:
    """The smallest set of rules that clash in each station, and the smallest tolerance that works."""
    warm()
    problem = problem_of(question)
    station_of = {part.code: part.station_code for part in question.parts}
    time_rule = stop.MaxTime(seconds)
    found = clash(problem, stop=time_rule, rng=question.seed, observe=Observer(watch, time_rule, seconds))
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
