"""The same question with something changed."""

from dataclasses import fields
from typing import Any

from jingge_engines.siting.problem import Problem


def varied(problem: Problem, **changes: Any) -> Problem:
    """A copy with `changes`, checked anew."""
    kept = {item.name: getattr(problem, item.name) for item in fields(problem) if item.init}
    return Problem(**(kept | changes))
