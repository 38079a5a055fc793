"""The words of norms."""

from jingge.norms.terms.clocks import (
    Approver,
    Authority,
    Due,
    ExtensionRule,
    Grant,
    Limit,
    Pause,
    Run,
    Stop,
    Unit,
)
from jingge.norms.terms.packs import Category, Form, Lead, Pack, PackFault, Power, Procedure, UrgentStep
from jingge.norms.terms.previews import Preview, WouldBe, offer_preview, previewers
from jingge.norms.terms.register import Doors, InForce, NormRow, RowChange, Standing

__all__ = [
    "Approver",
    "Authority",
    "Category",
    "Doors",
    "Due",
    "ExtensionRule",
    "Form",
    "Grant",
    "InForce",
    "Lead",
    "Limit",
    "NormRow",
    "Pack",
    "PackFault",
    "Pause",
    "Power",
    "Preview",
    "Procedure",
    "RowChange",
    "Run",
    "Standing",
    "Stop",
    "Unit",
    "UrgentStep",
    "WouldBe",
    "offer_preview",
    "previewers",
]
