"""Where police offices stand: medians, covers and centres with proof, alternatives, and what one more adds."""

from jingge_engines.siting.alternatives import Addition, adds, alternatives
from jingge_engines.siting.measure import travel_between
from jingge_engines.siting.objective import evaluate
from jingge_engines.siting.params import Params
from jingge_engines.siting.problem import Model, OfficeClass, Problem, ProblemError
from jingge_engines.siting.solution import Broken, Evaluation, Office, Plan, Result, Terms, Violation
from jingge_engines.siting.solve import solve

__all__ = [
    "Addition",
    "Broken",
    "Evaluation",
    "Model",
    "Office",
    "OfficeClass",
    "Params",
    "Plan",
    "Problem",
    "ProblemError",
    "Result",
    "Terms",
    "Violation",
    "adds",
    "alternatives",
    "evaluate",
    "solve",
    "travel_between",
]
