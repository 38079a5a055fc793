"""The one door to Numba: compiled once per machine (`cache`), free of the interpreter lock (`nogil`)."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def jit(function: F) -> F:
    """Compile a function over arrays; to the type checker it stays what it was."""
    return cast(F, numba.njit(cache=True, nogil=True, fastmath=False)(function))


def lean(function: F) -> F:
    """The same for functions that make no arrays: none are counted, so that passing many costs nothing."""
    unpublished: Any = numba.njit  # its types do not know the option that leaves the counting out
    return cast(F, unpublished(cache=True, nogil=True, fastmath=False, _nrt=False)(function))
