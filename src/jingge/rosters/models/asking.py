"""What people ask for: leave, swaps, a repair, the address of their calendar."""

from django.db import models

from jingge.common.models import Row
from jingge.organisation.models import Bureau, Station
from jingge.rosters.models.months import Roster
from jingge.rosters.terms import LeaveKind, LeaveState, ProposalState, SwapState
from jingge.staffing.models import Officer


class Leave(Row):
    """Days on which somebody can't be on a roster. Why is kept no further than its kind."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="leaves")
    kind = models.CharField(max_length=14, choices=LeaveKind.choices)
    first_day = models.DateField()
    last_day = models.DateField()  # inclusive, as people say it
    state = models.CharField(max_length=10, choices=LeaveState.choices)
    asked_at = models.DateTimeField()
    asked_by_label = models.CharField(max_length=120)
    decided_at = models.DateTimeField(null=True)
    decided_by_label = models.CharField(max_length=120, blank=True)
    table_id = models.UUIDField(null=True)  # entries of one table are taken back together

    class Meta:
        ordering = ["-first_day", "officer__police_number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="leave_days_forward"
            ),
            models.CheckConstraint(condition=models.Q(state__in=LeaveState.values), name="leave_state_known"),
            models.CheckConstraint(condition=models.Q(kind__in=LeaveKind.values), name="leave_kind_known"),
        ]
        indexes = [models.Index(fields=["station", "first_day"], name="leave_by_station")]


class Swap(Row):
    """Two people exchange what they have on one or two days of a published month."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="swaps")
    asker = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    colleague = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    in_return = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=SwapState.choices, default=SwapState.ASKED)
    asked_at = models.DateTimeField()
    asked_by_label = models.CharField(max_length=120)
    agreed_by_label = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=SwapState.values), name="swap_state_known"),
            models.CheckConstraint(condition=~models.Q(asker=models.F("colleague")), name="swap_between_two"),
        ]


class RepairProposal(Row):
    """The least change after somebody can't come: worked out by the engine, taken or dropped by people."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="proposals")
    leave = models.ForeignKey(Leave, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.DRAWING)
    job_id = models.UUIDField(null=True)
    cells = models.JSONField(default=list)  # [[officer id, day, code], …]
    missing = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=20, blank=True)
    seconds = models.FloatField(null=True)
    reasons = models.JSONField(default=list)
    edits = models.PositiveIntegerField(default=0)  # of the roster when it was asked
    created_at = models.DateTimeField()
    created_by_label = models.CharField(max_length=120)
    decided_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ProposalState.values), name="proposal_state_known"
            )
        ]


class FeedKey(Row):
    """The secret address of an officer's calendar; only its hash is kept."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="feed_keys")
    hashed = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer"], condition=models.Q(revoked_at__isnull=True), name="feed_key_one_in_use"
            )
        ]
