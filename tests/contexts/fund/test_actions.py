"""Contracts, payments, counter-entries; the balance always adds up and entries never change."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from jingge.audit.models import Event
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.fund import queries
from jingge.fund.actions import (
    add_budget,
    end_contract,
    open_line,
    pay,
    pay_month,
    reverse_entry,
    sign_contracts,
)
from jingge.fund.models import BudgetLine, Contract, Entry
from jingge.fund.terms import ContractSpec, Sums
from tests.factories.cast import Cast, viewer

pytestmark = pytest.mark.django_db
JAN, FEB = date(2021, 1, 1), date(2021, 2, 1)
HELPERS = ("Z040100", "Z040101")


def terms(line: BudgetLine, *numbers: str, monthly: int = 120_000) -> ContractSpec:
    return ContractSpec(line.pk, numbers or HELPERS, JAN, date(2021, 12, 31), monthly)


def sums(by: Viewer) -> Sums:
    return queries.list_lines(by)[0].sums


def all_good(by: Viewer) -> bool:
    return all(one.good for one in queries.reconciliation(by))


def test_budget_promised_paid_and_left_add_up_through_a_year(line: BudgetLine, by: Viewer) -> None:
    sign_contracts(spec=terms(line), by=by)
    assert sums(by) == Sums(10_000_000, 2_880_000, 0)
    made = pay_month(line_id=line.pk, month=JAN, voucher="付-1", by=by)
    assert [row.amount_fen for row in made] == [120_000, 120_000]
    reverse_entry(entry_id=made[0].pk, by=by)
    assert sums(by) == Sums(10_000_000, 2_880_000, 120_000)
    again = pay_month(line_id=line.pk, month=JAN, voucher="付-2", by=by)  # only what is open
    assert len(again) == 1
    assert sums(by).left == 10_000_000 - 240_000
    assert all_good(by)
    assert [row.number for row in Entry.objects.order_by("number")] == list(range(1, 8))


def test_entries_are_neither_changed_nor_removed(line: BudgetLine) -> None:
    for deed in (
        lambda: Entry.objects.update(amount_fen=1),
        lambda: Entry.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()
    assert Entry.objects.get().amount_fen == 10_000_000


def test_the_terms_of_a_contract_are_not_rewritten(line: BudgetLine, by: Viewer) -> None:
    sign_contracts(spec=terms(line), by=by)
    with pytest.raises(DatabaseError), transaction.atomic():
        Contract.objects.update(monthly_fen=1)


def test_paying_twice_outside_the_contract_or_too_much_is_refused(line: BudgetLine, by: Viewer) -> None:
    row = sign_contracts(spec=terms(line, "Z040100"), by=by)[0]
    pay(contract_id=row.pk, month=JAN, amount_fen=100_000, voucher="1", by=by)
    for month, amount in ((JAN, 20_001), (date(2020, 12, 1), 1), (date(2022, 1, 1), 1), (FEB, 120_001)):
        with pytest.raises(Invalid):
            pay(contract_id=row.pk, month=month, amount_fen=amount, voucher="1", by=by)
    pay(contract_id=row.pk, month=JAN, amount_fen=20_000, voucher="1", by=by)
    with pytest.raises(Invalid):
        pay_month(line_id=line.pk, month=JAN, voucher="2", by=by)
    assert sums(by).paid == 120_000


def test_contracts_beyond_the_budget_are_refused_as_a_whole(line: BudgetLine, by: Viewer) -> None:
    with pytest.raises(Invalid) as refusal:
        sign_contracts(spec=terms(line, monthly=500_000), by=by)
    assert "120,000.00" in str(refusal.value.reason)
    assert not Contract.objects.exists()


def test_a_second_contract_in_the_same_days_is_refused(line: BudgetLine, by: Viewer) -> None:
    sign_contracts(spec=terms(line, "Z040100"), by=by)
    with pytest.raises(Invalid) as refusal:
        sign_contracts(spec=terms(line, "Z040101", "Z040100"), by=by)
    assert refusal.value.value == "Z040100"
    assert Contract.objects.count() == 1
    row = Contract.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():  # and by the database itself
        Contract.objects.create(
            bureau=row.bureau,
            line=line,
            officer=row.officer,
            valid_from=FEB,
            valid_to=date(2021, 3, 1),
            monthly_fen=1,
        )


@pytest.mark.parametrize("numbers", [("040101",), ("X",), ("F040100",)])
def test_only_helpers_in_post_get_a_contract(line: BudgetLine, by: Viewer, numbers: tuple[str, ...]) -> None:
    with pytest.raises(Invalid) as refusal:
        sign_contracts(spec=replace(terms(line), numbers=numbers), by=by)
    assert refusal.value.field == "numbers"


def test_a_contract_ended_earlier_frees_what_it_promised_too_much(line: BudgetLine, by: Viewer) -> None:
    row = sign_contracts(spec=terms(line, "Z040100"), by=by)[0]
    entry = pay(contract_id=row.pk, month=FEB, amount_fen=120_000, voucher="1", by=by)
    with pytest.raises(Invalid):
        end_contract(contract_id=row.pk, last_day=date(2021, 1, 31), by=by)  # February is paid
    with pytest.raises(Invalid):
        end_contract(contract_id=row.pk, last_day=date(2021, 12, 31), by=by)
    reverse_entry(entry_id=entry.pk, by=by)
    end_contract(contract_id=row.pk, last_day=date(2021, 1, 31), by=by)
    assert sums(by) == Sums(10_000_000, 120_000, 0)
    assert all_good(by)
    with pytest.raises(Invalid):
        pay(contract_id=row.pk, month=FEB, amount_fen=1, voucher="1", by=by)


def test_a_counter_entry_is_made_once(line: BudgetLine, by: Viewer) -> None:
    row = sign_contracts(spec=terms(line, "Z040100"), by=by)[0]
    entry = pay(contract_id=row.pk, month=JAN, amount_fen=120_000, voucher="1", by=by)
    counter = reverse_entry(entry_id=entry.pk, by=by)
    for wrong in (entry, counter, Entry.objects.get(kind="commit")):
        with pytest.raises(Refused):
            reverse_entry(entry_id=wrong.pk, by=by)
    assert Event.objects.filter(action="fund.reverse_entry").count() == 1


def test_a_budget_does_not_fall_below_what_is_promised(line: BudgetLine, by: Viewer) -> None:
    more = add_budget(line_id=line.pk, amount_fen=5_000, voucher="财2021-2", by=by)
    sign_contracts(spec=terms(line), by=by)
    reverse_entry(entry_id=more.pk, by=by)
    with pytest.raises(Refused):
        reverse_entry(entry_id=Entry.objects.get(number=1).pk, by=by)


def test_another_bureau_sees_and_touches_nothing(line: BudgetLine, cast: Cast) -> None:
    other = viewer(cast.other_command_office)
    assert queries.list_lines(other) == []
    assert queries.list_entries(other) == []
    with pytest.raises(NotYours):
        add_budget(line_id=line.pk, amount_fen=1, voucher="", by=other)


def test_one_code_a_year(line: BudgetLine, by: Viewer) -> None:
    with pytest.raises(Invalid):
        open_line(year=2021, code="ZG", name="乙", by=by)
    open_line(year=2022, code="ZG", name="乙", by=by)


def test_the_reconciliation_finds_a_promise_that_is_not_the_contracts(line: BudgetLine, by: Viewer) -> None:
    row = sign_contracts(spec=terms(line, "Z040100"), by=by)[0]
    assert all_good(by)
    Entry.objects.create(
        bureau=row.bureau,
        number=9,
        line=line,
        kind="commit",
        amount_fen=1,
        day=JAN,
        contract=row,
        by_label="x",
    )
    wrong = [one for one in queries.reconciliation(by) if not one.good]
    assert len(wrong) == 2  # the gap in the numbers, and the contract's promise
    assert wrong[-1].detail == "Z040100"
