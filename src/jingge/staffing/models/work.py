"""What people of stations are put to: the parts of a station with two teams, and hours of work."""

from django.db import models

from jingge.common.models import Row
from jingge.organisation.models import Bureau, Station
from jingge.staffing.models.dated import Dated, dates_forward
from jingge.staffing.models.people import Officer
from jingge.staffing.terms import Part, Work


class TeamMember(Dated):
    """Somebody in one of the three parts of a station. No two parts at once (the database refuses)."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="teams")
    part = models.CharField(max_length=20, choices=Part.choices)

    class Meta:
        constraints = [
            dates_forward("team_member_dates_forward"),
            models.CheckConstraint(condition=models.Q(part__in=Part.values), name="team_member_part_known"),
        ]
        indexes = [models.Index(fields=["bureau", "station", "valid_from"], name="team_by_station")]


class WorkBooking(Row):
    """Somebody's hours on one kind of work on a day. Cancelled rather than deleted."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="bookings")
    leader = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    work = models.CharField(max_length=20, choices=Work.choices)
    day = models.DateField()
    start_minute = models.PositiveSmallIntegerField()  # of the day
    minutes = models.PositiveSmallIntegerField()  # may run past midnight
    cancelled = models.BooleanField(default=False)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    origin_id = models.UUIDField(null=True)  # the table it came with

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(work__in=Work.values), name="booking_work_known"),
            models.CheckConstraint(
                condition=models.Q(start_minute__lt=1440), name="booking_starts_within_its_day"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=15, minutes__lte=1440), name="booking_length_sane"
            ),
        ]
        indexes = [
            models.Index(fields=["bureau", "day"], name="booking_by_day"),
            models.Index(fields=["officer", "day"], name="booking_by_officer"),
        ]
