"""Reading the fund, beginning with who asks. Every figure is a sum of entries."""

from jingge.fund.queries.checking import (
    reconciliation,
)
from jingge.fund.queries.contracts import (
    contract_totals,
    contracts_in,
    get_contract,
    helpers_on,
    list_contracts,
    open_pay,
    paid_by_month,
)
from jingge.fund.queries.entries import (
    entry_row,
    get_entry,
    list_entries,
    months_paid,
)
from jingge.fund.queries.lines import (
    closed_years,
    closing_of,
    get_line,
    list_lines,
    sums_of,
    year_row,
    year_rows,
    years,
)

__all__ = [
    "closed_years",
    "closing_of",
    "contract_totals",
    "contracts_in",
    "entry_row",
    "get_contract",
    "get_entry",
    "get_line",
    "helpers_on",
    "list_contracts",
    "list_entries",
    "list_lines",
    "months_paid",
    "open_pay",
    "paid_by_month",
    "reconciliation",
    "sums_of",
    "year_row",
    "year_rows",
    "years",
]
