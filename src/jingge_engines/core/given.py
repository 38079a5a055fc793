"""What command lines are given: read, or refused with the mend."""

from argparse import ArgumentTypeError


def seconds(text: str) -> float:
    """A span of time above 0."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < 1e9:
        raise ArgumentTypeError(f"{text!r} is no span of time; give seconds above 0")
    return value


def whole(text: str) -> int:
    """A whole number from 0."""
    if not (text.isascii() and text.isdecimal()):
        raise ArgumentTypeError(f"{text!r} is no whole number from 0; give one")
    return int(text)
