"""Turn what a caller gives into arrays, or refuse it naming field, place, value and mend."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jingge_engines.core.reading import InputError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class ProblemError(InputError):
    """The question itself is wrong; the message names the field, the place, the value and the mend."""


def checked_ids(name: str, values: Iterable[str]) -> tuple[str, ...]:
    """At least one id, all different."""
    ids = tuple(str(value) for value in values)
    if not ids:
        raise ProblemError(f"{name}: none given; at least one is needed")
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise ProblemError(f"{name}: id {one!r} stands twice; give every one its own id")
        seen.add(one)
    return ids


def checked_numbers(name: str, values: ArrayLike, ids: tuple[str, ...], *, endless: bool = False) -> Floats:
    """One number of at least 0 for each id; infinite only where that means something."""
    array = np.ascontiguousarray(values, dtype=np.float64)
    if array.shape != (len(ids),):
        raise ProblemError(f"{name}: {array.shape} values for {len(ids)} ids; give one number for each")
    fine = (array >= 0) & (np.isfinite(array) | endless)
    for bad in np.flatnonzero(~fine)[:1]:
        raise ProblemError(f"{name}: {ids[bad]!r} has {array[bad]}; give a number of at least 0")
    return array


def checked_travel(values: ArrayLike, points: tuple[str, ...], sites: tuple[str, ...]) -> Floats:
    """One distance of at least 0 from every point to every site; infinite where there is no way."""
    array = np.ascontiguousarray(values, dtype=np.float64)
    if array.shape != (len(points), len(sites)):
        raise ProblemError(
            f"travel: shape {array.shape} for {len(points)} points and {len(sites)} sites; give one distance "
            "for every pair"
        )
    for row, column in np.argwhere(~(array >= 0))[:1]:
        raise ProblemError(
            f"travel: point {points[row]!r}, site {sites[column]!r}: {array[row, column]}; give a distance of "
            "at least 0, infinite where there is no way"
        )
    return array


def known(name: str, ids: Iterable[str], index: dict[str, int]) -> tuple[str, ...]:
    """Ids of sites that are there, each once."""
    chosen = tuple(dict.fromkeys(str(one) for one in ids))
    for one in chosen:
        if one not in index:
            raise ProblemError(f"{name}: no site {one!r}; name a site that is in sites")
    return chosen
