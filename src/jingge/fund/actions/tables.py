"""Contracts and payments from a table: taken whole or not at all."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.errors import Invalid
from jingge.common.viewer import Viewer
from jingge.fund import rules
from jingge.fund.actions.contracts import put_contract, refuse_second_contract, refuse_terms
from jingge.fund.actions.payments import put_payment
from jingge.fund.actions.writing import note, refuse_closed
from jingge.fund.models import BudgetLine, Contract, Entry
from jingge.fund.queries import contracts_in, helpers_on, paid_by_month, sums_of
from jingge.fund.terms import ContractLine, PaymentLine, yuan
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.models import Officer
from jingge.uploads.rules.tabled import Faults, Line


@transaction.atomic
def sign_table(
    *, rows: Sequence[tuple[Line, ContractLine]], faults: Faults, by: Viewer, only_check: bool = False
) -> int:
    """Contracts with terms of their own; the sum they promise, in fen."""
    lock_bureau(by.bureau_id)
    helpers: dict[date, dict[str, Officer]] = {}
    promised = 0
    for line, given in rows:
        with faults.row(line, of="number"):
            budget = _the_line(given, by)
            refuse_terms(budget, given.first_day, given.last_day, given.monthly_fen)
            person = _the_helper(given, helpers, by)
            refuse_second_contract(person, given.first_day, rules.after(given.last_day))
            each = rules.total_due(given.monthly_fen, given.first_day, rules.after(given.last_day))
            if reason := rules.why_not_commit(sums_of(Entry.objects.filter(line=budget)), each):
                raise Invalid("monthly", yuan(given.monthly_fen), reason)
            put_contract(budget, person, given.first_day, given.last_day, given.monthly_fen, by)
            promised += each
    faults.refuse()
    if only_check:
        transaction.set_rollback(True)
    else:
        numbers = [given.number for _line, given in rows]
        note("fund.sign_table", None, "", by, helpers=numbers, promised=yuan(promised))
    return promised


def _the_line(given: ContractLine, by: Viewer) -> BudgetLine:
    year = given.first_day.year
    found = BudgetLine.objects.filter(bureau_id=by.bureau_id, year=year, code=given.line).first()
    if found is None:
        raise Invalid(
            "line", given.line, _("The year %(year)s has no budget line of this code.") % {"year": year}
        )
    refuse_closed(by, year)
    return found


def _the_helper(given: ContractLine, known: dict[date, dict[str, Officer]], by: Viewer) -> Officer:
    day = given.first_day
    if day not in known:
        known[day] = {person.police_number: person for person, _station in helpers_on(by, day)}
    if given.number not in known[day]:
        mend = _("No helper in post on %(day)s has this number.") % {"day": day}
        raise Invalid("number", given.number, mend)
    return known[day][given.number]


@transaction.atomic
def pay_table(
    *, rows: Sequence[tuple[Line, PaymentLine]], faults: Faults, by: Viewer, only_check: bool = False
) -> int:
    """Payments as the treasury made them; their sum in fen."""
    lock_bureau(by.bureau_id)
    numbers: list[int] = []
    paid = 0
    for line, given in rows:
        with faults.row(line, of="number"):
            faults.once(line, "number", (given.number, given.month, given.voucher))
            contract = _the_contract(given, by)
            refuse_closed(by, contract.line.year)
            entry = put_payment(by, contract, given.month, given.amount_fen, given.voucher)
            numbers.append(entry.number)
            paid += given.amount_fen
    faults.refuse()
    if only_check:
        transaction.set_rollback(True)
    elif numbers:
        detail = {"rows": len(rows), "amount": yuan(paid), "entries": [numbers[0], numbers[-1]]}
        note("fund.pay_table", None, "", by, **detail)
    return paid


def _the_contract(given: PaymentLine, by: Viewer) -> Contract:
    """Of two contracts in one month, the one that still owes this much."""
    found = contracts_in(by, given.number, given.month)
    if not found:
        mend = _("This helper has no contract in %(month)s.") % {"month": f"{given.month:%Y-%m}"}
        raise Invalid("number", given.number, mend)
    for one in found:
        owed = rules.due(one.monthly_fen, one.valid_from, one.valid_to, given.month)
        if owed - paid_by_month(one).get(given.month, 0) >= given.amount_fen:
            return one
    return found[0]
