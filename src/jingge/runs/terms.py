"""The words of long work: what a handler is given, and how it may end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from jingge.common.errors import Reason

Effect = Callable[[], dict[str, Any]]
"""What a finished job writes: runs once, in the completing transaction; its dict becomes the result."""


class Cancelled(Exception):
    """Somebody asked the job to stop; nothing of it is kept."""


class LeaseLost(Exception):
    """Another worker has the job now: this one must not write anything of it."""


class Stopping(Exception):
    """The worker is asked to go; the job returns to the queue without costing an attempt."""


@dataclass(frozen=True, slots=True)
class JobTicket:
    """A claimed job as a handler sees it. `owner` is new at every claim and fences all later writes."""

    id: UUID
    bureau_id: UUID
    kind: str
    subject_id: UUID | None
    subject_label: str
    payload: dict[str, Any]
    attempt: int
    created_by_id: UUID
    created_by_label: str
    owner: str


class Progress(Protocol):
    """Said now and then by a handler. Raises `Cancelled`, `LeaseLost` or `Stopping` when it is over."""

    def __call__(self, share: float, note: str = "") -> None: ...


Handler = Callable[[JobTicket, Progress], Effect]
OnFailed = Callable[[JobTicket, str], None]


@dataclass(frozen=True, slots=True)
class Registered:
    handler: Handler
    on_failed: OnFailed | None
    label: Reason
    subject_route: str


_handlers: dict[str, Registered] = {}


def handles(
    kind: str, *, label: Reason = "", subject_route: str = "", on_failed: OnFailed | None = None
) -> Callable[[Handler], Handler]:
    """Name the function that does the jobs of one kind.

    `label` is what people call such a job; `subject_route` names the page of its subject by its id.

    `on_failed(ticket, reason)` runs in the transaction that ends a job as failed or cancelled, so
    that the job's subject never waits for work that will not come.
    """

    def register(handler: Handler) -> Handler:
        if kind in _handlers and _handlers[kind].handler is not handler:
            raise RuntimeError(f"two handlers for jobs of kind {kind!r}")
        _handlers[kind] = Registered(handler, on_failed, label or kind, subject_route)
        return handler

    return register


def registered(kind: str) -> Registered:
    return _handlers[kind]


def label_of(kind: str) -> Reason:
    """What people call a kind of job; an old job's kind may no longer exist."""
    return _handlers[kind].label if kind in _handlers else kind


def subject_route_of(kind: str) -> str:
    return _handlers[kind].subject_route if kind in _handlers else ""


def known_kinds() -> tuple[str, ...]:
    return tuple(sorted(_handlers))


Report = dict[str, int]
"""What a round counted, for the page that shows regular work."""


@dataclass(frozen=True, slots=True)
class Round:
    """Regular work: small, done again and again by whichever worker looks first."""

    name: str
    label: Reason
    every: timedelta
    run: Callable[[], Report]


_rounds: dict[str, Round] = {}


def regularly(
    name: str, *, label: Reason, every: timedelta
) -> Callable[[Callable[[], Report]], Callable[[], Report]]:
    """Name a function the worker calls every so often. It must be right however often it is called."""

    def register(run: Callable[[], Report]) -> Callable[[], Report]:
        if name in _rounds and _rounds[name].run is not run:
            raise RuntimeError(f"two rounds are called {name!r}")
        _rounds[name] = Round(name, label, every, run)
        return run

    return register


def known_rounds() -> tuple[Round, ...]:
    return tuple(_rounds[name] for name in sorted(_rounds))
