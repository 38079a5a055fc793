"""What may be asked about rosters. The first question is always who asks."""

from jingge.rosters.queries.asking import (
    get_proposal,
    last_leave_table,
    leave_row,
    list_leaves,
    list_swaps,
    own_officer,
    swap_row,
)
from jingge.rosters.queries.feeds import feed_of, has_feed
from jingge.rosters.queries.month import MonthView, ProposalView, month_view, proposal_view
from jingge.rosters.queries.own import OwnMonth, own_month
from jingge.rosters.queries.people import people_of, question_of, rows_of
from jingge.rosters.queries.readiness import ReadinessRow, readiness
from jingge.rosters.queries.rosters import get_roster, list_rosters, may_arrange, station_for
from jingge.rosters.queries.settings import all_kinds, day_needs, kinds_of, rules_of

__all__ = [
    "MonthView", "OwnMonth", "ProposalView", "ReadinessRow", "all_kinds", "day_needs", "feed_of", "get_proposal", "get_roster",
    "has_feed", "kinds_of", "last_leave_table", "leave_row", "list_leaves", "list_rosters", "list_swaps", "may_arrange", "month_view",
    "own_month", "own_officer", "people_of", "proposal_view", "question_of", "readiness", "rows_of", "rules_of",
    "station_for", "swap_row",
]  # fmt: skip
