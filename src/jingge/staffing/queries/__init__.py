"""What may be asked about people in posts. The first question is always who asks."""

from jingge.staffing.queries.beats import (
    beat_officers,
    get_beat,
    list_sheets,
    map_on,
    posting_sheet,
    visible_beats,
)
from jingge.staffing.queries.booking import month_of, preview_booking, week_of
from jingge.staffing.queries.bookings import bookable, get_booking, list_bookings, officers_by_number
from jingge.staffing.queries.covering import cover, mode_checks, pairing_check
from jingge.staffing.queries.entries import get_entry, list_entries
from jingge.staffing.queries.figures import (
    figures,
    ratios,
    strength,
    strength_by_station,
    what_if,
    what_if_from,
)
from jingge.staffing.queries.ground import list_units
from jingge.staffing.queries.hours import community_hours, station_hours
from jingge.staffing.queries.moving import (
    beats_held,
    preview_transfer,
    why_not_end_posting,
    why_not_transfer_officer,
)
from jingge.staffing.queries.nearest import SUGGESTED, find_spots, nearest_offices, spot_at
from jingge.staffing.queries.offices import get_office, list_offices, office_history, served_without
from jingge.staffing.queries.openings import list_equipment, opening_of, openings
from jingge.staffing.queries.people import (
    get_officer,
    get_service,
    list_officers,
    list_pairs,
    officer_by_number,
    officer_file,
    posting_history,
    posting_reasons,
)
from jingge.staffing.queries.places import get_organs, list_places, list_station_names
from jingge.staffing.queries.responsible import who_is_responsible
from jingge.staffing.queries.teams import get_member, list_members

__all__ = [
    "SUGGESTED",
    "beat_officers",
    "beats_held",
    "bookable",
    "community_hours",
    "cover",
    "figures",
    "find_spots",
    "get_beat",
    "get_booking",
    "get_entry",
    "get_member",
    "get_office",
    "get_officer",
    "get_organs",
    "get_service",
    "list_bookings",
    "list_entries",
    "list_equipment",
    "list_members",
    "list_officers",
    "list_offices",
    "list_pairs",
    "list_places",
    "list_sheets",
    "list_station_names",
    "list_units",
    "map_on",
    "mode_checks",
    "month_of",
    "nearest_offices",
    "office_history",
    "officer_by_number",
    "officer_file",
    "officers_by_number",
    "opening_of",
    "openings",
    "pairing_check",
    "posting_history",
    "posting_reasons",
    "posting_sheet",
    "preview_booking",
    "preview_transfer",
    "ratios",
    "served_without",
    "spot_at",
    "station_hours",
    "strength",
    "strength_by_station",
    "visible_beats",
    "week_of",
    "what_if",
    "what_if_from",
    "who_is_responsible",
    "why_not_end_posting",
    "why_not_transfer_officer",
]
