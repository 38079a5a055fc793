"""Words of the rostering engine."""

from jingge_engines.core.reading import InputError


class ProblemError(InputError):
    """The question itself is wrong; the message names the field, the place, the value and the mend."""


OFF = -1
"""No shift that day, wherever shifts are numbers."""
DAYS_OF_A_WEEK = 7
SATURDAY, SUNDAY = 5, 6
"""Counted from Monday, 0."""
