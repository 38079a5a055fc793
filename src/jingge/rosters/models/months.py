"""A month of a station: who has which shift on which day, and what was changed since it was drawn."""

from django.db import models

from jingge.common.models import Row
from jingge.organisation.models import Bureau, Station
from jingge.rosters.models.settings import ShiftKind
from jingge.rosters.terms import RosterState, Source
from jingge.staffing.models import Officer


class Roster(Row):
    """One station's month."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="rosters")
    month = models.DateField()  # its first day
    state = models.CharField(max_length=10, choices=RosterState.choices, default=RosterState.DRAFT)
    job_id = models.UUIDField(null=True)
    status = models.CharField(max_length=20, blank=True)  # proven | within | no_bound_known
    missing = models.PositiveIntegerField(default=0)
    above = models.FloatField(null=True)  # at most so far above the best value possible
    seconds = models.FloatField(null=True)
    reasons = models.JSONField(default=list)  # why there is none: [[police number, [rules]], …]
    asked = models.JSONField(default=dict)  # who was on it with which groups and balances, as asked
    created_at = models.DateTimeField()
    created_by_label = models.CharField(max_length=120)
    drawn_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-month", "station__code"]
        constraints = [
            models.UniqueConstraint(fields=["station", "month"], name="roster_once_a_month"),
            models.CheckConstraint(
                condition=models.Q(state__in=RosterState.values), name="roster_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="roster_published_has_date",
            ),
        ]


class Cell(Row):
    """One person's shift on a day. No row: a day off."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="cells")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    kind = models.ForeignKey(ShiftKind, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "day"], name="roster_cell_once"),
        ]
        indexes = [models.Index(fields=["roster", "day"], name="roster_cell_by_day")]


class CellEdit(Row):
    """What a day of a person was before a change and became by it. Cells of one deed share a batch."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="edits")
    batch = models.UUIDField()
    source = models.CharField(max_length=8, choices=Source.choices)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    before = models.CharField(max_length=16, blank=True)
    after = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField()
    by_label = models.CharField(max_length=120)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(source__in=Source.values), name="cell_edit_source")
        ]
