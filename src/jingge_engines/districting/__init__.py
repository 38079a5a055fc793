"""Which ground is whose: contiguous, balanced, compact, stable areas, and how far from the best they are."""

from jingge_engines.districting.diagnose import diagnose
from jingge_engines.districting.objective import evaluate
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import Measure, Problem, ProblemError
from jingge_engines.districting.solution import (
    Broken,
    DistrictFigures,
    Evaluation,
    Plan,
    RegionResult,
    Result,
    Terms,
    Violation,
)
from jingge_engines.districting.solve import solve

__all__ = [
    "Broken",
    "DistrictFigures",
    "Evaluation",
    "Measure",
    "Params",
    "Plan",
    "Problem",
    "ProblemError",
    "RegionResult",
    "Result",
    "Terms",
    "Violation",
    "diagnose",
    "evaluate",
    "solve",
]
