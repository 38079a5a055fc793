"""Tables of people in posts. Nothing about a person beyond what a posting needs."""

from django.db import models

from jingge.common.models import Row
from jingge.organisation.models import Brigade, Bureau, Station
from jingge.territory.models import Grid


class StaffKind(models.TextChoices):
    OFFICER = "officer"
    AUXILIARY = "auxiliary"
    HELPER = "helper"


class AgeBand(models.TextChoices):
    UNDER_30 = "under_30"
    FROM_30 = "30_39"
    FROM_40 = "40_49"
    FROM_50 = "50_plus"


class Post(models.TextChoices):
    BUREAU_LEADER = "bureau_leader"
    DEPARTMENT = "department"
    BRIGADE_OFFICER = "brigade_officer"
    STATION_HEAD = "station_head"
    INSTRUCTOR = "instructor"
    DEPUTY_HEAD = "deputy_head"
    COMMAND_OFFICE = "command_office"
    COMMUNITY_OFFICER = "community_officer"
    CASE_OFFICER = "case_officer"
    DUTY_OFFICER = "duty_officer"
    AUXILIARY = "auxiliary"
    HELPER = "helper"


class PostingReason(models.TextChoices):
    INITIAL = "initial"
    REFORM = "reform"
    ROTATION = "rotation"
    REINFORCEMENT = "reinforcement"
    PLAN = "plan"


class Officer(Row):
    """A police officer, auxiliary or helper. An age band, never a birth date."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="officers")
    police_number = models.CharField(max_length=20)
    display_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=StaffKind.choices)
    age_band = models.CharField(max_length=10, choices=AgeBand.choices)
    rank = models.CharField(max_length=30, blank=True)
    community_years = models.PositiveSmallIntegerField(default=0)
    left_date = models.DateField(null=True)  # first day no longer in the bureau

    class Meta:
        ordering = ["police_number"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "police_number"], name="officer_number_once"),
            models.CheckConstraint(condition=models.Q(kind__in=StaffKind.values), name="officer_kind_known"),
            models.CheckConstraint(condition=models.Q(age_band__in=AgeBand.values), name="officer_age_band_known"),
        ]


class Dated(Row):
    """Something that holds from a day until the day before another."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    origin_id = models.UUIDField(null=True)  # the import or scenario that made it

    class Meta:
        abstract = True


class Posting(Dated):
    """Where a person serves, as what, from when, and why. No two at once (the database refuses)."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="postings")
    post = models.CharField(max_length=24, choices=Post.choices)
    station = models.ForeignKey(Station, null=True, on_delete=models.PROTECT, related_name="postings")
    brigade = models.ForeignKey(Brigade, null=True, on_delete=models.PROTECT, related_name="postings")
    reason = models.CharField(max_length=20, choices=PostingReason.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(station__isnull=True) | models.Q(brigade__isnull=True), name="posting_one_organ"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="posting_dates_forward",
            ),
            models.CheckConstraint(condition=models.Q(post__in=Post.values), name="posting_post_known"),
        ]
        indexes = [models.Index(fields=["bureau", "station", "valid_from"], name="posting_by_station")]


class BeatPosting(Dated):
    """The responsible officer of one level-3 area. Exactly one per area and day."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    beat = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="beat_postings")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="beat_postings")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="beat_posting_dates_forward",
            ),
        ]


class Pairing(Dated):
    """An auxiliary assigned to a community officer."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="auxiliaries")
    auxiliary = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="paired_with")


class UnitService(Dated):
    """A helper (or auxiliary) serving one community or village, by code."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="unit_services")
    unit_code = models.CharField(max_length=12)


class PoliceOffice(Dated):
    """警务室: a small office in a community or village."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="police_offices")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    office_class = models.PositiveSmallIntegerField()
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="police_offices")
    unit_code = models.CharField(max_length=12)
    lon = models.FloatField()
    lat = models.FloatField()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "code"], name="office_code_once"),
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
