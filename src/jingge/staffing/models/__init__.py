"""Tables of people in posts, of the work they are put to, and of police offices."""

from jingge.staffing.models.dated import Dated, held_on, reaching
from jingge.staffing.models.entries import StaffEntry
from jingge.staffing.models.offices import OfficeEquipment, OfficeService, OpeningPlan, PoliceOffice
from jingge.staffing.models.people import BeatPosting, Officer, Pairing, Posting, UnitService
from jingge.staffing.models.work import TeamMember, WorkBooking

__all__ = [
    "BeatPosting",
    "Dated",
    "OfficeEquipment",
    "OfficeService",
    "Officer",
    "OpeningPlan",
    "Pairing",
    "PoliceOffice",
    "Posting",
    "StaffEntry",
    "TeamMember",
    "UnitService",
    "WorkBooking",
    "held_on",
    "reaching",
]
