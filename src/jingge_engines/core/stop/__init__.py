"""Stopping rules, each tiny; an engine is handed one and asks nothing else about time.

A rule is started once (`begin`) and then asked (`reached`). `seconds_left` and `rounds_left` let an engine
size what cannot be interrupted.
"""

from jingge_engines.core.stop.any_of import AnyOf
from jingge_engines.core.stop.cancelled import Cancelled
from jingge_engines.core.stop.found import Found
from jingge_engines.core.stop.iterations import MaxIterations
from jingge_engines.core.stop.no_improvement import NoImprovement
from jingge_engines.core.stop.proven import Proven
from jingge_engines.core.stop.rule import State, StopRule
from jingge_engines.core.stop.time import MaxTime

__all__ = [
    "AnyOf",
    "Cancelled",
    "Found",
    "MaxIterations",
    "MaxTime",
    "NoImprovement",
    "Proven",
    "State",
    "StopRule",
]
