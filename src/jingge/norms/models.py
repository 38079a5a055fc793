"""Work norms and editions of the rules. What was in force is never changed: the database refuses."""

from django.db import models

from jingge.common.models import Row
from jingge.norms.terms import Standing
from jingge.organisation.models import Bureau


class Written(Row):
    """Something a person writes, another agrees to, and that is in force from a day on."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True)  # first day no longer in force
    state = models.CharField(max_length=10, choices=Standing.choices, default=Standing.DRAFT)
    note = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    written_by_id = models.UUIDField()
    written_by_label = models.CharField(max_length=120)
    decided_at = models.DateTimeField(null=True)
    decided_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True


class Norm(Row):
    """工作规范: one norm of the register. Its text stands in its versions."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="norms")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["bureau", "number"], name="norm_number_once")]


class NormVersion(Written):
    """One text of a norm."""

    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["norm", "number"], name="norm_version_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=Standing.values), name="norm_version_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="norm_version_dates_forward",
            ),
        ]


class Edition(Written):
    """One edition of the bureau's rules: categories, limits, powers, steps and forms as tables of texts."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="rule_editions")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    tables = models.JSONField()
    edits = models.JSONField(default=list)  # of the draft, newest last, so that they can be undone

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "number"], name="edition_number_once"),
            models.CheckConstraint(condition=models.Q(state__in=Standing.values), name="edition_state_known"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="edition_dates_forward",
            ),
        ]
