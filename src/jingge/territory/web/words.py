"""What codes of this context are called on pages."""

from django.utils.translation import gettext_lazy as _

from jingge.common.web.parts import Badge, Text

LEVELS: dict[int, Text] = {
    1: _("Level 1: town"),
    2: _("Level 2: community or village"),
    3: _("Level 3: officer's area"),
    4: _("Level 4: group or compound"),
}
STATES: dict[str, Badge] = {
    "draft": Badge(_("Draft"), "info"),
    "adopted": Badge(_("Adopted"), "good"),
    "withdrawn": Badge(_("Withdrawn"), "neutral"),
}
ORIGINS: dict[str, Text] = {"import": _("From an import"), "scenario": _("From a plan")}
KINDS: dict[str, Text] = {
    "residents_committee": _("Residents committee"),
    "villagers_committee": _("Villagers committee"),
    "community_like": _("Community-like"),
    "village_like": _("Village-like"),
    "village_group": _("Village group"),
    "compound": _("Compound"),
    "other": _("Other"),
}
DIVISION_CHANGES: dict[str, Text] = {"renamed": _("Renamed"), "added": _("Added"), "removed": _("Removed")}
GRID_CHANGES: dict[str, Badge] = {
    "new": Badge(_("New on the map"), "good"),
    "gone": Badge(_("Gone from the map"), "bad"),
    "renamed": Badge(_("Renamed"), "info"),
    "moved": Badge(_("Moved"), "warn"),
    "redrawn": Badge(_("Redrawn"), "warn"),
    "figures": Badge(_("Other figures"), "neutral"),
}
INCIDENTS: dict[str, Text] = {
    "report": _("Reports"),
    "help": _("Calls for help"),
    "dispute": _("Disputes"),
    "complaint": _("Complaints"),
}


def kind(code: str) -> Text:
    """A bureau's own kinds are shown as the bureau wrote them."""
    return KINDS.get(code, code)
