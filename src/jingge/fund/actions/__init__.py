"""Deeds of the fund: each one transaction, one audit event, entries only added."""

from jingge.fund.actions.closing import close_year, reopen_year
from jingge.fund.actions.contracts import end_contract, sign_contracts, withdraw_contract
from jingge.fund.actions.lines import add_budget, change_line, open_line
from jingge.fund.actions.payments import pay, pay_month, reverse_entry
from jingge.fund.actions.tables import pay_table, sign_table

__all__ = [
    "add_budget",
    "change_line",
    "close_year",
    "end_contract",
    "open_line",
    "pay",
    "pay_month",
    "pay_table",
    "reopen_year",
    "reverse_entry",
    "sign_contracts",
    "sign_table",
    "withdraw_contract",
]
