"""Which jobs this person may see, as plain rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from jingge.common.clock import now
from jingge.common.errors import NotYours, Reason
from jingge.common.viewer import Viewer
from jingge.runs.models import Job, RoundState
from jingge.runs.rules import ENDED, STATE_LABELS, sees_all_jobs, why_not_cancel
from jingge.runs.terms import Round, known_kinds, known_rounds, label_of, subject_route_of


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job as pages show it."""

    id: UUID
    kind: str
    kind_label: Reason
    subject_route: str
    subject_id: UUID | None
    subject_label: str
    state: str
    progress: float
    note: str
    result: dict[str, Any]
    error: str
    detail: str
    attempts: int
    max_attempts: int
    cancel_requested: bool
    created_by_label: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    why_not_cancel: Reason | None

    @property
    def state_label(self) -> Reason:
        return STATE_LABELS[self.state]

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    @property
    def percent(self) -> int:
        return round(self.progress * 100)

    @property
    def seconds(self) -> float | None:
        """How long it ran, from the first start to its end."""
        if self.started_at is None or self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds()


def visible_jobs(viewer: Viewer) -> QuerySet[Job]:
    """All of the bureau's jobs for those who watch over them, otherwise one's own."""
    jobs = Job.objects.filter(bureau_id=viewer.bureau_id)
    return jobs if sees_all_jobs(viewer) else jobs.filter(created_by_id=viewer.account_id)


def list_jobs(viewer: Viewer, *, state: str = "", kind: str = "") -> QuerySet[Job]:
    """Newest first."""
    jobs = visible_jobs(viewer).order_by("-created_at", "-id")
    if state:
        jobs = jobs.filter(state=state)
    return jobs.filter(kind=kind) if kind else jobs


def get_job(viewer: Viewer, job_id: UUID) -> JobRow:
    job = visible_jobs(viewer).filter(pk=job_id).first()
    if job is None:
        raise NotYours(gettext("There is no such job."))
    return job_row(viewer, job)


def job_row(viewer: Viewer, job: Job) -> JobRow:
    message, _, detail = job.error.partition("\n\n")
    return JobRow(
        id=job.pk,
        kind=job.kind,
        kind_label=label_of(job.kind),
        subject_route=subject_route_of(job.kind),
        subject_id=job.subject_id,
        subject_label=job.subject_label,
        state=job.state,
        progress=job.progress,
        note=gettext(job.note) if job.note else "",
        result=job.result,
        error=message,
        detail=detail,
        attempts=job.attempts,
        max_attempts=job.max_attempts,
        cancel_requested=job.cancel_requested,
        created_by_label=job.created_by_label,
        created_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        why_not_cancel=why_not_cancel(
            state=job.state,
            is_own=job.created_by_id == viewer.account_id,
            cancel_requested=job.cancel_requested,
            by=viewer,
        ),
    )


def job_kinds() -> list[tuple[str, Reason]]:
    """Every kind that this program can do, for the query form."""
    return [(kind, label_of(kind)) for kind in known_kinds()]


@dataclass(frozen=True, slots=True)
class RoundRow:
    """Regular work as pages show it. It is not of one bureau: the worker does it for all."""

    label: Reason
    every: timedelta
    begun_at: datetime | None
    ended_at: datetime | None
    error: str
    is_late: bool  # not begun for three times its span: no worker runs


def list_rounds() -> list[RoundRow]:
    held = RoundState.objects.in_bulk()
    return [_round_row(one, held.get(one.name)) for one in known_rounds()]


def _round_row(one: Round, state: RoundState | None) -> RoundRow:
    begun = state.begun_at if state else None
    return RoundRow(
        label=one.label,
        every=one.every,
        begun_at=begun,
        ended_at=state.ended_at if state else None,
        error=state.error if state else "",
        is_late=begun is None or now() - begun > 3 * one.every,
    )
