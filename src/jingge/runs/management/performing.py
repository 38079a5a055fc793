"""One job from claim to end: what may happen on the way, and what is said about it."""

import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, close_old_connections, connection
from django.utils import translation
from django.utils.translation import gettext

from jingge.common.errors import Refused
from jingge.runs.management import leases
from jingge.runs.terms import Cancelled, JobTicket, LeaseLost, Stopping, registered

log = logging.getLogger("jingge.runs")
STORE_EVERY_S = 0.5  # a progress bar needs no more, and each store is a durable commit


class Beating:
    """The `progress` handed to a handler. Stores now and then; asks every time whether to go on."""

    def __init__(self, ticket: JobTicket, *, lease_s: float, stopping: Callable[[], bool]) -> None:
        self.ticket, self.lease_s, self.stopping = ticket, lease_s, stopping
        self.verdict: Exception | None = None  # what the silent heart-beat learned
        self._stored_at = float("-inf")

    def __call__(self, share: float, note: str = "") -> None:
        if self.verdict is not None:
            raise self.verdict
        if self.stopping():
            raise Stopping(self.ticket.id)
        if time.monotonic() - self._stored_at >= STORE_EVERY_S:
            self._stored_at = time.monotonic()
            leases.beat(self.ticket, lease_s=self.lease_s, share=share, note=note)

    @contextmanager
    def in_background(self) -> Iterator[None]:
        """Keep the lease while the handler is busy with one long step and says nothing."""
        over = threading.Event()

        def keep() -> None:
            while not over.wait(self.lease_s / 3):
                try:
                    leases.beat(self.ticket, lease_s=self.lease_s)
                except (LeaseLost, Cancelled) as verdict:
                    self.verdict = verdict
                    break
                except (
                    OperationalError
                ):  # the database is away for a moment: the next beat may still be in time
                    log.warning("no beat for job %s: database away", self.ticket.id)
            connection.close()

        thread = threading.Thread(target=keep, name=f"beat-{self.ticket.id}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


def perform(ticket: JobTicket, progress: Beating) -> str:
    """Do one claimed job and end it; returns how it ended."""
    try:
        return _perform(ticket, progress)
    except LeaseLost:
        log.warning("job %s was taken by another worker; nothing of this attempt is kept", ticket.id)
        return "lost"


def _perform(ticket: JobTicket, progress: Beating) -> str:
    try:
        effect = registered(ticket.kind).handler(ticket, progress)
        leases.complete(ticket, effect)
    except LeaseLost:
        raise
    except Cancelled:
        leases.cancel(ticket)
        return "cancelled"
    except Stopping:
        leases.give_back(ticket, costs_attempt=False)
        return "given back"
    except OperationalError:
        log.exception("job %s met a database that was away; it goes back to the queue", ticket.id)
        close_old_connections()
        leases.give_back(ticket, costs_attempt=True)
        return "given back"
    except Refused as refusal:
        with translation.override(settings.LANGUAGE_CODE):
            leases.fail(ticket, message=str(refusal.reason), detail="")
        return "failed"
    except Exception as accident:
        log.exception("job %s of kind %s failed", ticket.id, ticket.kind)
        leases.fail(ticket, message=_words_for(accident), detail=_detail_of(accident))
        return "failed"
    return "done"


def _words_for(accident: Exception) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        if isinstance(accident, MemoryError):
            return gettext(
                "There was not enough memory for this work. Nothing was changed. Tell the IT clerk."
            )
        return gettext(
            "The work ended because of an error in the program. Nothing was changed. "
            "Give the technical detail below to the IT clerk."
        )


def _detail_of(accident: Exception) -> str:
    """Kind, words and place of an error: enough to find it, without the data it met."""
    frames = traceback.extract_tb(accident.__traceback__)[-4:]
    places = " < ".join(
        f"{frame.name} ({frame.filename.rsplit('/', 1)[-1]}:{frame.lineno})" for frame in reversed(frames)
    )
    return f"{type(accident).__name__}: {str(accident)[:300]}\n{places}"
