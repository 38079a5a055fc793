"""A kind of job that does what its payload says."""

from collections.abc import Iterator

import pytest

from jingge.common.errors import Refused
from jingge.runs import terms
from jingge.runs.terms import Effect, JobTicket, Progress, handles

Ended = list[tuple[str, str]]


@pytest.fixture
def ended() -> Iterator[Ended]:
    """Registers `test.job`; collects what its `on_failed` was told."""
    told: Ended = []

    def on_failed(ticket: JobTicket, reason: str) -> None:
        told.append((ticket.subject_label, reason))

    @handles("test.job", on_failed=on_failed)
    def do(ticket: JobTicket, progress: Progress) -> Effect:
        progress(0.25, "Improving the plan")
        match ticket.payload.get("end"):
            case "refuse":
                raise Refused("the map is gone")
            case "break":
                raise ZeroDivisionError("division of 310 by zero")
        return lambda: {"areas": 52}

    yield told
    terms._handlers.pop("test.job")
