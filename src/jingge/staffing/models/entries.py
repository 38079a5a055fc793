"""One row for each deed entered by hand, with what it wrote."""

from django.db import models

from jingge.common.models import Row
from jingge.organisation.models import Bureau
from jingge.staffing.models.people import Officer
from jingge.staffing.terms.entries import EntryKind


class StaffEntry(Row):
    """A transfer, a pairing, a part entered … and the rows it changed, as they were and as it left them.

    Imports and plans keep their own; this is for what the command office enters one by one.
    """

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    station_code = models.CharField(max_length=20, blank=True)  # whose ground it is read on
    detail = models.JSONField(default=dict)  # codes only: the page finds the words
    written = models.JSONField(default=list)
    holds_from = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=80)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=EntryKind.values), name="staff_entry_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["bureau", "entered_at"], name="staff_entry_by_time")]
