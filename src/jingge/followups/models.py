"""Records of documents with a term, their due dates, looks at them, and what remains. No table holds a person."""

from django.db import models

from jingge.common.models import Row
from jingge.followups.terms import Ended, Post, Purpose, Standing
from jingge.organisation.models import Bureau, Station


class GroundChange(Row):
    """A ground switched on or off from a day on: written by one, agreed by another."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=12)
    is_on = models.BooleanField()
    valid_from = models.DateField()
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=Standing.choices, default=Standing.PROPOSED)
    written_at = models.DateTimeField()
    written_by_id = models.UUIDField()
    written_by_label = models.CharField(max_length=120)
    decided_at = models.DateTimeField(null=True)
    decided_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "ground"],
                condition=models.Q(state="proposed"),
                name="ground_one_change_waits",
            ),
            models.CheckConstraint(condition=models.Q(state__in=Standing.values), name="ground_state_known"),
        ]
        indexes = [models.Index(fields=["bureau", "ground", "-valid_from"], name="ground_by_day")]


class FollowUp(Row):
    """依文书随访: one document. Its number is put together from issuer, year and serial."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=12)
    issuer = models.CharField(max_length=8, blank=True)  # code of a court; empty: the station
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    start = models.DateField()
    end = models.DateField()  # last day
    beat_code = models.CharField(max_length=24)
    post = models.CharField(max_length=16, choices=Post.choices)
    entered_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=10, choices=Ended.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "station", "ground", "issuer", "year", "serial"], name="followup_once"
            ),
            models.CheckConstraint(
                condition=models.Q(start__lte=models.F("end")), name="followup_has_a_term"
            ),
            models.CheckConstraint(
                condition=models.Q(issuer="") | models.Q(issuer__regex="^[^ -~][0-9]{4}$"),
                name="followup_issuer_is_a_code",
            ),
            models.CheckConstraint(
                condition=models.Q(year__gte=2000, year__lte=2100, serial__gte=1, serial__lte=99999),
                name="followup_number_is_figures",
            ),
            models.CheckConstraint(condition=models.Q(post__in=Post.values), name="followup_post_known"),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True, ended_why="")
                | models.Q(ended_on__isnull=False, ended_why__in=Ended.values),
                name="followup_ended_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["bureau", "station", "ended_on"], name="followup_open"),
            models.Index(fields=["ended_on"], name="followup_to_erase"),
        ]


class Due(Row):
    """A day on which the post has to follow up; done or not."""

    record = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="dues")
    on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["record", "on"], name="due_once")]
        indexes = [models.Index(fields=["on"], name="due_open", condition=models.Q(done_on__isnull=True))]


class Look(Row):
    """Somebody looked at a record, and why. Only ever added; the record itself may be gone."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+")
    record_id = models.UUIDField()
    ground = models.CharField(max_length=12)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_label = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="look_has_a_purpose")
        ]
        indexes = [
            models.Index(fields=["bureau", "-at"], name="look_newest"),
            models.Index(fields=["record_id", "by_id", "-at"], name="look_of_person"),
        ]


class Tally(Row):
    """What remains of records: figures of a month, a station and a ground."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=12)
    month = models.DateField()  # its first day
    opened = models.PositiveIntegerField(default=0)
    ended = models.PositiveIntegerField(default=0)
    erased = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)  # in time
    late = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)  # the term ended first

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "station", "ground", "month"], name="tally_once")
        ]
