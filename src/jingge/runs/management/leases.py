"""The worker's side of the job table: claim, beat, complete, fail, give back.

Every write is conditional on `state` and `owner`. `owner` is new at each claim, so a worker that
was thought dead and comes back writes nothing: its update finds no row.
"""

import os
import socket
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext

from jingge.audit import actions as audit
from jingge.common.clock import now
from jingge.common.ids import new_id
from jingge.common.viewer import system_viewer
from jingge.runs.models import Job, JobState
from jingge.runs.terms import Cancelled, Effect, JobTicket, LeaseLost, known_kinds, registered


def claim(*, lease_s: float, kinds: Sequence[str] | None = None) -> JobTicket | None:
    """Take the oldest job that waits or whose worker is gone; None when there is nothing to do."""
    wanted = known_kinds() if kinds is None else tuple(kinds)
    if not _free(wanted).exists():  # an idle worker takes no write lock
        return None
    with transaction.atomic():
        queue = _free(wanted).order_by("created_at", "id")
        if connection.features.has_select_for_update_skip_locked:
            queue = queue.select_for_update(skip_locked=True)
        job = queue.first()
        if job is None:
            return None
        if job.cancel_requested:
            cancel(job.ticket())
            return None
        if job.attempts >= job.max_attempts:
            _end(job.ticket(), JobState.FAILED, *_gave_up(job))
            return None
        owner = f"{socket.gethostname()[:30]}:{os.getpid()}:{new_id().hex[-12:]}"
        taken = (
            _free(wanted)
            .filter(pk=job.pk, owner=job.owner)
            .update(
                state=JobState.RUNNING,
                owner=owner,
                lease_until=now() + timedelta(seconds=lease_s),
                attempts=F("attempts") + 1,
                started_at=Coalesce("started_at", now()),
            )
        )
        if not taken:
            return None
        job.refresh_from_db()
        return job.ticket()


def beat(ticket: JobTicket, *, lease_s: float, share: float | None = None, note: str = "") -> None:
    """Prolong the lease and say how far it is; raises `LeaseLost` or `Cancelled`."""
    changes: dict[str, Any] = {"lease_until": now() + timedelta(seconds=lease_s)}
    if share is not None:
        changes["progress"] = min(1.0, max(0.0, share))
        changes["note"] = note[:200]
    if not _held(ticket).update(**changes):
        raise LeaseLost(ticket.id)
    if Job.objects.filter(pk=ticket.id, cancel_requested=True).exists():
        raise Cancelled(ticket.id)


def complete(ticket: JobTicket, effect: Effect) -> None:
    """Run the effect and mark the job done, both or neither.

    The row is locked first: a job asked to stop, or taken by another, lets nothing through.
    """
    with transaction.atomic():
        job = _held(ticket).select_for_update().first()
        if job is None:
            raise LeaseLost(ticket.id)
        if job.cancel_requested:
            raise Cancelled(ticket.id)
        result = effect()
        _end(ticket, JobState.DONE, "", "", progress=1.0, note="", result=result)


def fail(ticket: JobTicket, *, message: str, detail: str) -> None:
    """End as failed with words for a person first and the technical detail after."""
    with transaction.atomic():
        _end(ticket, JobState.FAILED, message, detail)


def cancel(ticket: JobTicket) -> None:
    """End as cancelled: what a running job does when it learns that it was asked to stop."""
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        _end(ticket, JobState.CANCELLED, gettext("Stopped."), "")


def give_back(ticket: JobTicket, *, costs_attempt: bool) -> None:
    """Return the job to the queue: the worker is asked to go, or the database was away for a moment."""
    refund = 0 if costs_attempt else 1
    _held(ticket).update(
        state=JobState.QUEUED,
        owner="",
        lease_until=None,
        attempts=F("attempts") - refund,
        progress=0.0,
        note="",
    )


def _free(kinds: Sequence[str]) -> QuerySet[Job]:
    waiting = Q(state=JobState.QUEUED)
    abandoned = Q(state=JobState.RUNNING, lease_until__lt=now())
    return Job.objects.filter(waiting | abandoned, kind__in=kinds)


def _held(ticket: JobTicket) -> QuerySet[Job]:
    return Job.objects.filter(pk=ticket.id, state=JobState.RUNNING, owner=ticket.owner)


def _gave_up(job: Job) -> tuple[str, str]:
    with translation.override(settings.LANGUAGE_CODE):
        message = gettext(
            "The work was broken off %(times)d times because the program doing it ended. "
            "Nothing was changed. Start it again; if it breaks off again, tell the IT clerk."
        ) % {"times": job.attempts}
    return message, f"{job.attempts} attempts, last owner {job.owner}, lease until {job.lease_until}"


def _end(ticket: JobTicket, state: JobState, message: str, detail: str, **more: Any) -> None:
    """The one way a job ends: fenced, told to its subject when it failed, recorded."""
    ended = Job.objects.filter(
        pk=ticket.id, owner=ticket.owner, state__in=[JobState.RUNNING, JobState.QUEUED]
    ).update(
        state=state,
        error=f"{message}\n\n{detail}" if detail else message,
        finished_at=now(),
        owner="",
        lease_until=None,
        **more,
    )
    if not ended:
        raise LeaseLost(ticket.id)
    hook = registered(ticket.kind).on_failed
    if state is not JobState.DONE and hook is not None:
        hook(ticket, message)
    audit.record(
        action=f"runs.{state.value}",
        by=system_viewer(ticket.bureau_id, label="worker"),
        subject=Job(pk=ticket.id),
        subject_label=ticket.subject_label,
        result="done" if state is JobState.DONE else state.value,
        detail={"kind": ticket.kind, "attempt": ticket.attempt},
    )
