"""People in posts. Nothing about a person beyond what a posting needs."""

from django.db import models

from jingge.common.models import Row
from jingge.organisation.models import Brigade, Bureau, Station
from jingge.staffing.models.dated import Dated, dates_forward
from jingge.staffing.terms import AgeBand, Post, PostingReason, StaffKind
from jingge.territory.models import Grid


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
            models.CheckConstraint(
                condition=models.Q(age_band__in=AgeBand.values), name="officer_age_band_known"
            ),
        ]


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
                condition=models.Q(station__isnull=True) | models.Q(brigade__isnull=True),
                name="posting_one_organ",
            ),
            dates_forward("posting_dates_forward"),
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
            dates_forward("beat_posting_dates_forward"),
        ]


class Pairing(Dated):
    """An auxiliary assigned to a community officer."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="auxiliaries")
    auxiliary = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="paired_with")

    class Meta:
        constraints = [dates_forward("pairing_dates_forward")]


class UnitService(Dated):
    """Someone serving one community or village, by code: a helper, an auxiliary, a linked officer."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="unit_services")
    unit_code = models.CharField(max_length=12)

    class Meta:
        constraints = [dates_forward("unit_service_dates_forward")]
        indexes = [models.Index(fields=["bureau", "unit_code"], name="unit_service_by_unit")]
