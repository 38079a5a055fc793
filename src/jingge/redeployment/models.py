"""Tables of plans of moves: what was asked, what would move, who agreed, what it wrote."""

from django.db import models

from jingge.common.models import Row
from jingge.organisation.models import Brigade, Bureau, Station
from jingge.staffing.models import Officer
from jingge.staffing.terms import OrganKind, Part, Post, PostingReason


class PlanState(models.TextChoices):
    DRAFT = "draft"
    DRAWING = "drawing"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    IN_EFFECT = "in_effect"
    WITHDRAWN = "withdrawn"


class StaffingPlan(Row):
    """A what-if of any set of moves on a day."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="staffing_plans")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    note = models.CharField(max_length=400, blank=True)
    day = models.DateField()  # on which people are counted as they then serve
    supposed = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")
    reason = models.CharField(max_length=20, choices=PostingReason.choices)
    state = models.CharField(max_length=12, choices=PlanState.choices, default=PlanState.DRAFT)
    wish = models.JSONField(default=dict)  # terms.Wish
    job_id = models.UUIDField(null=True)
    answer = models.JSONField(default=dict)  # terms.Answer; empty until drawn
    failure = models.CharField(max_length=200, blank=True)
    history = models.JSONField(default=list)  # earlier lists of moves, the last one on top
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField()
    created_by_label = models.CharField(max_length=120)
    submitted_at = models.DateTimeField(null=True)
    submitted_by_id = models.UUIDField(null=True)
    submitted_by_label = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_label = models.CharField(max_length=120, blank=True)
    decision_note = models.CharField(max_length=400, blank=True)
    effect_from = models.DateField(null=True)
    written = models.JSONField(default=list)  # what taking effect changed, so that it can be taken back

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "number"], name="staffing_plan_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=PlanState.values), name="staffing_plan_state_known"
            ),
        ]


class PlanMove(Row):
    """One person of a plan, from where the plan saw them to where they would go."""

    plan = models.ForeignKey(StaffingPlan, on_delete=models.CASCADE, related_name="moves")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    from_post = models.CharField(max_length=24, choices=Post.choices)
    from_kind = models.CharField(max_length=12, choices=OrganKind.choices)
    from_code = models.CharField(max_length=20, blank=True)
    post = models.CharField(max_length=24, choices=Post.choices)
    station = models.ForeignKey(Station, null=True, on_delete=models.PROTECT, related_name="+")
    brigade = models.ForeignKey(Brigade, null=True, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=200, blank=True)
    grounds = models.JSONField(default=list)  # the rules that asked for it, when the engine drew it
    part = models.CharField(max_length=20, choices=Part.choices, blank=True)
    areas = models.JSONField(default=list)  # codes of level-3 areas taken over
    units = models.JSONField(default=list)  # codes of communities and villages linked

    class Meta:
        ordering = ["officer__police_number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "officer"], name="plan_moves_nobody_twice"),
            models.CheckConstraint(
                condition=models.Q(station__isnull=True) | models.Q(brigade__isnull=True),
                name="plan_move_one_organ",
            ),
        ]
