"""Every check, one idea a file: `check(book, known)` yields problems and writes nothing."""

from collections.abc import Callable, Iterator

from jingge.exchange.rules.checks import (
    areas,
    codes,
    dates,
    ground,
    hands,
    offsets,
    organs,
    parents,
    people,
    places,
)
from jingge.exchange.terms import Book, Known, Problem

Check = Callable[[Book, Known], Iterator[Problem]]
CHECKS: tuple[Check, ...] = (
    codes.check,
    parents.check,
    dates.check,
    organs.check,
    people.check,
    hands.check,
    areas.check,
    places.check,
    offsets.check,
    ground.check,
)


def check_all(book: Book, known: Known) -> Iterator[Problem]:
    for check in CHECKS:
        yield from check(book, known)
