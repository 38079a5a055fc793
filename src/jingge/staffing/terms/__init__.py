"""The words of people in posts: kinds, posts, what an import hands over, what a page is told."""

from jingge.staffing.terms.cover import Cover, CoverRow, Gap, UnitFacts
from jingge.staffing.terms.entries import EntryKind, EntryRow
from jingge.staffing.terms.ground import BeatOfficer, OfficeRow, PostingSheet, Responsible, SheetRow
from jingge.staffing.terms.modes import MemberRow, ModeCheck, PairingCheck, Part, StaffFacts
from jingge.staffing.terms.offices import Equipment, EquipmentRow, NearOffice, Opening, Spot, Week
from jingge.staffing.terms.people import (
    BeatHeld,
    OfficerFile,
    OfficerRow,
    PairRow,
    PostingRow,
    ReasonCount,
    ServiceRow,
)
from jingge.staffing.terms.ratios import Headcount, Move, Ratio, Ratios, StrengthRow, StrengthTable, WhatIf
from jingge.staffing.terms.specs import OfficerSpec, OfficeSpec
from jingge.staffing.terms.words import (
    AgeBand,
    OrganKind,
    Person,
    Place,
    Post,
    PostingReason,
    Shown,
    StaffKind,
)
from jingge.staffing.terms.work import (
    BookingPreview,
    BookingRow,
    BookingSpec,
    Hours,
    HoursRow,
    Limit,
    Work,
)
from jingge.uploads.rules.tabled import TableProblem, TableRefused

__all__ = [
    "AgeBand",
    "BeatHeld",
    "BeatOfficer",
    "BookingPreview",
    "BookingRow",
    "BookingSpec",
    "Cover",
    "CoverRow",
    "EntryKind",
    "EntryRow",
    "Equipment",
    "EquipmentRow",
    "Gap",
    "Headcount",
    "Hours",
    "HoursRow",
    "Limit",
    "MemberRow",
    "ModeCheck",
    "Move",
    "NearOffice",
    "OfficeRow",
    "OfficeSpec",
    "OfficerFile",
    "OfficerRow",
    "OfficerSpec",
    "Opening",
    "OrganKind",
    "PairRow",
    "PairingCheck",
    "Part",
    "Person",
    "Place",
    "Post",
    "PostingReason",
    "PostingRow",
    "PostingSheet",
    "Ratio",
    "Ratios",
    "ReasonCount",
    "Responsible",
    "ServiceRow",
    "SheetRow",
    "Shown",
    "Spot",
    "StaffFacts",
    "StaffKind",
    "StrengthRow",
    "StrengthTable",
    "TableProblem",
    "TableRefused",
    "UnitFacts",
    "Week",
    "WhatIf",
    "Work",
]
