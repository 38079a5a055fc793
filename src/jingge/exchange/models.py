"""Tables of imports: what came, what was wrong with it, what it changed, whether it was taken back."""

from django.db import models

from jingge.common.models import Row
from jingge.exchange.terms import ImportState


class BureauImport(Row):
    """One hand-over of a bureau's tables."""

    bureau_id = models.UUIDField()
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=255)
    file_size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(
        max_length=255
    )  # below the uploads folder, never the user's own name; empty = not kept
    state = models.CharField(max_length=16, choices=ImportState.choices, default=ImportState.UPLOADED)
    in_force_from = models.DateField()  # the day today's map of these tables starts to hold
    sheets = models.JSONField(default=dict)  # table -> source, columns, rows, form, mapping
    preview = models.JSONField(default=dict)  # form -> new, changed, same, gone, samples
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    job_id = models.UUIDField(null=True)
    version_id = models.UUIDField(null=True)  # the grid version it made
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField()
    created_by_label = models.CharField(max_length=120)
    applied_at = models.DateTimeField(null=True)
    applied_by_label = models.CharField(max_length=120, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["bureau_id", "number"], name="import_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=ImportState.values), name="import_state_known"
            ),
        ]


class ImportProblem(Row):
    """One thing wrong: where, what was found, why it can't be taken, how to mend it."""

    bureau_import = models.ForeignKey(BureauImport, on_delete=models.CASCADE, related_name="problems")
    position = models.PositiveIntegerField()
    severity = models.CharField(max_length=8)  # error | warning
    sheet = models.CharField(max_length=40)
    row = models.PositiveIntegerField(null=True)  # as the user counts: the header is row 1
    field = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=400)
    mend = models.CharField(max_length=400)
    original = models.JSONField(default=dict)  # the row as it came: header -> text, for the list to mend by

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["bureau_import", "position"], name="import_problem_once")
        ]


class ImportChange(Row):
    """One row an import changed, so that it can be taken back."""

    bureau_import = models.ForeignKey(BureauImport, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveIntegerField()
    table = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["bureau_import", "position"], name="import_change_once")
        ]
