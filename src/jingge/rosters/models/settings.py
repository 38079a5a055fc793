"""How a station works: its kinds of shift and the rules of its rosters."""

from django.db import models

from jingge.common.models import Row
from jingge.organisation.models import Bureau, Station
from jingge.rosters.terms import Who


class ShiftKind(Row):
    """A kind of shift of a station. Closed rather than deleted: old months still show it."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="shift_kinds")
    code = models.CharField(max_length=16)
    name = models.CharField(max_length=30)
    mark = models.CharField(max_length=2)
    start_minute = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=16, choices=Who.choices, default=Who.ALL)
    night = models.BooleanField(default=False)
    community = models.BooleanField(default=False)
    rest_days = models.PositiveSmallIntegerField(default=0)
    need_workday = models.PositiveSmallIntegerField(default=1)
    need_dayoff = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["station", "code"], name="shift_kind_code_once"),
            models.CheckConstraint(condition=models.Q(who__in=Who.values), name="shift_kind_who_known"),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=15, minutes__lte=1440, start_minute__lt=1440),
                name="shift_kind_times_sane",
            ),
        ]


class DayNeed(Row):
    """How many of a kind of shift are needed on one date instead of what the kind says: a festival, a market day."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="day_needs")
    kind = models.ForeignKey(ShiftKind, on_delete=models.PROTECT, related_name="day_needs")
    day = models.DateField()
    need = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=40)
    entered_at = models.DateTimeField()
    entered_by_label = models.CharField(max_length=120)

    class Meta:
        ordering = ["day", "kind__order"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "day"], name="day_need_once"),
            models.CheckConstraint(condition=models.Q(need__lte=99), name="day_need_sane"),
        ]
        indexes = [models.Index(fields=["station", "day"], name="day_need_by_station")]


class RosterRules(Row):
    """Rest, protected hours in the area, and how long the engine may look."""

    station = models.OneToOneField(Station, on_delete=models.PROTECT, related_name="roster_rules")
    most_run = models.PositiveSmallIntegerField(default=6)
    community_days = models.PositiveSmallIntegerField(default=4)
    community_hours = models.PositiveSmallIntegerField(default=20)
    seconds = models.PositiveSmallIntegerField(default=10)
