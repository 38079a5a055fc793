"""The audit log: written in the transaction of the deed, never changed."""

from django.db import models

from jingge.common.models import Row


class Event(Row):
    """Who did what to which thing, when, from where, and how it ended.

    Plain columns, no foreign keys: an event outlives what it speaks of. The database
    refuses UPDATE and DELETE; each event carries the hash of the one before it in its chain.
    """

    bureau_id = models.UUIDField(null=True)
    chain = models.CharField(max_length=64)  # the bureau, or one station of it
    number = models.PositiveBigIntegerField()  # position in the chain, from 1
    at = models.DateTimeField()
    actor_id = models.UUIDField()
    actor_label = models.CharField(max_length=120)
    actor_role = models.CharField(max_length=32)
    action = models.CharField(max_length=80)  # "planning.approve_scenario"
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    subject_label = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=16, default="done")  # done | refused
    detail = models.JSONField(default=dict)
    request_id = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=60, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="audit_one_place_in_chain")]
        indexes = [
            models.Index(fields=["bureau_id", "-at"], name="audit_by_time"),
            models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject"),
        ]


class ChainHead(models.Model):
    """The newest link of each chain; locked while one is added."""

    chain = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
