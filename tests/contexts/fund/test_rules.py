"""Money as whole fen: what a month owes, what is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingge.fund.rules import (
    due,
    months,
    total_due,
    why_not_commit,
    why_not_dates,
    why_not_pay,
    why_not_reverse,
)
from jingge.fund.terms import Sums, to_fen, yuan

JAN, FEB = date(2021, 1, 1), date(2021, 2, 1)
WHOLE = Sums(budget=1000, committed=800, paid=300)


def test_a_sum_is_written_and_read_without_loss() -> None:
    assert yuan(127_000_000) == "1,270,000.00"
    assert yuan(-5) == "-0.05"
    assert to_fen(Decimal("1259.92")) == 125_992


def test_a_full_month_is_the_monthly_pay_and_a_part_its_share_of_days() -> None:
    assert due(310_000, JAN, date(2022, 1, 1), JAN) == 310_000
    assert due(310_000, date(2021, 1, 31), date(2022, 1, 1), JAN) == 10_000
    assert due(310_000, JAN, FEB, FEB) == 0


@given(st.integers(1, 2_000_000), st.integers(0, 364), st.integers(1, 365))
def test_months_add_up_to_the_contract(monthly: int, begin: int, days: int) -> None:
    first = JAN + timedelta(days=begin)
    until = first + timedelta(days=days)
    each = [due(monthly, first, until, month) for month in months(first, until)]
    assert sum(each) == total_due(monthly, first, until)
    assert all(0 <= one <= monthly for one in each)


def test_a_contract_stays_in_its_year_and_runs_forward() -> None:
    assert why_not_dates(JAN, date(2021, 12, 31), 2021) is None
    assert why_not_dates(FEB, JAN, 2021) is not None
    assert why_not_dates(JAN, date(2022, 1, 1), 2021) is not None


def test_no_more_is_promised_than_the_budget_has_free() -> None:
    assert why_not_commit(WHOLE, 200) is None
    assert why_not_commit(WHOLE, 201) is not None


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, False),
        ({"amount": 0}, True),
        ({"month": date(2021, 3, 1)}, True),  # outside the contract
        ({"month_paid": 1}, True),  # more than the month owes
        ({"sums": Sums(budget=350, committed=350, paid=300)}, True),  # over the budget
    ],
)
def test_a_payment_stays_inside_contract_month_and_budget(changes: dict[str, object], refused: bool) -> None:
    wish = {
        "amount": 100, "month": JAN, "first_day": JAN, "until": FEB, "month_due": 100, "month_paid": 0,
        "sums": WHOLE, **changes,
    }  # fmt: skip
    assert (why_not_pay(**wish) is not None) is refused  # type: ignore[arg-type]


def test_what_may_be_taken_back() -> None:
    def refused(**changes: object) -> bool:
        wish = {"kind": "pay", "amount": 100, "is_counter": False, "reversed_already": False, "sums": WHOLE}
        return why_not_reverse(**{**wish, **changes}) is not None  # type: ignore[arg-type]

    assert not refused()
    assert refused(is_counter=True)
    assert refused(reversed_already=True)
    assert refused(kind="commit")
    assert not refused(kind="budget", amount=200)
    assert refused(kind="budget", amount=201)
