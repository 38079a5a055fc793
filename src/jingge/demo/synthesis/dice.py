"""Chance that stays the same tomorrow: only raw doubles of PCG64 are drawn, whose stream NumPy keeps."""

import math
import zlib
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
FloatArray = NDArray[np.float64]


class Dice:
    """One stream of chance per topic, so that a change to the roads does not move the villages."""

    def __init__(self, seed: int, topic: str) -> None:
        self._generator = np.random.Generator(np.random.PCG64([seed, zlib.crc32(topic.encode())]))

    def doubles(self, count: int) -> FloatArray:
        """`count` numbers in [0, 1)."""
        return self._generator.random(count)

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * float(self._generator.random())

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._generator.random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        return items[self.whole(0, len(items) - 1)]

    def normal(self) -> float:
        """Standard normal by Box and Muller, 1958."""
        first, second = self.doubles(2)
        return math.sqrt(-2.0 * math.log(1.0 - first)) * math.cos(2.0 * math.pi * second)

    def around_one(self, spread: float) -> float:
        """A positive factor with median one: log-normal with the given spread."""
        return math.exp(spread * self.normal())

    def count(self, mean: float) -> int:
        """Poisson by Knuth's product of uniforms; enough for the small means of a block."""
        limit, product, drawn = math.exp(-mean), float(self._generator.random()), 0
        while product > limit:
            product *= float(self._generator.random())
            drawn += 1
        return drawn
