"""The words of people in posts: kinds, posts, what an import hands over, what a page is told."""

from jingge.staffing.terms.cover import Cover, CoverRow, Gap, UnitFacts
from jingge.staffing.terms.ground import BeatOfficer, OfficeRow, PostingSheet, Responsible, SheetRow
from jingge.staffing.terms.modes import ModeCheck, PairingCheck, Part, StaffFacts
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

__all__ = [
    "AgeBand",
    "BeatHeld",
    "BeatOfficer",
    "Cover",
    "CoverRow",
    "Gap",
    "Headcount",
    "ModeCheck",
    "Move",
    "OfficeRow",
    "OfficeSpec",
    "OfficerFile",
    "OfficerRow",
    "OfficerSpec",
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
    "StaffFacts",
    "StaffKind",
    "StrengthRow",
    "StrengthTable",
    "UnitFacts",
    "WhatIf",
]
