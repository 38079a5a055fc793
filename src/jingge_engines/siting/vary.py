"""The same question with something changed."""

import math
from dataclasses import fields, replace
from typing import Any

from jingge_engines.siting.problem import Problem


def varied(problem: Problem, **changes: Any) -> Problem:
    """A copy with `changes`, checked anew."""
    kept = {item.name: getattr(problem, item.name) for item in fields(problem) if item.init}
    return Problem(**(kept | changes))


def uncapped(problem: Problem) -> Problem:
    """Without any capacity: no plan is worse for it."""
    classes = tuple(replace(one, capacity=math.inf) for one in problem.classes)
    return varied(problem, capacity=None, classes=classes)
