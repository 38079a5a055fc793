"""Rows of a program, gathered one by one."""

import numpy as np

from jingge_engines.core.mixed import MixedProgram


class Rows:
    """Rows gathered one by one."""

    def __init__(self) -> None:
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.starts = [0]
        self.columns: list[int] = []
        self.values: list[float] = []

    def add(self, lower: float, upper: float, columns: list[int], values: list[float]) -> None:
        """One more row."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.columns += columns
        self.values += values
        self.starts.append(len(self.columns))

    def give(self, program: MixedProgram) -> None:
        """Hand them all over."""
        if self.lower:
            program.add_rows(
                np.array(self.lower), np.array(self.upper), np.array(self.starts), np.array(self.columns),
                np.array(self.values),
            )  # fmt: skip
