"""What is read from a data frame, column by column, each with a refusal that names the column."""

import math
from typing import Any

import numpy as np

from jingge_engines.districting.checks import Floats, ProblemError


class Columns:
    """Rows of a (Geo)DataFrame, or of anything that looks like one: a list of polygons is one without columns."""

    def __init__(self, frame: Any) -> None:
        """Only look: nothing of the frame is changed."""
        self.frame = frame
        self.names = {str(name): name for name in getattr(frame, "columns", ())}

    def shapes(self) -> Any:
        """The geometry column in force, or the list itself."""
        if not hasattr(self.frame, "columns"):
            return getattr(self.frame, "geometry", self.frame)
        try:
            return self.frame.geometry
        except AttributeError:
            raise ProblemError(
                "geometry: the frame has no geometry column in force; give a GeoDataFrame, see set_geometry"
            ) from None

    def index(self) -> list[Any]:
        """Labels of the rows, positions where there are none."""
        labels = getattr(self.frame, "index", None)
        return list(range(len(self.frame)) if labels is None or callable(labels) else labels)

    def of(self, name: str) -> list[Any]:
        """The values of a column."""
        if name not in self.names:
            raise ProblemError(f"frame: no column {name!r}; there are {', '.join(self.names) or 'none'}")
        return list(self.frame[self.names[name]])

    def ids(self, name: str | None) -> tuple[str, ...]:
        """Unit ids: a column, or the index."""
        return tuple(str(one) for one in (self.index() if name is None else self.of(name)))

    def labels(self, name: str | None) -> tuple[str, ...]:
        """Texts, "" where nothing is; none at all without a name."""
        if name is None:
            return ()
        return tuple("" if _nothing(one) else str(one) for one in self.of(name))

    def numbers(self, name: str) -> Floats:
        """Numbers, NaN where nothing is."""
        values = self.of(name)
        for place, one in enumerate(values):
            if not _nothing(one) and not _numeric(one):
                raise ProblemError(f"{name}: row {place} has {one!r}; give a number")
        return np.array([math.nan if _nothing(one) else float(one) for one in values])

    def plain(self) -> dict[str, Any]:
        """Every column whose values are all numbers, or else texts, by name; others (shapes, lists) are left."""
        found: dict[str, Any] = {}
        for name in self.names:
            values = self.of(name)
            given = [one for one in values if not _nothing(one)]
            if all(isinstance(one, (int, float, np.number, np.bool_)) for one in given):
                found[name] = np.array([math.nan if _nothing(one) else float(one) for one in values])
            elif all(isinstance(one, str) for one in given):
                found[name] = np.array([None if _nothing(one) else one for one in values], dtype=object)
        return found


def _nothing(value: Any) -> bool:
    """None, NaN and pandas' own NA: each is unequal to itself, or has no truth at all."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return not hasattr(value, "__len__")


def _numeric(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True
