"""spopt: regionalisation by similarity and contiguity. Inside .venv-peers.

None of its methods takes both limits and a number of areas, so every one that comes near is tried with what it
knows of the question, again and again with other seeds until the time is up; the best plan inside the limits
counts, or else the one that misses them least.
"""

import random
import warnings
from collections.abc import Callable
from typing import Any

import geopandas
import numpy as np
from libpysal.weights import W
from numpy.typing import NDArray
from plans import Best, Question, TimeIsUp, answer, deadline
from spopt.region import AZP, MaxPHeuristic, RegionKMeansHeuristic, Skater, WardSpatial

warnings.filterwarnings("ignore")
WHERE = ["x", "y"]


class Trials:
    """Every method on one question."""

    def __init__(self, question: Question, best: Best) -> None:
        self.question, self.best, self.asked = question, best, 0
        self.squared = question.squared() if question.objective == "moment_of_inertia" else None
        where = question.plane_km()
        self.frame = geopandas.GeoDataFrame(
            {"x": where[:, 0], "y": where[:, 1], "load": question.load},
            geometry=geopandas.points_from_xy(where[:, 0], where[:, 1]),
        )
        self.weights = W(dict(enumerate(question.neighbours)), silence_warnings=True)

    def ward(self, seed: int) -> NDArray[Any]:
        """Deterministic, so only the first call can find anything new."""
        model = WardSpatial(self.frame, self.weights, WHERE, n_clusters=self.question.districts)
        model.solve()
        return np.asarray(model.labels_)

    def skater(self, seed: int) -> NDArray[Any]:
        """A pruned spanning tree; its floor counts units, so it is the fewest that could reach the limit."""
        floor = max(1, int(self.question.lower / self.question.load.max()))
        model = Skater(self.frame, self.weights, WHERE, n_clusters=self.question.districts, floor=floor)
        model.solve()
        return np.asarray(model.labels_)

    def k_means(self, seed: int) -> NDArray[Any]:
        """K-means that keeps regions in one piece."""
        where = self.frame[WHERE].to_numpy()
        model = RegionKMeansHeuristic(where, self.question.districts, self.weights, seed=seed)
        model.solve()
        return np.asarray(model.labels_)

    def azp(self, seed: int) -> NDArray[Any]:
        """Openshaw's automatic zoning."""
        model = AZP(self.frame, self.weights, WHERE, self.question.districts, random_state=seed)
        model.solve()
        return np.asarray(model.labels_)

    def max_p(self, seed: int) -> NDArray[Any]:
        """As many regions as reach a threshold: the lower limit, and less every time, until the number is right."""
        np.random.seed(seed)  # the way spopt throws its dice
        random.seed(seed)
        threshold = self.question.lower * 0.95**self.asked
        self.asked += 1
        model = MaxPHeuristic(
            self.frame,
            self.weights,
            WHERE,
            "load",
            threshold,
            2,
            max_iterations_construction=10,
            max_iterations_sa=1,
        )
        model.solve()
        return np.asarray(model.labels_)

    def attempt(self, method: Callable[[int], NDArray[Any]], seed: int) -> None:
        """Run one method and judge its plan."""
        name = method.__name__
        try:
            label = np.asarray(method(seed)).astype(int)
        except Exception as error:  # a method that cannot do it is an answer, too
            self.best.note = self.best.note or f"{name}: {type(error).__name__}"
            return
        self.best.steps += 1
        deviation = self.question.deviation(label)
        if deviation < float("inf") and self.question.within(label):
            self.best.offer(self.question.value(label, self.squared), label.tolist)
        else:
            self.best.offer_outside(deviation, label.tolist(), name)

    def play(self) -> None:
        """Each method its share of the time, then those with dice again."""
        methods = [self.ward, self.skater, self.k_means, self.max_p, self.azp]
        for index, method in enumerate(methods):
            left = self.question.seconds - self.best.gone
            self.within(left / (len(methods) - index), method, self.question.seed)
        for again in range(1, 10**6):
            for method in (self.k_means, self.max_p, self.azp):
                left = self.question.seconds - self.best.gone
                if left <= 0.05:
                    return
                self.within(
                    left / 3 if method != self.k_means else left, method, self.question.seed + 1000 * again
                )

    def within(self, seconds: float, method: Callable[[int], NDArray[Any]], seed: int) -> None:
        """One attempt in a share of the time."""
        try:
            with deadline(seconds):
                self.attempt(method, seed)
        except TimeIsUp:
            self.best.note = self.best.note or f"{method.__name__}: not done in its time"


if __name__ == "__main__":
    answer(lambda question, best: Trials(question, best).play())
