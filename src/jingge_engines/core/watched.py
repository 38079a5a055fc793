"""Run the solver so that it can be ended from outside, by a word or by an exception."""

from collections.abc import Callable
from typing import Any


def run_watched(highs: Any, over: Callable[[], bool] | None) -> None:
    """Run; where `over` says so the run ends, and what it raises comes out after the run and not inside it."""
    if over is None:
        highs.run()
        return
    raised: list[BaseException] = []

    def ask(event: Any) -> None:
        try:
            ended = bool(raised) or over()
        except BaseException as error:  # an exception must not cross the solver
            raised.append(error)
            ended = True
        if ended:
            event.interrupt()

    highs.cbMipInterrupt += ask
    highs.cbSimplexInterrupt += ask
    try:
        highs.run()
    finally:
        highs.cbMipInterrupt -= ask
        highs.cbSimplexInterrupt -= ask
    if raised:
        raise raised[0]
