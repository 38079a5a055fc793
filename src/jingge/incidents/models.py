"""Incidents, their owners, clocks, transfers and stories. No table holds a person."""

from django.db import models
from django.utils.translation import gettext as _

from jingge.common.models import Row
from jingge.common.words import Pairs
from jingge.incidents.terms import (
    OPEN,
    ClockState,
    Ending,
    EntryKind,
    ItemKind,
    OrganKind,
    Refusal,
    Stage,
    TransferState,
    Urgency,
    Way,
)
from jingge.organisation.models import Brigade, Bureau, Station


class Organ(Row):
    """承办单位: a station, a brigade or the command office, as the owner of incidents."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=OrganKind.choices)
    code = models.CharField(max_length=20)
    station = models.OneToOneField(Station, null=True, on_delete=models.PROTECT, related_name="+")
    brigade = models.OneToOneField(Brigade, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "kind", "code"], name="organ_once"),
            models.CheckConstraint(
                condition=models.Q(kind="station", station__isnull=False, brigade__isnull=True)
                | models.Q(kind="brigade", station__isnull=True, brigade__isnull=False)
                | models.Q(kind="command", station__isnull=True, brigade__isnull=True),
                name="organ_is_one_thing",
            ),
        ]

    @property
    def name(self) -> str:
        held = self.station or self.brigade
        return held.name if held else _("Command office")

    @property
    def is_gone(self) -> bool:
        held = self.station or self.brigade
        return held is not None and held.valid_to is not None

    @property
    def chain(self) -> str:
        """Which chain of the audit log its deeds stand in."""
        return self.station.code if self.station else ""


class Counter(Row):
    """The last number given by an organ in a year: locked, so that no number is missing or given twice."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="counter_once")]


class Batch(Row):
    """Earlier incidents brought in from one table. Taken back, they stay, written off."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    rows = models.PositiveIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    brought_at = models.DateTimeField()
    brought_by_label = models.CharField(max_length=120)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by_label = models.CharField(max_length=120, blank=True)
    taken_back_why = models.CharField(max_length=300, blank=True)


class Incident(Row):
    """警情: a report, a request for help, a complaint or a dispute. It always has exactly one owner."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    first_receiver = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    owner = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    officer_number = models.CharField(max_length=20, blank=True)
    way = models.CharField(max_length=10, choices=Way.choices)
    urgency = models.CharField(max_length=10, choices=Urgency.choices)
    category = models.CharField(max_length=12)  # code in the rules of its day
    facts = models.TextField()
    official_ref = models.CharField(max_length=40, blank=True)
    occurred_on = models.DateField(null=True)
    received_at = models.DateTimeField()
    registered_at = models.DateTimeField()
    registered_by_label = models.CharField(max_length=120)
    place = models.CharField(max_length=200, blank=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    station_code = models.CharField(max_length=20, blank=True)  # of the place, by the map of its day
    unit_code = models.CharField(max_length=24, blank=True)
    beat_code = models.CharField(max_length=24, blank=True)
    block_code = models.CharField(max_length=24, blank=True)
    place_name = models.CharField(max_length=160, blank=True)  # unit and block as they were called
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.REGISTERED)
    accepted_on = models.DateField(null=True)  # chooses the rules of its case clock
    repeats = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="repeated_by")
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    closed_at = models.DateTimeField(null=True)
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="incidents")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "number"], name="incident_number_once"),
            models.UniqueConstraint(fields=["first_receiver", "year", "serial"], name="incident_serial_once"),
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="incident_stage_known"),
            models.CheckConstraint(condition=models.Q(way__in=Way.values), name="incident_way_known"),
            models.CheckConstraint(
                condition=models.Q(urgency__in=Urgency.values), name="incident_urgency_known"
            ),
            models.CheckConstraint(
                condition=models.Q(stage="closed", closed_at__isnull=False, ending__in=Ending.values)
                | (~models.Q(stage="closed") & models.Q(closed_at__isnull=True, ending="")),
                name="incident_closed_with_ending",
            ),
            models.CheckConstraint(
                condition=models.Q(received_at__lte=models.F("registered_at")),
                name="incident_received_before_registered",
            ),
        ]
        indexes = [
            # With the key at their end: lists are ordered by time and key, and read no more than a page.
            models.Index(fields=["bureau", "-received_at", "id"], name="incident_newest"),
            models.Index(fields=["owner", "-received_at", "id"], name="incident_of_owner"),
            models.Index(fields=["first_receiver", "-received_at", "id"], name="incident_of_first"),
            models.Index(fields=["bureau", "category", "-received_at", "id"], name="incident_of_kind"),
            models.Index(
                fields=["bureau", "owner", "stage"], name="incident_open", condition=~models.Q(stage="closed")
            ),
            models.Index(fields=["bureau", "unit_code", "-received_at"], name="incident_at_place"),
            models.Index(fields=["bureau", "official_ref"], name="incident_official_ref"),
        ]


class AddressWords(models.Model):
    """What a typed address is found by. Its key is a number, as the index of words needs."""

    id = models.BigAutoField(primary_key=True)
    incident = models.OneToOneField(Incident, on_delete=models.CASCADE, related_name="address_words")
    words = Pairs()


class Transfer(Row):
    """移送: one hand-over from organ to organ."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="transfers")
    sender = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=TransferState.choices, default=TransferState.DRAFT)
    reason = models.CharField(max_length=300)
    rule = models.CharField(max_length=200)  # the rule it rests on, as quoted
    prepared_at = models.DateTimeField()
    prepared_by_label = models.CharField(max_length=120)
    approved_at = models.DateTimeField(null=True)
    approved_by_label = models.CharField(max_length=120, blank=True)
    signed_at = models.DateTimeField(null=True)
    signed_by_label = models.CharField(max_length=120, blank=True)
    refusal = models.CharField(max_length=14, choices=Refusal.choices, blank=True)
    refusal_reason = models.CharField(max_length=300, blank=True)
    refused_by_label = models.CharField(max_length=120, blank=True)
    whose = models.ForeignKey(Organ, null=True, on_delete=models.PROTECT, related_name="+")
    ruling_reason = models.CharField(max_length=300, blank=True)
    ruled_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident"],
                condition=models.Q(state__in=[one.value for one in OPEN]),
                name="transfer_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=TransferState.values), name="transfer_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(sender=models.F("receiver")), name="transfer_not_to_oneself"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="confirmed")
                | models.Q(approved_at__isnull=False, signed_at__isnull=False),
                name="transfer_confirmed_by_two_signatures",
            ),
        ]
        indexes = [
            models.Index(
                fields=["receiver", "state"],
                name="transfer_waiting",
                condition=models.Q(state__in=[one.value for one in OPEN]),
            ),
        ]


class Item(Row):
    """移交清单: one line, counted by both sides."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ItemKind.choices)
    name = models.CharField(max_length=80)
    quantity = models.PositiveIntegerField()
    received = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["transfer", "position"], name="item_position_once"),
            models.CheckConstraint(condition=models.Q(kind__in=ItemKind.values), name="item_kind_known"),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="item_at_least_one"),
        ]


class Clock(Row):
    """One time limit that runs for an incident. `due_at` is a copy of what the rule gives for `run`."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="clocks")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    limit_code = models.CharField(max_length=20)
    rules_on = models.DateField()  # the day whose rules it follows
    run = models.JSONField()  # what happened: start, stops, grants, restart
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=ClockState.choices, default=ClockState.RUNNING)
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "key"],
                condition=models.Q(state="running"),
                name="clock_one_running",
            ),
            models.CheckConstraint(
                condition=models.Q(state="running", ended_at__isnull=True)
                | (~models.Q(state="running") & models.Q(ended_at__isnull=False)),
                name="clock_ended_when_not_running",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="clock_due", condition=models.Q(state="running")),
            models.Index(
                fields=["organ", "due_at"], name="clock_due_of_organ", condition=models.Q(state="running")
            ),
            models.Index(fields=["organ", "ended_at", "key", "state"], name="clock_ended"),
        ]


class Entry(Row):
    """One line of an incident's story. Only ever added."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    kind = models.CharField(max_length=14, choices=EntryKind.choices)
    organ = models.ForeignKey(Organ, null=True, on_delete=models.PROTECT, related_name="+")
    by_label = models.CharField(max_length=120)
    text = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["incident", "at"], name="entry_story")]
