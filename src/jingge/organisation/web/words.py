"""What codes of this context are called on pages."""

from django.utils.translation import gettext_lazy as _

from jingge.common.web.parts import Text

MODES: dict[str, Text] = {
    "mode_one_room_two_teams": _("One office and two teams"),
    "mode_multi_skill": _("Multi-skilled officers"),
}
MODE_HINTS: dict[str, Text] = {
    "mode_one_room_two_teams": _(
        "A command office, a community team and a case team; for stations with more officers."
    ),
    "mode_multi_skill": _(
        "No fixed teams: every officer is linked to communities or villages; for rural stations."
    ),
}
STATION_KINDS: dict[str, Text] = {"city": _("City"), "rural": _("Rural")}
BRIGADE_KINDS: dict[str, Text] = {
    "criminal": _("Criminal investigation"),
    "public_order": _("Public order"),
    "drugs": _("Drugs"),
    "traffic": _("Traffic"),
    "other": _("Other"),
}
RATIO_DISPLAYS: dict[str, Text] = {
    "round": _("Rounded (40.55 is shown as 40.6)"),
    "cut": _("Cut (40.55 is shown as 40.5)"),
}
