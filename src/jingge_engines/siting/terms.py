"""The words of siting: the questions that can be asked."""

from enum import StrEnum


class Model(StrEnum):
    """What a good set of offices is."""

    P_MEDIAN = "p_median"
    """Least sum of weight x distance to the office that serves the point (Hakimi 1964)."""
    MAX_COVER = "max_cover"
    """Greatest weight within the radius of an office (Church & ReVelle 1974)."""
    SET_COVER = "set_cover"
    """Least cost, at 1 each the fewest offices, with every point within a radius (Toregas et al. 1971)."""
    DOUBLE_COVER = "double_cover"
    """Greatest weight within the radius of two offices (Hogan & ReVelle 1986)."""
    P_CENTRE = "p_centre"
    """Least distance of the point that is farthest from its office."""
    EXPECTED_COVER = "expected_cover"
    """Greatest expected weight answered when an office is busy with a given probability (Daskin 1983)."""


GREATEST = (Model.MAX_COVER, Model.DOUBLE_COVER, Model.EXPECTED_COVER)
"""Models whose value is to be as great as can be; that of the others as small."""
EVERY_POINT = (Model.P_MEDIAN, Model.SET_COVER, Model.P_CENTRE)
"""Models in which every point must have an office."""
