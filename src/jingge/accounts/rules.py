"""Who may do what: one table, asked by pages, actions and tests alike."""

from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.errors import Reason
from jingge.common.viewer import Role, Viewer

EVERYONE = frozenset({Ability.PUBLIC, Ability.SIGNED_IN, Ability.SEE_GROUND})

ABILITIES: dict[Role, frozenset[Ability]] = {
    Role.BUREAU_LEADER: EVERYONE
    | {Ability.SEE_STAFF, Ability.SEE_PLANS, Ability.DECIDE_PLANS, Ability.SEE_RUNS, Ability.SEE_IMPORTS},
    Role.COMMAND_OFFICE: EVERYONE
    | {
        Ability.SEE_STAFF,
        Ability.SEE_PLANS,
        Ability.EDIT_PLANS,
        Ability.DECIDE_PLANS,
        Ability.ADOPT_PLANS,
        Ability.EDIT_STAFF,
        Ability.SEE_IMPORTS,
        Ability.RUN_IMPORTS,
        Ability.SEE_RUNS,
        Ability.EDIT_SETTINGS,
    },
    Role.STATION_HEAD: EVERYONE | {Ability.SEE_STAFF, Ability.SEE_PLANS},
    Role.COMMUNITY_OFFICER: EVERYONE,
    Role.AUDITOR: EVERYONE
    | {Ability.SEE_STAFF, Ability.SEE_PLANS, Ability.SEE_IMPORTS, Ability.SEE_RUNS, Ability.SEE_AUDIT},
    Role.IT_CLERK: EVERYONE
    | {
        Ability.SEE_IMPORTS,
        Ability.RUN_IMPORTS,
        Ability.SEE_RUNS,
        Ability.EDIT_SETTINGS,
        Ability.EDIT_ACCOUNTS,
    },
}


def may(viewer: Viewer, ability: Ability) -> bool:
    return ability in ABILITIES[viewer.role]


def why_not(viewer: Viewer, ability: Ability) -> Reason | None:
    """The reason this person's role does not have the ability, or None."""
    if may(viewer, ability):
        return None
    return _("Your post does not include this. Ask the command office or the IT clerk.")


def why_not_on_station(viewer: Viewer, station_code: str) -> Reason | None:
    """The reason this person may not look at this station's ground, or None."""
    if viewer.sees_whole_bureau or viewer.station_code == station_code:
        return None
    return _("This belongs to another station.")
