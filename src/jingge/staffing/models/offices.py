"""Police offices: what they are, whom they serve, what stands in them, when they are open."""

from django.db import models

from jingge.common.models import Row
from jingge.organisation.models import Bureau, Station
from jingge.staffing.models.dated import Dated, dates_forward
from jingge.staffing.terms import Equipment


class PoliceOffice(Dated):
    """警务室: a small office in a community or village, as it is from a day to a day.

    A change of class, place or service area closes the row and opens another with the same
    code, so that office cover of a past day is counted as it was.
    """

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="police_offices")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    office_class = models.PositiveSmallIntegerField()
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="police_offices")
    unit_code = models.CharField(max_length=12)
    lon = models.FloatField()
    lat = models.FloatField()

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [
            dates_forward("office_dates_forward"),
            models.CheckConstraint(
                condition=models.Q(office_class__gte=1, office_class__lte=3), name="office_class_known"
            ),
        ]


class OfficeService(Row):
    """One community or village of an office's service area."""

    office = models.ForeignKey(PoliceOffice, on_delete=models.CASCADE, related_name="services")
    unit_code = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "unit_code"], name="office_service_once")]


class OfficeEquipment(Dated):
    """So many pieces of one kind in an office, by its code: a change of service area moves no furniture."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    office_code = models.CharField(max_length=20)
    item = models.CharField(max_length=24, choices=Equipment.choices)
    count = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["office_code", "item", "valid_from"]
        constraints = [
            dates_forward("office_equipment_dates_forward"),
            models.CheckConstraint(
                condition=models.Q(item__in=Equipment.values), name="office_equipment_known"
            ),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="office_equipment_counted"),
        ]


class OpeningPlan(Dated):
    """When an office is open, week by week.

    `week` holds for every weekday from Monday on the periods it is open, as minutes of the
    day: [[[480, 720], [840, 1080]], …, []].
    """

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    office_code = models.CharField(max_length=20)
    week = models.JSONField()
    closed_on_holidays = models.BooleanField(default=True)

    class Meta:
        ordering = ["office_code", "valid_from"]
        constraints = [dates_forward("opening_plan_dates_forward")]
