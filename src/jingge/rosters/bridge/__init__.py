"""A station's month to the rostering engine's question and back. The only door to the engine."""

import time

from jingge.rosters.bridge.asking import problem_of
from jingge.rosters.bridge.watching import Observer, Watch
from jingge.rosters.terms import Clash, Drawn, Question, Rows
from jingge_engines.core import stop
from jingge_engines.rostering import Params, Result, repair, solve

__all__ = ["Observer", "Watch", "draw", "mend"]

WORK = Params(turns=1, nodes=20, choice=1200)
"""What decides when a roster is good enough, so that it is the same on every machine; the seconds only cut it short."""


def draw(question: Question, watch: Watch) -> Drawn:
    """The best month that the work finds, within the station's seconds."""
    began = time.monotonic()
    time_rule = stop.MaxTime(float(question.rules.seconds))
    found = solve(
        problem_of(question),
        stop=stop.AnyOf(time_rule, stop.Proven()),
        rng=1,
        params=WORK,
        observe=Observer(watch, time_rule, float(question.rules.seconds)),
    )
    return drawn(found, found.roster, found.terms.missing if found.terms else 0, began)


def mend(question: Question, rows: Rows, away: dict[str, list[int]], from_day: int, watch: Watch) -> Drawn:
    """The month with somebody away: cover first, then as few changed days as can be."""
    began = time.monotonic()
    time_rule = stop.MaxTime(float(question.rules.seconds))
    found = repair(
        problem_of(question, able=rows),
        rows,
        away,
        from_day=from_day,
        stop=stop.AnyOf(time_rule, stop.Proven()),
        params=WORK,
        observe=Observer(watch, time_rule, float(question.rules.seconds)),
    )
    return drawn(found.result, found.roster, found.terms.missing if found.terms else 0, began)


def drawn(result: Result, rows: Rows, missing: int, began: float) -> Drawn:
    rules: dict[str, list[str]] = {}
    for broken in result.broken:
        rules.setdefault(broken.number, []).append(broken.rule)
    above = None
    if result.objective is not None and result.lower_bound is not None:
        above = max(0.0, result.objective - result.lower_bound)
    return Drawn(
        feasible=result.feasible,
        rows=rows if result.feasible else (),
        status=result.status.value,
        missing=missing,
        above=above,
        clashes=tuple(Clash(number, tuple(names)) for number, names in rules.items()),
        seconds=time.monotonic() - began,
    )
