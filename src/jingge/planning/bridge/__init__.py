"""The door to the districting engine: plain rows become a `Problem`, the result plain rows again."""

from jingge.planning.bridge.asking import keep_km, params_of, problem_of
from jingge.planning.bridge.curving import draw_curve
from jingge.planning.bridge.drawing import as_drawn, draw, draw_each
from jingge.planning.bridge.serving import weigh_served
from jingge.planning.bridge.studying import draw_alternatives, explain
from jingge.planning.bridge.watching import Watch
from jingge.planning.bridge.weighing import finite, weigh

__all__ = [
    "Watch",
    "as_drawn",
    "draw",
    "draw_alternatives",
    "draw_curve",
    "draw_each",
    "explain",
    "finite",
    "keep_km",
    "params_of",
    "problem_of",
    "weigh",
    "weigh_served",
]
