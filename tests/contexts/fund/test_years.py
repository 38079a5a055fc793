"""A year is closed when it is over, paid and adds up; then nothing of it is written any more."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from jingge.common.clock import frozen_at
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.fund import queries
from jingge.fund.actions import (
    add_budget,
    change_line,
    close_year,
    end_contract,
    open_line,
    pay,
    pay_month,
    reopen_year,
    reverse_entry,
    sign_contracts,
    withdraw_contract,
)
from jingge.fund.models import BudgetLine, Contract, Entry, YearClosing
from jingge.fund.terms import ContractSpec, Sums
from tests.factories.cast import Cast, viewer

pytestmark = pytest.mark.django_db
JAN = date(2021, 1, 1)


def one_month(line: BudgetLine) -> ContractSpec:
    return ContractSpec(line.pk, ("Z040100",), JAN, date(2021, 1, 31), 120_000)


def sums(by: Viewer) -> Sums:
    return queries.list_lines(by)[0].sums


def all_good(by: Viewer) -> bool:
    return all(one.good for one in queries.reconciliation(by))


def test_a_year_is_closed_once_everything_promised_is_paid(line: BudgetLine, by: Viewer) -> None:
    sign_contracts(spec=one_month(line), by=by)
    with pytest.raises(Refused, match=r"1,200\.00"):
        close_year(year=2021, by=by)
    pay_month(line_id=line.pk, month=JAN, voucher="付-1", by=by)
    with frozen_at(datetime(2021, 12, 30, 1, tzinfo=UTC)), pytest.raises(Refused):
        close_year(year=2021, by=by)
    row = close_year(year=2021, by=by)
    assert (row.budget_fen, row.committed_fen, row.paid_fen) == (10_000_000, 120_000, 120_000)
    with pytest.raises(Refused):
        close_year(year=2021, by=by)
    with pytest.raises(NotYours):
        close_year(year=2018, by=by)
    assert all_good(by)
    assert sum("2021" in str(f.what) and "结账" in str(f.what) for f in queries.reconciliation(by)) == 3


def test_nothing_is_written_into_a_closed_year(line: BudgetLine, by: Viewer) -> None:
    contract = sign_contracts(spec=one_month(line), by=by)[0]
    made = pay_month(line_id=line.pk, month=JAN, voucher="付-1", by=by)
    close_year(year=2021, by=by)
    before = Entry.objects.count()
    deeds = (
        lambda: open_line(year=2021, code="XX", name="另项", by=by),
        lambda: change_line(line_id=line.pk, name="另名", by=by),
        lambda: add_budget(line_id=line.pk, amount_fen=1, voucher="1", by=by),
        lambda: sign_contracts(spec=one_month(line), by=by),
        lambda: end_contract(contract_id=contract.pk, last_day=date(2021, 1, 15), by=by),
        lambda: withdraw_contract(contract_id=contract.pk, by=by),
        lambda: pay(contract_id=contract.pk, month=JAN, amount_fen=1, voucher="1", by=by),
        lambda: pay_month(line_id=line.pk, month=JAN, voucher="1", by=by),
        lambda: reverse_entry(entry_id=made[0].pk, by=by),
    )
    for deed in deeds:
        with pytest.raises(Refused, match="2021"):
            deed()
    assert Entry.objects.count() == before


def test_a_year_is_reopened_with_a_reason_and_closed_again(line: BudgetLine, by: Viewer) -> None:
    with pytest.raises(Refused):
        reopen_year(year=2021, reason="漏记", by=by)
    close_year(year=2021, by=by)
    with pytest.raises(Invalid):
        reopen_year(year=2021, reason=" ", by=by)
    reopen_year(year=2021, reason="漏记一笔", by=by)
    add_budget(line_id=line.pk, amount_fen=100, voucher="补", by=by)
    assert close_year(year=2021, by=by).budget_fen == 10_000_100
    assert YearClosing.objects.filter(reason="漏记一笔").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():  # what was kept stays
        YearClosing.objects.update(paid_fen=7)


def test_an_entry_slipped_into_a_closed_year_shows_in_the_reconciliation(
    line: BudgetLine, by: Viewer
) -> None:
    close_year(year=2021, by=by)
    Entry.objects.create(
        bureau_id=by.bureau_id, number=2, line=line, kind="budget", amount_fen=5, day=JAN, by_label="?"
    )
    wrong = [f for f in queries.reconciliation(by) if not f.good]
    assert [(f.recomputed, f.kept) for f in wrong] == [(10_000_005, 10_000_000)]


def test_a_contract_entered_by_mistake_is_withdrawn(line: BudgetLine, by: Viewer) -> None:
    contract = sign_contracts(spec=one_month(line), by=by)[0]
    entry = pay(contract_id=contract.pk, month=JAN, amount_fen=100, voucher="1", by=by)
    with pytest.raises(Refused):
        withdraw_contract(contract_id=contract.pk, by=by)
    reverse_entry(entry_id=entry.pk, by=by)
    withdraw_contract(contract_id=contract.pk, by=by)
    assert sums(by) == Sums(10_000_000, 0, 0)
    assert all_good(by)
    for deed in (
        lambda: withdraw_contract(contract_id=contract.pk, by=by),
        lambda: pay(contract_id=contract.pk, month=JAN, amount_fen=1, voucher="1", by=by),
        lambda: end_contract(contract_id=contract.pk, last_day=JAN, by=by),
    ):
        with pytest.raises(Refused):
            deed()
    with pytest.raises(Invalid):  # nothing is open for a withdrawn contract
        pay_month(line_id=line.pk, month=JAN, voucher="1", by=by)
    assert queries.list_contracts(by) == []
    assert len(queries.list_contracts(by, withdrawn=True)) == 1
    sign_contracts(spec=one_month(line), by=by)  # the same days are free again
    assert Contract.objects.count() == 2
    assert all_good(by)


def test_another_bureaus_years_are_not_there(line: BudgetLine, by: Viewer, cast: Cast) -> None:
    other = viewer(cast.other_command_office)
    assert queries.year_rows(other) == []
    with pytest.raises(NotYours):
        close_year(year=2021, by=other)
