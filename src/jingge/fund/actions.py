"""Deeds of the fund: each one transaction, one audit event, entries only added."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from jingge.audit.actions import record
from jingge.common.clock import today
from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.fund import rules
from jingge.fund.models import BudgetLine, Contract, Entry
from jingge.fund.queries import (
    contract_totals,
    get_contract,
    get_entry,
    get_line,
    helpers_on,
    open_pay,
    paid_by_month,
    sums_of,
)
from jingge.fund.terms import ContractSpec, EntryKind, yuan
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.models import Officer


@transaction.atomic
def open_line(*, year: int, code: str, name: str, by: Viewer) -> BudgetLine:
    lock_bureau(by.bureau_id)
    if not 2000 <= year <= 2100:
        raise Invalid("year", year, _("Write the year as 2026."))
    code, name = code.strip(), name.strip()
    if BudgetLine.objects.filter(bureau_id=by.bureau_id, year=year, code=code).exists():
        raise Invalid("code", code, _("This year has a line of that code already."))
    row = BudgetLine.objects.create(bureau_id=by.bureau_id, year=year, code=code, name=name)
    _note("fund.open_line", row, f"{year} {code}", by, name=name)
    return row


@transaction.atomic
def add_budget(*, line_id: UUID, amount_fen: int, voucher: str, by: Viewer) -> Entry:
    lock_bureau(by.bureau_id)
    line = get_line(by, line_id)
    if amount_fen <= 0:
        raise Invalid(
            "amount", yuan(amount_fen), _("Write an amount above zero; a budget shrinks by a counter-entry.")
        )
    row = _enter(by, line, EntryKind.BUDGET, amount_fen, voucher=voucher)
    _note("fund.add_budget", row, f"{line.year} {line.code}", by, amount=yuan(amount_fen), entry=row.number)
    return row


@transaction.atomic
def sign_contracts(*, spec: ContractSpec, by: Viewer) -> list[Contract]:
    """The same terms for one helper or many: all of them, or none."""
    lock_bureau(by.bureau_id)
    line = get_line(by, spec.line_id)
    if reason := rules.why_not_dates(spec.first_day, spec.last_day, line.year):
        raise Invalid("last_day", spec.last_day, reason)
    if spec.monthly_fen <= 0:
        raise Invalid("monthly", yuan(spec.monthly_fen), _("Write a monthly pay above zero."))
    until = spec.last_day + timedelta(days=1)
    people = _the_helpers(spec, by)
    for person in people:
        _refuse_second_contract(person, spec.first_day, until)
    each = rules.total_due(spec.monthly_fen, spec.first_day, until)
    if reason := rules.why_not_commit(sums_of(Entry.objects.filter(line=line)), each * len(people)):
        raise Invalid("monthly", yuan(spec.monthly_fen), reason)
    made = []
    for person in people:
        row = Contract.objects.create(
            bureau_id=by.bureau_id,
            line=line,
            officer=person,
            valid_from=spec.first_day,
            valid_to=until,
            monthly_fen=spec.monthly_fen,
        )
        _enter(by, line, EntryKind.COMMIT, each, contract=row)
        made.append(row)
    _note(
        "fund.sign_contracts",
        line,
        f"{line.year} {line.code}",
        by,
        helpers=[p.police_number for p in people],
        first_day=spec.first_day.isoformat(),
        last_day=spec.last_day.isoformat(),
        monthly=yuan(spec.monthly_fen),
        promised=yuan(each * len(people)),
    )
    return made


def _the_helpers(spec: ContractSpec, by: Viewer) -> list[Officer]:
    known = {person.police_number: person for person, _station in helpers_on(by, spec.first_day)}
    numbers = list(dict.fromkeys(spec.numbers))
    if not numbers:
        raise Invalid("numbers", "", _("Choose at least one helper."))
    strange = [number for number in numbers if number not in known]
    if strange:
        mend = _("No helper in post on %(day)s has this number.") % {"day": spec.first_day}
        raise Invalid("numbers", listed(strange), mend)
    return [known[number] for number in numbers]


def _refuse_second_contract(person: Officer, first_day: date, until: date) -> None:
    other = Contract.objects.filter(officer=person, valid_from__lt=until, valid_to__gt=first_day).first()
    if other is not None:
        mend = _("%(who)s has a contract from %(first)s to %(last)s already.") % {
            "who": person.police_number,
            "first": other.valid_from,
            "last": other.valid_to - timedelta(days=1),
        }
        raise Invalid("numbers", person.police_number, mend)


@transaction.atomic
def end_contract(*, contract_id: UUID, last_day: date, by: Viewer) -> Contract:
    """Earlier than agreed: what is promised too much goes back by an entry of its own."""
    lock_bureau(by.bureau_id)
    row = get_contract(by, contract_id)
    until = last_day + timedelta(days=1)
    totals = contract_totals([row])[row.pk]
    new_total = rules.total_due(row.monthly_fen, row.valid_from, until) if last_day >= row.valid_from else 0
    reason = rules.why_not_end(
        last_day=last_day,
        first_day=row.valid_from,
        until=row.valid_to,
        new_total=new_total,
        paid=totals.get(EntryKind.PAY.value, 0),
    ) or _beyond(row, until)
    if reason:
        raise Invalid("last_day", last_day, reason)
    freed = totals[EntryKind.COMMIT.value] - new_total
    if freed:
        _enter(by, row.line, EntryKind.COMMIT, -freed, contract=row)
    row.valid_to = until
    row.save(update_fields=["valid_to"])
    number = row.officer.police_number
    _note("fund.end_contract", row, number, by, last_day=last_day.isoformat(), freed=yuan(freed))
    return row


def _beyond(row: Contract, until: date) -> str | None:
    """A month that has been paid beyond what the shorter contract owes for it."""
    for month, fen in sorted(paid_by_month(row).items()):
        if fen > rules.due(row.monthly_fen, row.valid_from, until, month):
            return _("%(month)s is paid already: take back that payment first.") % {"month": f"{month:%Y-%m}"}
    return None


@transaction.atomic
def pay(*, contract_id: UUID, month: date, amount_fen: int, voucher: str, by: Viewer) -> Entry:
    lock_bureau(by.bureau_id)
    row = get_contract(by, contract_id)
    entry = _put_payment(by, row, month, amount_fen, voucher)
    number, label = row.officer.police_number, f"{month:%Y-%m}"
    _note(
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
    wanted = open_pay(line, month)
    if not wanted:
        raise Invalid("month", f"{month:%Y-%m}", _("Nothing is open for this month."))
    sums, total = sums_of(Entry.objects.filter(line=line)), sum(amount for _row, amount in wanted)
    if sums.paid + total > sums.budget:
        mend = _("The budget has %(left)s yuan left: %(amount)s is more.")
        raise Invalid("month", f"{month:%Y-%m}", mend % {"left": yuan(sums.left), "amount": yuan(total)})
    made = [
        _enter(by, line, EntryKind.PAY, amount, contract=row, month=month, voucher=voucher)
        for row, amount in wanted
    ]
    _note(
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
    refuse_if(
        rules.why_not_reverse(
            kind=row.kind,
            amount=row.amount_fen,
            is_counter=row.reverses_id is not None,
            reversed_already=getattr(row, "reversed_by", None) is not None,
            sums=sums_of(Entry.objects.filter(line=row.line)),
        )
    )
    made = _enter(
        by,
        row.line,
        EntryKind(row.kind),
        -row.amount_fen,
        contract=row.contract,
        month=row.month,
        voucher=row.voucher,
        reverses=row,
    )
    _note("fund.reverse_entry", made, f"{row.number}", by, amount=yuan(made.amount_fen), entry=made.number)
    return made


def _put_payment(by: Viewer, row: Contract, month: date, amount_fen: int, voucher: str) -> Entry:
    month = rules.month_of(month)
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
        raise Invalid("amount", yuan(amount_fen), reason)
    return _enter(by, row.line, EntryKind.PAY, amount_fen, contract=row, month=month, voucher=voucher)


def _enter(by: Viewer, line: BudgetLine, kind: EntryKind, amount_fen: int, **more: Any) -> Entry:
    """The bureau's lock is held: the next number is nobody else's."""
    last = Entry.objects.filter(bureau_id=by.bureau_id).aggregate(last=Max("number"))["last"] or 0
    return Entry.objects.create(
        bureau_id=by.bureau_id,
        number=last + 1,
        line=line,
        kind=kind,
        amount_fen=amount_fen,
        day=today(),
        by_label=by.label,
        **more,
    )


def _note(action: str, row: Any, label: str, by: Viewer, **detail: Any) -> None:
    record(action=action, by=by, subject=row, subject_label=label, detail=detail)
