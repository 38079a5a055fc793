"""Values of options, each refused with its mend."""

import argparse
import math
from collections.abc import Callable


def _number(text: str, what: str, fine: Callable[[float], bool]) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or not fine(value):
        raise argparse.ArgumentTypeError(f"{text!r}; give {what}")
    return value


def seconds(text: str) -> float:
    """Above 0."""
    return _number(text, "seconds, a number above 0", lambda value: value > 0)


def amount(text: str) -> float:
    """At least 0."""
    return _number(text, "a number of at least 0", lambda value: value >= 0)


def share(text: str) -> float:
    """At least 0 and below 1."""
    return _number(text, "a share of at least 0 and below 1, as 0.4", lambda value: 0 <= value < 1)


def whole(text: str) -> int:
    """At least 1."""
    what = "a whole number of at least 1"
    return int(_number(text, what, lambda value: value >= 1 and value == int(value)))


def count(text: str) -> int:
    """At least 0."""
    what = "a whole number of at least 0"
    return int(_number(text, what, lambda value: value >= 0 and value == int(value)))


def ids(text: str) -> tuple[str, ...]:
    """Separated by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
