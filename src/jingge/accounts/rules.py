"""Who may do what: one table, asked by pages, actions and tests alike."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.errors import Reason
from jingge.common.viewer import Role, Viewer

EVERYONE = frozenset({Ability.PUBLIC, Ability.SIGNED_IN, Ability.SEE_GROUND})
STAFF = frozenset({Ability.SEE_STAFF, Ability.SEE_OWN_POSTING})
HANDLING = frozenset({Ability.SEE_INCIDENTS, Ability.TAKE_INCIDENTS})

ABILITIES: dict[Role, frozenset[Ability]] = {
    Role.BUREAU_LEADER: EVERYONE
    | STAFF
    | {
        Ability.SEE_PLANS,
        Ability.SEE_MOVES,
        Ability.DECIDE_PLANS,
        Ability.SEE_RUNS,
        Ability.FOLLOW_RUNS,
        Ability.SEE_IMPORTS,
        Ability.SEE_FUND,
        Ability.SEE_TESTS,
        Ability.SEE_INCIDENTS,
        Ability.COUNT_FOLLOWUPS,
        Ability.SEE_LOOKS,
        Ability.DECIDE_GROUNDS,
        Ability.ARBITRATE,
    },
    Role.COMMAND_OFFICE: EVERYONE
    | STAFF
    | {
        Ability.SEE_PLANS,
        Ability.SEE_MOVES,
        Ability.EDIT_PLANS,
        Ability.DECIDE_PLANS,
        Ability.ADOPT_PLANS,
        Ability.EDIT_STAFF,
        Ability.SEE_FUND,
        Ability.KEEP_FUND,
        Ability.BOOK_WORK,
        Ability.SEE_IMPORTS,
        Ability.RUN_IMPORTS,
        Ability.SEE_RUNS,
        Ability.FOLLOW_RUNS,
        Ability.EDIT_SETTINGS,
        Ability.SEE_INCIDENTS,
        Ability.TAKE_INCIDENTS,
        Ability.BRING_IN_INCIDENTS,
        Ability.DECIDE_TRANSFERS,
        Ability.COUNT_FOLLOWUPS,
        Ability.SWITCH_GROUNDS,
        Ability.DECIDE_GROUNDS,
        Ability.ARBITRATE,
    },
    Role.STATION_HEAD: EVERYONE
    | STAFF
    | HANDLING
    | {
        Ability.SEE_PLANS,
        Ability.BOOK_WORK,
        Ability.SEE_TESTS,
        Ability.FOLLOW_RUNS,
        Ability.DECIDE_TRANSFERS,
        Ability.SEE_FOLLOWUPS,
        Ability.KEEP_FOLLOWUPS,
        Ability.COUNT_FOLLOWUPS,
    },
    Role.COMMUNITY_OFFICER: EVERYONE
    | HANDLING
    | {Ability.SEE_OWN_POSTING, Ability.SEE_FOLLOWUPS, Ability.KEEP_FOLLOWUPS},
    Role.BRIGADE: EVERYONE | HANDLING | {Ability.DECIDE_TRANSFERS},
    Role.AUDITOR: EVERYONE
    | STAFF
    | {
        Ability.SEE_PLANS,
        Ability.SEE_MOVES,
        Ability.SEE_IMPORTS,
        Ability.SEE_RUNS,
        Ability.FOLLOW_RUNS,
        Ability.SEE_AUDIT,
        Ability.SEE_FUND,
        Ability.SEE_INCIDENTS,
        Ability.COUNT_FOLLOWUPS,
        Ability.SEE_LOOKS,
    },
    Role.IT_CLERK: EVERYONE
    | {
        Ability.SEE_IMPORTS,
        Ability.RUN_IMPORTS,
        Ability.SEE_RUNS,
        Ability.FOLLOW_RUNS,
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


USERNAME = re.compile(r"[\w.@+-]{2,40}")
POLICE_NUMBER = re.compile(r"[0-9A-Za-z-]{1,20}")
STATION_ROLES = frozenset({Role.STATION_HEAD, Role.COMMUNITY_OFFICER})


def why_not_username(username: str) -> Reason | None:
    if USERNAME.fullmatch(username):
        return None
    return _("Use 2 to 40 letters, figures or the signs . @ + - _ without spaces.")


def why_not_ground(
    role: Role,
    station_code: str,
    police_number: str,
    *,
    brigade_code: str = "",
    station_known: bool | None,
    brigade_known: bool | None = None,
) -> Iterator[tuple[str, str, Reason]]:
    """(field, value, reason) for everything about the ground that does not fit the role.

    `station_known` and `brigade_known` are None when nobody can say which there are.
    """
    if role in STATION_ROLES and not station_code:
        yield "station_code", station_code, _("This role works at a station: choose one.")
    elif role in STATION_ROLES and station_known is False:
        yield "station_code", station_code, _("There is no such station.")
    if role not in STATION_ROLES and station_code:
        yield "station_code", station_code, _("This role sees the whole bureau: leave the station empty.")
    if role is Role.BRIGADE and not brigade_code:
        yield "brigade_code", brigade_code, _("This role works at a brigade: choose one.")
    elif role is Role.BRIGADE and brigade_known is False:
        yield "brigade_code", brigade_code, _("There is no such brigade.")
    if role is not Role.BRIGADE and brigade_code:
        yield "brigade_code", brigade_code, _("Only the accounts of a brigade have one: leave it empty.")
    if role is Role.COMMUNITY_OFFICER and not police_number:
        yield "police_number", police_number, _("A community officer's account needs the police number.")
    if police_number and not POLICE_NUMBER.fullmatch(police_number):
        yield "police_number", police_number, _("A police number has figures, letters and hyphens only.")


def why_not_change(*, own: bool, same_role: bool, is_active: bool) -> Reason | None:
    if not is_active:
        return _("This account is closed.")
    if own and not same_role:
        return _("Nobody changes their own role. Ask another IT clerk.")
    return None


def why_not_close(*, own: bool, last_clerk: bool, is_active: bool) -> Reason | None:
    if not is_active:
        return _("This account is closed.")
    if own:
        return _("Nobody closes their own account. Ask another IT clerk.")
    if last_clerk:
        return _("This is the last IT clerk: nobody could open accounts any more.")
    return None


def why_not_reset(*, is_active: bool) -> Reason | None:
    return None if is_active else _("This account is closed.")
