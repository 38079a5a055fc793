"""What may be asked about plans of moves. The first question is always who asks."""

from jingge.redeployment.queries.detail import Detail, get_plan
from jingge.redeployment.queries.ledger import Ledger, LedgerRow, ledger
from jingge.redeployment.queries.plans import (
    Choices,
    PlanRow,
    choices,
    get_move,
    get_wish,
    list_plans,
    supposable,
)

__all__ = [
    "Choices",
    "Detail",
    "Ledger",
    "LedgerRow",
    "PlanRow",
    "choices",
    "get_move",
    "get_plan",
    "get_wish",
    "ledger",
    "list_plans",
    "supposable",
]
