"""Tables of the fund. Entries are only added: the database refuses to change or remove one."""

from django.db import models

from jingge.common.models import Row
from jingge.fund.terms import ContractState, EntryKind
from jingge.organisation.models import Bureau
from jingge.staffing.models import Officer


class BudgetLine(Row):
    """What a year's money is for. How much stands in its entries."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bureau", "year", "code"], name="budget_line_once")]


class Contract(Row):
    """A helper's pay from a day until the day before another. No two at once (the database refuses)."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="contracts")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()
    monthly_fen = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=ContractState.choices, default=ContractState.STANDS
    )  # one entered by mistake is withdrawn, never deleted

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__gt=models.F("valid_from")), name="contract_dates_forward"
            ),
            models.CheckConstraint(condition=models.Q(monthly_fen__gt=0), name="contract_pays_something"),
            models.CheckConstraint(
                condition=models.Q(state__in=ContractState.values), name="contract_state_known"
            ),
        ]


class Entry(Row):
    """One change of the fund. A correction is a counter-entry, never a change."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # without gaps, from 1
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    amount_fen = models.BigIntegerField()
    day = models.DateField()
    contract = models.ForeignKey(Contract, null=True, on_delete=models.PROTECT, related_name="entries")
    month = models.DateField(null=True)  # first day of the month a payment is for
    voucher = models.CharField(max_length=30, blank=True)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    by_label = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "number"], name="entry_number_once"),
            models.CheckConstraint(condition=models.Q(kind__in=EntryKind.values), name="entry_kind_known"),
            models.CheckConstraint(condition=~models.Q(amount_fen=0), name="entry_changes_something"),
            models.CheckConstraint(
                condition=models.Q(kind=EntryKind.BUDGET, contract__isnull=True)
                | (~models.Q(kind=EntryKind.BUDGET) & models.Q(contract__isnull=False)),
                name="entry_contract_where_needed",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=EntryKind.PAY) | models.Q(month__isnull=False),
                name="entry_payment_has_month",
            ),
        ]
        indexes = [models.Index(fields=["bureau", "line", "kind"], name="entry_by_line")]


class YearClosing(Row):
    """A year's account was closed with these sums. Reopening leaves a reason; the closing stays."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    closed_on = models.DateField()
    by_label = models.CharField(max_length=120)
    last_entry = models.PositiveIntegerField()
    budget_fen = models.BigIntegerField()
    committed_fen = models.BigIntegerField()
    paid_fen = models.BigIntegerField()
    reopened_on = models.DateField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "year"],
                condition=models.Q(reopened_on__isnull=True),
                name="year_closed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(reopened_on__isnull=True) | ~models.Q(reason=""),
                name="reopening_has_reason",
            ),
        ]
