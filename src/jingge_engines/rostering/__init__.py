"""Rostering: who works when, within the rules of rest and the protected hours of the community, and how good it is."""

from jingge_engines.rostering.objective import certify, terms_of
from jingge_engines.rostering.params import Params
from jingge_engines.rostering.problem import Cover, Fairness, Member, Problem, ProblemError, Shift, Wish
from jingge_engines.rostering.repair import Repair, repair
from jingge_engines.rostering.solution import Broken, Result, Terms
from jingge_engines.rostering.solve import solve

__all__ = [
    "Broken", "Cover", "Fairness", "Member", "Params", "Problem", "ProblemError", "Repair", "Result", "Shift", "Terms", "Wish",
    "certify", "repair", "solve", "terms_of",
]  # fmt: skip
