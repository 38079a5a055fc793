"""The job table. Enqueued inside the business transaction; claimed by lease; ends once."""

from django.db import models

from jingge.common.models import Row
from jingge.runs.terms import JobTicket


class JobState(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Row):
    """One piece of long work and everything to say about it."""

    bureau_id = models.UUIDField()
    kind = models.CharField(max_length=60)  # "planning.solve"
    subject_id = models.UUIDField(null=True)
    subject_label = models.CharField(max_length=200, blank=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=JobState.choices, default=JobState.QUEUED)
    progress = models.FloatField(default=0.0)
    note = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    cancel_requested = models.BooleanField(default=False)
    owner = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    created_by_id = models.UUIDField()
    created_by_label = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "created_at"], name="job_to_claim"),
            models.Index(fields=["bureau_id", "-created_at"], name="job_by_bureau"),
            models.Index(fields=["subject_id"], name="job_by_subject"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(
                condition=models.Q(progress__gte=0, progress__lte=1), name="job_progress_share"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="running")
                | (~models.Q(owner="") & models.Q(lease_until__isnull=False)),
                name="job_running_has_lease",
            ),
        ]

    def ticket(self) -> JobTicket:
        """What a handler gets to see."""
        return JobTicket(
            id=self.pk,
            bureau_id=self.bureau_id,
            kind=self.kind,
            subject_id=self.subject_id,
            subject_label=self.subject_label,
            payload=self.payload,
            attempt=self.attempts,
            created_by_id=self.created_by_id,
            created_by_label=self.created_by_label,
            owner=self.owner,
        )


class RoundState(models.Model):
    """When a piece of regular work was last begun and how it ended: one row each."""

    name = models.CharField(max_length=60, primary_key=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)
    error = models.CharField(max_length=300, blank=True)
