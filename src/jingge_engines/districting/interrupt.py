"""Ctrl-C ends the search and not the program: the best plan so far is written; a second one ends all."""

import signal
import threading
from types import FrameType, TracebackType

from jingge_engines.core.observe import Quiet


class Interrupt(Quiet):
    """Watches for Ctrl-C while it is entered; where signals cannot be heard (threads), it watches nothing."""

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self._asked = False

    def cancelled(self) -> bool:
        """Whether somebody pressed Ctrl-C."""
        return self._asked

    def __enter__(self) -> "Interrupt":
        """Begin to listen."""
        self._listens = threading.current_thread() is threading.main_thread()
        if self._listens:
            self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hand Ctrl-C back."""
        if self._listens:
            signal.signal(signal.SIGINT, self._before)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
