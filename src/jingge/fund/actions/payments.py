"""Payments and counter-entries."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.fund import rules
from jingge.fund.actions.writing import enter, note, refuse_closed
from jingge.fund.models import Contract, Entry
from jingge.fund.queries import get_contract, get_entry, get_line, open_pay, paid_by_month, sums_of
from jingge.fund.terms import ContractState, EntryKind, yuan
from jingge.staffing.actions.locking import lock_bureau


@transaction.atomic
def pay(*, contract_id: UUID, month: date, amount_fen: int, voucher: str, by: Viewer) -> Entry:
    lock_bureau(by.bureau_id)
    row = get_contract(by, contract_id)
    refuse_closed(by, row.line.year)
    entry = put_payment(by, row, month, amount_fen, voucher)
    number, label = row.officer.police_number, f"{month:%Y-%m}"
    note(
        "fund.pay",
        entry,
        number,
        by,
        month=label,
        amount=yuan(amount_fen),
        entry=entry.number,
        voucher=voucher,
    )
    return entry


@transaction.atomic
def pay_month(*, line_id: UUID, month: date, voucher: str, by: Viewer) -> list[Entry]:
    """What is still open for a month, to every helper of the line: all of it, or nothing."""
    lock_bureau(by.bureau_id)
    line, month = get_line(by, line_id), rules.month_of(month)
    refuse_closed(by, line.year)
    wanted = open_pay(line, month)
    if not wanted:
        raise Invalid("month", f"{month:%Y-%m}", _("Nothing is open for this month."))
    sums, total = sums_of(Entry.objects.filter(line=line)), sum(amount for _row, amount in wanted)
    if sums.paid + total > sums.budget:
        mend = _("The budget has %(left)s yuan left: %(amount)s is more.")
        raise Invalid("month", f"{month:%Y-%m}", mend % {"left": yuan(sums.left), "amount": yuan(total)})
    made = [
        enter(by, line, EntryKind.PAY, amount, contract=row, month=month, voucher=voucher)
        for row, amount in wanted
    ]
    note(
        "fund.pay_month",
        line,
        f"{line.year} {line.code}",
        by,
        month=f"{month:%Y-%m}",
        helpers=len(made),
        amount=yuan(total),
        entries=[made[0].number, made[-1].number],
        voucher=voucher,
    )
    return made


@transaction.atomic
def reverse_entry(*, entry_id: UUID, by: Viewer) -> Entry:
    """The counter-entry; the wrong entry stays as it is."""
    lock_bureau(by.bureau_id)
    row = get_entry(by, entry_id)
    refuse_closed(by, row.line.year)
    refuse_if(
        rules.why_not_reverse(
            kind=row.kind,
            amount=row.amount_fen,
            is_counter=row.reverses_id is not None,
            reversed_already=getattr(row, "reversed_by", None) is not None,
            sums=sums_of(Entry.objects.filter(line=row.line)),
        )
    )
    made = enter(
        by,
        row.line,
        EntryKind(row.kind),
        -row.amount_fen,
        contract=row.contract,
        month=row.month,
        voucher=row.voucher,
        reverses=row,
    )
    note("fund.reverse_entry", made, f"{row.number}", by, amount=yuan(made.amount_fen), entry=made.number)
    return made


def put_payment(by: Viewer, row: Contract, month: date, amount_fen: int, voucher: str) -> Entry:
    month = rules.month_of(month)
    refuse_if(rules.why_not_pay_withdrawn(withdrawn=row.state != ContractState.STANDS))
    reason = rules.why_not_pay(
        amount=amount_fen,
        month=month,
        first_day=row.valid_from,
        until=row.valid_to,
        month_due=rules.due(row.monthly_fen, row.valid_from, row.valid_to, month),
        month_paid=paid_by_month(row).get(month, 0),
        sums=sums_of(Entry.objects.filter(line=row.line)),
    )
    if reason:
        if month not in rules.months(row.valid_from, row.valid_to):
            raise Invalid("month", f"{month:%Y-%m}", reason)
        raise Invalid("amount", yuan(amount_fen), reason)
    return enter(by, row.line, EntryKind.PAY, amount_fen, contract=row, month=month, voucher=voucher)
