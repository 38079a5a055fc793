"""Words of the staffing engine."""

from enum import StrEnum
from typing import Literal, get_args

from jingge_engines.core.reading import InputError


class ProblemError(InputError):
    """The question itself is wrong; the message names the field, the place, the value and the mend."""


class Kind(StrEnum):
    """民警、辅警、警务专干. Only officers count in the two ratios."""

    OFFICER = "officer"
    AUXILIARY = "auxiliary"
    HELPER = "helper"


Goal = Literal["transfers", "role_changes", "posts_left", "distance_m", "preferences_missed", "imbalance"]
GOALS: tuple[Goal, ...] = get_args(Goal)
"""In the order of the default: moves are people, so they come before everything that is only better."""
