"""The smallest set of rules that clash: leave any one of them out and there is a plan."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from jingge_engines.siting.board import Board
from jingge_engines.siting.effort import Effort
from jingge_engines.siting.exact import find
from jingge_engines.siting.problem import Problem
from jingge_engines.siting.solution import Broken, Violation
from jingge_engines.siting.terms import EVERY_POINT, Model
from jingge_engines.siting.vary import uncapped, varied


@dataclass(frozen=True)
class Rule:
    """One rule that can be left out."""

    name: str
    words: str
    without: Callable[[Problem], Problem]


def rules_of(problem: Problem) -> list[Rule]:
    """Every rule of the question that can be left out, except that points are served."""
    rules: list[Rule] = []
    if problem.count is not None:
        words = f"the number of offices is {problem.count}"
        rules.append(Rule("count", words, lambda one: varied(one, count=None)))
    rules += [Rule(f"kept:{one}", f"site {one!r} is kept", _drop_kept(one)) for one in problem.kept]
    rules += [
        Rule(f"forbidden:{one}", f"site {one!r} is forbidden", _drop_forbidden(one))
        for one in problem.forbidden
    ]
    if np.isfinite(problem.capacities).any() or any(math.isfinite(c.capacity) for c in problem.classes):
        rules.append(Rule("capacity", "the capacities", uncapped))
    if math.isfinite(problem.radius) or any(one.radius is not None for one in problem.classes):
        rules.append(Rule("radius", f"the radius ({problem.radius:g})", _unlimited))
    if any(one.least or one.most is not None for one in problem.classes):
        rules.append(Rule("classes", "the numbers of offices by class", _any_class))
    if problem.budget is not None:
        words = f"the budget of {problem.budget:g}"
        rules.append(Rule("budget", words, lambda one: varied(one, budget=None)))
    if problem.differ_from:
        words = "the difference from earlier plans"
        rules.append(Rule("difference", words, lambda one: varied(one, differ_from=())))
    return rules


def clash(problem: Problem, effort: Effort) -> tuple[Rule, ...]:
    """A minimal clashing set; empty where there is a plan or the time does not suffice.

    Whether a plan exists does not depend on what is best: every look is a set cover.
    """
    question = _whether(problem)
    if _has_plan(question, effort) is not False:
        return ()
    needed: list[Rule] = []
    for rule in rules_of(problem):
        without = rule.without(question)
        answer = _has_plan(without, effort)
        if answer is None:
            return ()
        if answer:
            needed.append(rule)
        else:
            question = without
    return tuple(needed)


def clash_violation(rules: tuple[Rule, ...]) -> Violation:
    """The clash as a sentence, and as names."""
    text = "proven that no plan keeps all rules"
    if rules:
        text += "; these clash, and leaving out any one of them would do: "
        text += "; ".join(rule.words for rule in rules)
    return Violation(Broken.NO_PLAN_EXISTS, text, rules=tuple(rule.name for rule in rules))


def _has_plan(problem: Problem, effort: Effort) -> bool | None:
    """None: not known."""
    if effort.over():
        return None
    found = find(Board(problem), effort)
    return True if found.opened is not None else (False if found.impossible else None)


def _whether(problem: Problem) -> Problem:
    """The question that asks no more than whether there is a plan."""
    if problem.model in EVERY_POINT:
        return varied(problem, model=Model.SET_COVER, radius=min(problem.radius, _far(problem)))
    # Nobody has to be served: only the rules on which sites open can clash.
    open_ground = uncapped(varied(problem, travel=np.zeros_like(problem.travel)))
    return varied(open_ground, model=Model.SET_COVER, radius=1.0)


def _far(problem: Problem) -> float:
    """Beyond every distance, and still a number."""
    return float(problem.travel[np.isfinite(problem.travel)].max(initial=0.0)) + 1.0


def _drop_kept(site: str) -> Callable[[Problem], Problem]:
    return lambda one: varied(one, kept=tuple(other for other in one.kept if other != site))


def _drop_forbidden(site: str) -> Callable[[Problem], Problem]:
    return lambda one: varied(one, forbidden=tuple(other for other in one.forbidden if other != site))


def _unlimited(problem: Problem) -> Problem:
    classes = tuple(replace(one, radius=None) for one in problem.classes)
    return varied(problem, radius=_far(problem), classes=classes)


def _any_class(problem: Problem) -> Problem:
    return varied(problem, classes=tuple(replace(one, least=0, most=None) for one in problem.classes))
