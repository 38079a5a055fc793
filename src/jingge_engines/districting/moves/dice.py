"""Random numbers inside compiled loops: SplitMix64 (Steele, Lea & Flood 2014), its state in an array of one."""

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.jit import lean

STEP = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
A, B, C, HALF, LOW = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(32), np.uint64(11)
UNIT = 1.0 / (1 << 53)


@lean
def bits(dice: NDArray[np.uint64]) -> np.uint64:
    """64 random bits."""
    state = dice[0] + STEP
    dice[0] = state
    state = (state ^ (state >> A)) * FIRST
    state = (state ^ (state >> B)) * SECOND
    return np.uint64(state ^ (state >> C))


@lean
def uniform(dice: NDArray[np.uint64]) -> float:
    """At least 0 and below 1."""
    return float(bits(dice) >> LOW) * UNIT


@lean
def below(dice: NDArray[np.uint64], count: int) -> int:
    """A whole number from 0 to `count` - 1 (count below 2^32)."""
    return int(((bits(dice) >> HALF) * np.uint64(count)) >> HALF)
