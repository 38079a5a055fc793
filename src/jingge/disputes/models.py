"""Disputes and their stories. No table holds a side of a dispute, nor what an agreement says."""

from django.db import models

from jingge.common.models import Row
from jingge.disputes.terms import Body, Deed, Failure, Level, Performance, State, VisitResult
from jingge.incidents.models import Incident


class Dispute(Row):
    """纠纷: the mediation of one incident. Its owner, place and limits are those of the incident."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=4)  # code in data/dispute_types.csv
    level = models.CharField(max_length=8, choices=Level.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPENED)
    opened_on = models.DateField()
    reasons = models.JSONField(default=list)  # codes of grounds and bars the judgement rests on
    appraisal_on = models.DateField(null=True)
    first_on = models.DateField(null=True)
    second_on = models.DateField(null=True)
    failed_on = models.DateField(null=True)
    failure = models.CharField(max_length=14, choices=Failure.choices, blank=True)
    agreement_number = models.CharField(max_length=40, blank=True)
    agreed_on = models.DateField(null=True)
    perform_by = models.DateField(null=True)
    performance = models.CharField(max_length=12, choices=Performance.choices, blank=True)
    performed_on = models.DateField(null=True)
    visit_due = models.DateField(null=True)
    visited_on = models.DateField(null=True)
    visit_result = models.CharField(max_length=8, choices=VisitResult.choices, blank=True)
    body = models.CharField(max_length=8, choices=Body.choices, blank=True)
    body_name = models.CharField(max_length=60, blank=True)
    referred_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    confirm_by = models.DateField(null=True)  # until then both sides may ask the court to confirm

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="dispute_state_known"),
            models.CheckConstraint(condition=models.Q(level__in=Level.values), name="dispute_level_known"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["agreed", "performed", "visited"])
                | models.Q(agreed_on__isnull=False, perform_by__isnull=False),
                name="dispute_agreed_with_dates",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["referred", "settled"]) | ~models.Q(body_name=""),
                name="dispute_referred_to_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["type", "opened_on"], name="dispute_of_type"),
            models.Index(fields=["state", "perform_by"], name="dispute_to_check"),
        ]


class Step(Row):
    """One line of a dispute's story. `before` is what the row held, so that it can be taken back."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    deed = models.CharField(max_length=12, choices=Deed.choices)
    day = models.DateField()
    at = models.DateTimeField()
    by_label = models.CharField(max_length=120)
    text = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["dispute", "position"], name="dispute_step_once"),
            models.CheckConstraint(condition=models.Q(deed__in=Deed.values), name="dispute_deed_known"),
        ]
