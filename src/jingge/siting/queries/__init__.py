"""Reading studies, the ground a study looks at, and what a plan would hand over."""

from jingge.siting.queries.ground import (
    Choice,
    choices,
    counted,
    ground_on,
    sites_on,
    total_on,
    unit_words,
    weights_of,
)
from jingge.siting.queries.handovers import handovers, served
from jingge.siting.queries.studies import answer_of, ask_of, get_study, list_studies, plan_points

__all__ = [
    "Choice",
    "answer_of",
    "ask_of",
    "choices",
    "counted",
    "get_study",
    "ground_on",
    "handovers",
    "list_studies",
    "plan_points",
    "served",
    "sites_on",
    "total_on",
    "unit_words",
    "weights_of",
]
