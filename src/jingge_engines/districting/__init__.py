"""Which ground is whose: contiguous, balanced, compact, stable areas, and how far from the best they are."""

from jingge_engines.districting.alternatives import alternatives, difference
from jingge_engines.districting.clash import Clash, Constraint, RegionClash, clash
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
from jingge_engines.districting.tradeoff import tradeoff

__all__ = [
    "Broken",
    "Clash",
    "Constraint",
    "DistrictFigures",
    "Evaluation",
    "Measure",
    "Params",
    "Plan",
    "Problem",
    "ProblemError",
    "RegionClash",
    "RegionResult",
    "Result",
    "Terms",
    "Violation",
    "alternatives",
    "clash",
    "diagnose",
    "difference",
    "evaluate",
    "solve",
    "tradeoff",
]
