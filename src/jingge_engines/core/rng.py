"""Dice are passed in, never taken from the air."""

import numpy as np


def dice(seed: int) -> np.random.Generator:
    """A generator whose whole future follows from `seed`, on any machine and with any hash seed."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))


def seed_of(rng: np.random.Generator) -> int | None:
    """The seed `rng` was made from, for the record of a result; None where it was not made from one."""
    sequence = rng.bit_generator.seed_seq
    entropy = getattr(sequence, "entropy", None)
    return int(entropy) if isinstance(entropy, (int, np.integer)) else None


def throw(rng: np.random.Generator) -> int:
    """A seed for a compiled loop, which keeps its own generator."""
    return int(rng.integers(1, 2**31 - 1))
