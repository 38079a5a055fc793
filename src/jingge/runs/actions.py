"""Asking for long work, and asking it to stop. The worker's side is in `management/leases.py`."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.audit import actions as audit
from jingge.common.clock import now
from jingge.common.errors import NotYours, refuse_if
from jingge.common.viewer import Viewer
from jingge.runs.models import Job, JobState
from jingge.runs.queries import visible_jobs
from jingge.runs.rules import why_not_cancel
from jingge.runs.terms import handles, known_kinds, registered

__all__ = ["enqueue", "handles", "request_cancel"]


@transaction.atomic
def enqueue(
    *, kind: str, payload: dict[str, Any], subject_id: UUID | None, subject_label: str, by: Viewer
) -> Job:
    """Put a job in the queue inside the caller's transaction: no deed without its job, nor the reverse."""
    if kind not in known_kinds():
        raise RuntimeError(f"no handler for jobs of kind {kind!r}; decorate one with @handles")
    job = Job.objects.create(
        bureau_id=by.bureau_id,
        kind=kind,
        payload=payload,
        subject_id=subject_id,
        subject_label=subject_label[:200],
        created_by_id=by.account_id,
        created_by_label=by.label,
        created_at=now(),
    )
    audit.record(
        action="runs.enqueue", by=by, subject=job, subject_label=job.subject_label, detail={"kind": kind}
    )
    return job


@transaction.atomic
def request_cancel(*, job_id: UUID, by: Viewer) -> Job:
    """Ask a job to stop. A queued job ends at once, a running one at its next beat."""
    job = visible_jobs(by).select_for_update().filter(pk=job_id).first()
    if job is None:
        raise NotYours(_("There is no such job."))
    refuse_if(
        why_not_cancel(
            state=job.state,
            is_own=job.created_by_id == by.account_id,
            cancel_requested=job.cancel_requested,
            by=by,
        )
    )
    job.cancel_requested = True
    job.save(update_fields=["cancel_requested"])
    if job.state == JobState.QUEUED:
        _cancel_unstarted(job)
    audit.record(action="runs.request_cancel", by=by, subject=job, subject_label=job.subject_label)
    return job


def _cancel_unstarted(job: Job) -> None:
    """No worker has it, so it ends here, and its subject is told in the same transaction."""
    job.state, job.finished_at = JobState.CANCELLED, now()
    job.save(update_fields=["state", "finished_at"])
    if hook := registered(job.kind).on_failed:
        hook(job.ticket(), str(_("Stopped before it began.")))
