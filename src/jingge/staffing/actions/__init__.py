"""What can be done with people in posts. Each deed: one transaction, one audit row, who did it."""

from jingge.staffing.actions.beats import post_to_beats, reassign_beat, withdraw_from_beats
from jingge.staffing.actions.bookings import (
    TableDone,
    TableRow,
    book_table,
    book_work,
    cancel_booking,
    cancel_table,
    correct_booking,
)
from jingge.staffing.actions.entries import take_back_entry
from jingge.staffing.actions.furnishing import (
    change_office_class,
    clear_furnishing,
    set_equipment,
    set_opening_plan,
)
from jingge.staffing.actions.hands import end_service, pair_auxiliary, place_helper
from jingge.staffing.actions.offices import (
    change_office_services,
    close_office,
    open_office,
    take_back_closing,
)
from jingge.staffing.actions.takeover import take_over_staff
from jingge.staffing.actions.takingback import revert_changes
from jingge.staffing.actions.teams import join_team, leave_team
from jingge.staffing.actions.transfers import end_posting, transfer_officer

__all__ = [
    "TableDone",
    "TableRow",
    "book_table",
    "book_work",
    "cancel_booking",
    "cancel_table",
    "change_office_class",
    "change_office_services",
    "clear_furnishing",
    "close_office",
    "correct_booking",
    "end_posting",
    "end_service",
    "join_team",
    "leave_team",
    "open_office",
    "pair_auxiliary",
    "place_helper",
    "post_to_beats",
    "reassign_beat",
    "revert_changes",
    "set_equipment",
    "set_opening_plan",
    "take_back_closing",
    "take_back_entry",
    "take_over_staff",
    "transfer_officer",
    "withdraw_from_beats",
]
