"""The climb without threads comes to the bottom of smooth functions, and of some with bends."""

import numpy as np
import pytest

from jingge_engines.core.lbfgs import Floats, minimise


def rosenbrock(x: Floats) -> tuple[float, Floats]:
    """A bent valley with its bottom at ones."""
    ahead, rest = x[1:] - x[:-1] ** 2, 1 - x[:-1]
    slope = np.zeros_like(x)
    slope[:-1] = -400 * x[:-1] * ahead - 2 * rest
    slope[1:] += 200 * ahead
    return float((100 * ahead**2 + rest**2).sum()), slope


def test_it_comes_to_the_bottom_of_a_bent_valley() -> None:
    found = minimise(rosenbrock, np.full(10, -1.2), 500, lambda: False)
    assert found == pytest.approx(np.ones(10), abs=1e-3)


def test_it_never_hands_back_anything_higher_than_the_start() -> None:
    def bent(x: Floats) -> tuple[float, Floats]:
        return float(np.abs(x).sum()), np.sign(x)

    start = np.linspace(-3, 4, 9)
    assert bent(minimise(bent, start, 50, lambda: False))[0] < bent(start)[0]


def test_it_stops_when_told_to() -> None:
    calls: list[int] = []

    def counted(x: Floats) -> tuple[float, Floats]:
        calls.append(1)
        return rosenbrock(x)

    minimise(counted, np.zeros(4), 500, lambda: len(calls) >= 5)
    assert len(calls) == 5
