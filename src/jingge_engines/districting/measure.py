"""A further load to be kept between limits: households, incidents, area."""

from collections.abc import Mapping
from dataclasses import dataclass

from numpy.typing import ArrayLike

Limit = float | Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Measure:
    """One number of at least 0 per unit, and the limits of its sum over an area."""

    values: ArrayLike
    lower: Limit = 0.0
    """One value for every region, or a mapping from region to value."""
    upper: Limit = float("inf")
