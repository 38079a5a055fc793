"""Values of command line options: checked where they are read, refused in words."""

import argparse
import math

from jingge_engines.districting.measure import Limit
from jingge_engines.districting.terms import TERMS

Wrong = argparse.ArgumentTypeError


def whole(text: str) -> int:
    """A whole number of at least 1."""
    value = int(text) if text.lstrip("+").isdecimal() else 0
    if value < 1:
        raise Wrong(f"{text!r} is not a whole number of at least 1")
    return value


def count(text: str) -> int:
    """A whole number of at least 0."""
    if not text.isdecimal():
        raise Wrong(f"{text!r} is not a whole number of at least 0")
    return int(text)


def finite(text: str) -> float:
    """A finite number."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise Wrong(f"{text!r} is not a finite number")
    return value


def seconds(text: str) -> float:
    """A time above 0."""
    value = finite(text)
    if value <= 0:
        raise Wrong(f"{text!r} is not above 0 seconds")
    return value


def weight(text: str) -> float:
    """A finite number of at least 0."""
    value = finite(text)
    if value < 0:
        raise Wrong(f"{text!r} is below 0")
    return value


def wholes(text: str) -> int | dict[str, int]:
    """One whole number, or one for each region: north=7,south=5."""
    return whole(text) if "=" not in text else {name: whole(one) for name, one in _named(text).items()}


def limits(text: str) -> float | dict[str, float]:
    """One number, or one for each region: north=810,south=795.5."""
    return finite(text) if "=" not in text else {name: finite(one) for name, one in _named(text).items()}


def weights(text: str) -> dict[str, float]:
    """A number of at least 0 for some of the terms: cut_edges=1,people_changed=0.01."""
    return {_term(name): weight(one) for name, one in _named(text).items()}


def terms(text: str) -> tuple[str, ...]:
    """Terms in order, the first the most important: imbalance,people_changed."""
    names = tuple(_term(name.strip()) for name in text.split(","))
    for name in names:
        if names.count(name) > 1:
            raise Wrong(f"{name!r} stands twice")
    return names


def measures(text: str) -> dict[str, tuple[Limit, Limit]]:
    """Columns with limits of their sums, of which either may be left out: households:300:500,area::12."""
    found: dict[str, tuple[Limit, Limit]] = {}
    for part in text.split(","):
        name, *bounds = (piece.strip() for piece in part.split(":"))
        if not name or len(bounds) != 2:
            raise Wrong(f"{part!r} is not COLUMN:LOWER:UPPER")
        if name in found:
            raise Wrong(f"{name!r} stands twice")
        low, high = bounds
        found[name] = (weight(low) if low else 0.0, weight(high) if high else math.inf)
    return found


def _named(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in text.split(","):
        name, equals, value = (piece.strip() for piece in part.rpartition("="))
        if not equals or not name:
            raise Wrong(f"{part!r} is not NAME=VALUE")
        if name in found:
            raise Wrong(f"{name!r} stands twice")
        found[name] = value
    return found


def _term(name: str) -> str:
    if name not in TERMS:
        raise Wrong(f"no term {name!r}; known are {', '.join(TERMS)}")
    return name
