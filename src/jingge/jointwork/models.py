"""Bodies the police work with, and what was done together."""

from django.db import models

from jingge.common.models import Row
from jingge.jointwork.terms import ActionState, JointKind, PartnerKind
from jingge.organisation.models import Bureau, Station
from jingge.staffing.models import Officer


class Partner(Row):
    """A body outside the police. Closed rather than deleted."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Station, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=PartnerKind.choices)
    contact_post = models.CharField(max_length=40, blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "name"],
                condition=models.Q(closed_on__isnull=True),
                name="partner_name_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=PartnerKind.values), name="partner_kind_known"
            ),
        ]


class JointAction(Row):
    """联勤、联动、联管、联责、联调: on one unit or area, on one day, led by one officer."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=JointKind.choices)
    subject = models.CharField(max_length=100)
    grid_code = models.CharField(max_length=24)
    grid_name = models.CharField(max_length=80)  # as it was called on the day
    day = models.DateField()
    leader = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ActionState.choices)
    result = models.CharField(max_length=300, blank=True)
    partners = models.ManyToManyField(Partner, related_name="actions")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=JointKind.values), name="joint_kind_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=ActionState.values), name="joint_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ActionState.DONE) | ~models.Q(result=""),
                name="joint_done_has_result",
            ),
        ]
        indexes = [models.Index(fields=["bureau", "day"], name="joint_by_day")]
