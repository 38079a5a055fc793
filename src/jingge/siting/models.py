"""Studies of sites, each with its question and its whole answer."""

from django.db import models

from jingge.common.models import Row
from jingge.organisation.models import Bureau
from jingge.siting.terms import SiteModel, StudyState


class SiteStudy(Row):
    """One question to the engine and what came of it. Nothing is opened before another person agrees."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="site_studies")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    model = models.CharField(max_length=16, choices=SiteModel.choices)
    state = models.CharField(max_length=10, choices=StudyState.choices, default=StudyState.RUNNING)
    asked = models.JSONField()
    answer = models.JSONField(default=dict)
    failure = models.CharField(max_length=400, blank=True)
    job_id = models.UUIDField(null=True)
    day = models.DateField()  # of the map and the offices it looks at
    created_at = models.DateTimeField()
    created_by_label = models.CharField(max_length=120)
    finished_at = models.DateTimeField(null=True)
    chosen_plan = models.PositiveSmallIntegerField(null=True)
    opens_on = models.DateField(null=True)
    proposed_by_id = models.UUIDField(null=True)
    proposed_by_label = models.CharField(max_length=120, blank=True)
    decided_by_label = models.CharField(max_length=120, blank=True)
    opened_codes = models.JSONField(default=list)
    closed_codes = models.JSONField(default=list)
    written = models.JSONField(default=list)  # what opening and closing changed, so that it can be taken back

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "number"], name="site_study_number_once"),
            models.CheckConstraint(
                condition=models.Q(model__in=SiteModel.values), name="site_study_model_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=StudyState.values), name="site_study_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["proposed", "approved", "opened"])
                | models.Q(chosen_plan__isnull=False, opens_on__isnull=False),
                name="site_study_chosen_before_proposed",
            ),
        ]
