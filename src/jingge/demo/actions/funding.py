"""The demonstration's special fund: 1,270,000 yuan, a contract for every helper, the year's months paid so far.

The year before had a small trial, whose account is closed.
"""

from datetime import date

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.fund.actions import (
    add_budget,
    close_year,
    open_line,
    pay,
    pay_month,
    reverse_entry,
    sign_contracts,
)
from jingge.fund.models import BudgetLine, Contract
from jingge.fund.queries import helpers_on
from jingge.fund.terms import ContractSpec

BUDGET_FEN = 127_000_000  # as the article says
TRIAL_FEN = 3_000_000
TRIED = 6  # helpers of the trial
MONTHLY_FEN = 125_900  # the whole yuan that 84 contracts of twelve months leave room for


def fund_helpers(*, by: Viewer) -> None:
    if BudgetLine.objects.filter(bureau_id=by.bureau_id).exists():
        return
    year = today().year
    first = date(year, 1, 1)
    _close_the_trial(year - 1, by)
    line = open_line(year=year, code="ZXZJ-01", name="警务专干报酬", by=by)
    add_budget(line_id=line.pk, amount_fen=BUDGET_FEN, voucher=f"财预〔{year}〕1号", by=by)
    numbers = tuple(person.police_number for person, _station in helpers_on(by, first))
    sign_contracts(spec=ContractSpec(line.pk, numbers, first, date(year, 12, 31), MONTHLY_FEN), by=by)
    for month in range(1, today().month):
        pay_month(line_id=line.pk, month=date(year, month, 1), voucher=f"付{year}-{month:02d}", by=by)
    if today().month > 1:
        _pay_wrongly_once(line, first, by)


def _close_the_trial(year: int, by: Viewer) -> None:
    """A few helpers tried it for the last quarter of the year before: paid, and its account is closed."""
    first = date(year, 10, 1)
    numbers = tuple(person.police_number for person, _station in helpers_on(by, first))[:TRIED]
    if not numbers:
        return
    line = open_line(year=year, code="ZXZJ-00", name="警务专干试点报酬", by=by)
    add_budget(line_id=line.pk, amount_fen=TRIAL_FEN, voucher=f"财预〔{year}〕9号", by=by)
    sign_contracts(spec=ContractSpec(line.pk, numbers, first, date(year, 12, 31), MONTHLY_FEN), by=by)
    for month in (10, 11, 12):
        pay_month(line_id=line.pk, month=date(year, month, 1), voucher=f"付{year}-{month:02d}", by=by)
    close_year(year=year, by=by)


def _pay_wrongly_once(line: BudgetLine, month: date, by: Viewer) -> None:
    """One payment was entered with the wrong voucher: taken back and entered anew."""
    contract = Contract.objects.filter(line=line).order_by("officer__police_number").first()
    entry = contract.entries.filter(kind="pay", month=month).first() if contract else None
    if contract is None or entry is None:
        return
    reverse_entry(entry_id=entry.pk, by=by)
    voucher = f"付{month.year}-01更"
    pay(contract_id=contract.pk, month=month, amount_fen=entry.amount_fen, voucher=voucher, by=by)
