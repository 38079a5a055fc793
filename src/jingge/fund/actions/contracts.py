"""Contracts of helpers: entered, ended earlier, withdrawn."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.fund import rules
from jingge.fund.actions.writing import enter, note, refuse_closed
from jingge.fund.models import BudgetLine, Contract, Entry
from jingge.fund.queries import (
    contract_totals,
    get_contract,
    get_line,
    helpers_on,
    paid_by_month,
    sums_of,
)
from jingge.fund.terms import ContractSpec, ContractState, EntryKind, yuan
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.models import Officer


@transaction.atomic
def sign_contracts(*, spec: ContractSpec, by: Viewer) -> list[Contract]:
    """The same terms for one helper or many: all of them, or none."""
    lock_bureau(by.bureau_id)
    line = get_line(by, spec.line_id)
    refuse_closed(by, line.year)
    refuse_terms(line, spec.first_day, spec.last_day, spec.monthly_fen)
    people = _the_helpers(spec, by)
    for person in people:
        refuse_second_contract(person, spec.first_day, rules.after(spec.last_day))
    each = rules.total_due(spec.monthly_fen, spec.first_day, spec.last_day + timedelta(days=1))
    if reason := rules.why_not_commit(sums_of(Entry.objects.filter(line=line)), each * len(people)):
        raise Invalid("monthly", yuan(spec.monthly_fen), reason)
    made = [
        put_contract(line, person, spec.first_day, spec.last_day, spec.monthly_fen, by) for person in people
    ]
    note(
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


def refuse_terms(line: BudgetLine, first_day: date, last_day: date, monthly_fen: int) -> None:
    if reason := rules.why_not_dates(first_day, last_day, line.year):
        raise Invalid("last_day", last_day, reason)
    if monthly_fen <= 0:
        raise Invalid("monthly", yuan(monthly_fen), _("Write a monthly pay above zero."))


def put_contract(
    line: BudgetLine, person: Officer, first_day: date, last_day: date, monthly_fen: int, by: Viewer
) -> Contract:
    """The contract and the entry of what it promises."""
    until = rules.after(last_day)
    row = Contract.objects.create(
        bureau_id=by.bureau_id,
        line=line,
        officer=person,
        valid_from=first_day,
        valid_to=until,
        monthly_fen=monthly_fen,
    )
    enter(by, line, EntryKind.COMMIT, rules.total_due(monthly_fen, first_day, until), contract=row)
    return row


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


def refuse_second_contract(person: Officer, first_day: date, until: date) -> None:
    other = Contract.objects.filter(
        officer=person, state=ContractState.STANDS, valid_from__lt=until, valid_to__gt=first_day
    ).first()
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
    refuse_closed(by, row.line.year)
    refuse_if(rules.why_not_pay_withdrawn(withdrawn=row.state != ContractState.STANDS))
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
        enter(by, row.line, EntryKind.COMMIT, -freed, contract=row)
    row.valid_to = until
    row.save(update_fields=["valid_to"])
    number = row.officer.police_number
    note("fund.end_contract", row, number, by, last_day=last_day.isoformat(), freed=yuan(freed))
    return row


def _beyond(row: Contract, until: date) -> str | None:
    """A month that has been paid beyond what the shorter contract owes for it."""
    for month, fen in sorted(paid_by_month(row).items()):
        if fen > rules.due(row.monthly_fen, row.valid_from, until, month):
            return _("%(month)s is paid already: take back that payment first.") % {"month": f"{month:%Y-%m}"}
    return None


@transaction.atomic
def withdraw_contract(*, contract_id: UUID, by: Viewer) -> Contract:
    """Entered by mistake: everything it promised goes back by an entry; the contract stays readable."""
    lock_bureau(by.bureau_id)
    row = get_contract(by, contract_id)
    refuse_closed(by, row.line.year)
    withdrawn, paid = row.state != ContractState.STANDS, any(paid_by_month(row).values())
    refuse_if(rules.why_not_withdraw(withdrawn=withdrawn, paid_months=paid))
    promised = contract_totals([row])[row.pk].get(EntryKind.COMMIT.value, 0)
    if promised:
        enter(by, row.line, EntryKind.COMMIT, -promised, contract=row)
    row.state = ContractState.WITHDRAWN
    row.save(update_fields=["state"])
    note("fund.withdraw_contract", row, row.officer.police_number, by, freed=yuan(promised))
    return row
