"""The one place that reads the clock, so that tests can set it."""

from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_frozen_at: ContextVar[datetime | None] = ContextVar("frozen_at", default=None)


def now() -> datetime:
    """The present moment, with its zone."""
    return _frozen_at.get() or timezone.now()


def today() -> date:
    """The present day in the bureau's zone."""
    return timezone.localtime(now()).date()


class frozen_at:  # noqa: N801 - reads as a phrase: `with frozen_at(moment):`
    """Hold the clock at one moment inside a `with` block."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def __enter__(self) -> None:
        self._token = _frozen_at.set(self._moment)

    def __exit__(self, *exc: object) -> None:
        _frozen_at.reset(self._token)
