"""What every peer program shares: the question from standard input, the clock, the best plan, the answer.

Runs inside .venv-peers, where neither Jingge nor its engines are installed.
"""

import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

EARTH_KM = 6371.0088


class TimeIsUp(BaseException):
    """Not an Exception, so that nobody's `except Exception` takes it for a failed attempt."""


class Question:
    """Units, neighbours, loads and limits; squared distances for the moment of inertia."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.edges = [(int(u), int(v)) for u, v in told["edges"]]
        self.load: NDArray[Any] = np.array(told["load"], dtype=float)
        self.weight = np.array(told["weight"], dtype=float)
        self.points = np.array(told["points"], dtype=float)
        self.plane = told["metric"] == "plane"
        self.districts = int(told["districts"])
        self.lower, self.upper = float(told["lower"]), float(told["upper"])
        self.objective = str(told["objective"])
        self.seconds, self.seed = float(told["seconds"]), int(told["seed"])
        self.method = str(told.get("method", ""))
        self.size = len(self.load)
        self.ideal = self.load.sum() / self.districts
        self.neighbours: list[list[int]] = [[] for _ in range(self.size)]
        for u, v in self.edges:
            self.neighbours[u].append(v)
            self.neighbours[v].append(u)

    @property
    def epsilon(self) -> float:
        """Share around the ideal load that lies inside both limits."""
        return float(min(self.upper / self.ideal - 1, 1 - self.lower / self.ideal))

    def squared(self) -> NDArray[Any]:
        """n x n squared distances, in the units of `points` or in km."""
        if self.plane:
            x, y = self.points.T
            return np.asarray(np.subtract.outer(x, x) ** 2 + np.subtract.outer(y, y) ** 2)
        lon, lat = np.radians(self.points).T
        half = np.sin(np.subtract.outer(lat, lat) / 2) ** 2
        half += np.outer(np.cos(lat), np.cos(lat)) * np.sin(np.subtract.outer(lon, lon) / 2) ** 2
        return np.asarray((2 * EARTH_KM * np.arcsin(np.sqrt(half))) ** 2)

    def plane_km(self) -> NDArray[Any]:
        """Coordinates in which equal distances are equal, for methods that cluster attributes."""
        if self.plane:
            return self.points
        lon, lat = np.radians(self.points).T
        return EARTH_KM * np.column_stack([lon * np.cos(lat.mean()), lat])

    def value(self, label: NDArray[Any], squared: NDArray[Any] | None) -> float:
        """The objective of a plan."""
        if squared is None:
            return float(sum(label[u] != label[v] for u, v in self.edges))
        total = 0.0
        for area in np.unique(label):
            inside = np.flatnonzero(label == area)
            total += float((self.weight[inside] @ squared[np.ix_(inside, inside)]).min())
        return total / 1e6

    def deviation(self, label: NDArray[Any]) -> float:
        """How far the load of the worst area lies from the ideal, as a share; infinite with too few areas."""
        areas, at = np.unique(label, return_inverse=True)
        if len(areas) != self.districts or not self.connected(label):
            return float("inf")
        loads = np.bincount(at, self.load)
        return float(np.abs(loads / self.ideal - 1).max())

    def within(self, label: NDArray[Any]) -> bool:
        """Whether every load lies inside the limits."""
        loads = np.bincount(np.unique(label, return_inverse=True)[1], self.load)
        room = 1e-9 * self.ideal
        return bool(loads.min() >= self.lower - room and loads.max() <= self.upper + room)

    def connected(self, label: NDArray[Any]) -> bool:
        """Whether every area is in one piece."""
        seen = np.zeros(self.size, dtype=bool)
        begun = set()
        for unit in range(self.size):
            if seen[unit]:
                continue
            if label[unit] in begun:
                return False
            begun.add(label[unit])
            seen[unit] = True
            stack = [unit]
            while stack:
                for other in self.neighbours[stack.pop()]:
                    if not seen[other] and label[other] == label[unit]:
                        seen[other] = True
                        stack.append(other)
        return True


class Best:
    """The best plan so far, and when it came; a plan outside the limits counts only while there is no other."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self.label: list[int] | None = None
        self.value: float | None = None
        self.deviation = float("inf")
        self.trace: list[tuple[float, float]] = []
        self.steps = 0
        self.note = ""

    @property
    def gone(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.begun

    def offer(self, value: float, label: Callable[[], list[int]]) -> None:
        """A plan inside the limits."""
        if self.value is None or value < self.value - 1e-12 * abs(value):
            self.value, self.label = value, label()
            self.trace.append((round(self.gone, 3), value))

    def offer_outside(self, deviation: float, label: list[int], note: str) -> None:
        """A plan that breaks the limits."""
        if self.value is None and deviation < self.deviation:
            self.deviation, self.label, self.note = deviation, label, note


def peak_mb() -> float:
    """Most memory this program ever held; getrusage would count what its parent held when it was started."""
    with open("/proc/self/status", encoding="ascii") as file:
        return next(float(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Ends what runs inside after so many seconds, wherever it is in its Python code."""

    def ring(*_: object) -> None:
        raise TimeIsUp

    begun = time.monotonic()
    signal.signal(signal.SIGALRM, ring)
    left, _ = signal.setitimer(signal.ITIMER_REAL, max(0.01, seconds))
    try:
        yield
    finally:
        # The clock around this one goes on.
        rest = max(0.001, left - (time.monotonic() - begun)) if left else 0.0
        signal.setitimer(signal.ITIMER_REAL, rest)


def answer(play: Callable[[Question, Best], None]) -> None:
    """Read the question, let the peer play until the time is up, print what it found."""
    question = Question(json.load(sys.stdin))
    best = Best()
    try:
        with deadline(question.seconds):
            play(question, best)
    except TimeIsUp:
        pass
    told = {
        "label": best.label,
        "trace": best.trace,
        "steps": best.steps,
        "note": best.note,
        "used": best.gone,
        "mb": peak_mb(),
    }
    print(json.dumps(told))
