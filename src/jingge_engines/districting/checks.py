"""Turn what a caller gives into arrays, or refuse it naming field, place, value and mend."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jingge_engines.core.distance import Metric
from jingge_engines.core.reading import InputError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class ProblemError(InputError):
    """The question itself is wrong; the message names the field, the place, the value and the mend."""


def _numbers(name: str, values: ArrayLike) -> Floats:
    try:
        return np.ascontiguousarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ProblemError(f"{name}: not an array of numbers ({error}); give numbers alone") from error


def checked_numbers(name: str, values: ArrayLike, units: tuple[str, ...]) -> Floats:
    """One finite number of at least 0 per unit."""
    array = _numbers(name, values)
    if array.shape != (len(units),):
        raise ProblemError(f"{name}: {array.shape} values for {len(units)} units; give one number per unit")
    for bad in np.flatnonzero(~(np.isfinite(array) & (array >= 0)))[:1]:
        raise ProblemError(f"{name}: unit {units[bad]!r} has {array[bad]}; give a number of at least 0")
    return array


def checked_points(values: ArrayLike, units: tuple[str, ...], metric: Metric) -> Floats:
    """Two coordinates per unit that the metric can measure."""
    array = _numbers("points", values)
    if metric not in ("haversine_km", "plane"):
        raise ProblemError(f"metric: {metric!r} is unknown; use 'haversine_km' or 'plane'")
    if array.shape != (len(units), 2):
        raise ProblemError(f"points: shape {array.shape} for {len(units)} units; give two numbers per unit")
    fine = np.isfinite(array).all(axis=1)
    if metric == "haversine_km":
        fine &= (np.abs(array[:, 0]) <= 180) & (np.abs(array[:, 1]) <= 90)
    for bad in np.flatnonzero(~fine)[:1]:
        x, y = array[bad]
        mend = (
            "longitude -180..180 and latitude -90..90" if metric == "haversine_km" else "two finite numbers"
        )
        raise ProblemError(f"points: unit {units[bad]!r} stands at ({x}, {y}); give {mend}")
    return array


def checked_edges(values: ArrayLike, units: tuple[str, ...]) -> Ints:
    """m x 2 with u < v, each pair once, no loops."""
    given, n = _numbers("edges", values), len(units)
    if given.size == 0:
        return np.zeros((0, 2), dtype=np.int64)
    if given.ndim != 2 or given.shape[1] != 2:
        raise ProblemError(f"edges: shape {given.shape}; give one row for each pair, two positions of units")
    for bad in np.flatnonzero((given != np.floor(given)).any(axis=1) | ~np.isfinite(given).all(axis=1))[:1]:
        raise ProblemError(f"edges: row {bad} is {tuple(given[bad].tolist())}; give whole positions of units")
    array = given.astype(np.int64)
    for bad in np.flatnonzero((array < 0).any(axis=1) | (array >= n).any(axis=1))[:1]:
        raise ProblemError(f"edges: row {bad} is {tuple(array[bad].tolist())}; ends must be 0 to {n - 1}")
    for bad in np.flatnonzero(array[:, 0] == array[:, 1])[:1]:
        raise ProblemError(f"edges: row {bad} joins {units[array[bad, 0]]!r} to itself; leave it out")
    array = np.sort(array, axis=1)
    keys = array[:, 0] * n + array[:, 1]
    order = np.argsort(keys, kind="stable")
    for bad in order[1:][np.diff(keys[order]) == 0][:1]:
        pair = f"{units[array[bad, 0]]!r} - {units[array[bad, 1]]!r}"
        raise ProblemError(f"edges: row {bad}, {pair}, stands twice; give every pair once")
    return array


def checked_labels(name: str, values: Sequence[str], n: int, default: str | None) -> tuple[str, ...]:
    """One label per unit, or none at all."""
    if len(values) == 0:
        return () if default is None else (default,) * n
    if len(values) != n:
        raise ProblemError(f"{name}: {len(values)} labels for {n} units; give one per unit or none at all")
    return tuple("" if value is None else str(value) for value in values)


def checked_travel(values: ArrayLike, units: tuple[str, ...], bases: int) -> Floats:
    """Units x bases, every one a finite distance of at least 0."""
    array = _numbers("travel", values)
    columns = bases or len(units)
    if array.shape != (len(units), columns):
        raise ProblemError(
            f"travel: shape {array.shape} for {len(units)} units and {columns} bases; give a row per unit "
            "and a column per base (per unit where no bases are named)"
        )
    for bad, column in np.argwhere(~(np.isfinite(array) & (array >= 0)))[:1]:
        raise ProblemError(
            f"travel: unit {units[bad]!r}, column {column}, has {array[bad, column]}; give a finite distance "
            "of at least 0 (join places without a road by a straight line first)"
        )
    return array
