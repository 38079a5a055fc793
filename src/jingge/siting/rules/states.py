"""What a study may become, and who may make it so."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.common.wording import listed

TRANSITIONS: dict[str, dict[str, str]] = {
    "running": {"answer": "done", "fail": "failed"},
    "failed": {},
    "done": {"propose": "proposed"},
    "proposed": {"approve": "approved", "take back": "done"},
    "approved": {"open": "opened", "take back": "done"},
    "opened": {"take back before the day": "approved"},
}


def why_not_propose(
    state: str, *, feasible: bool, new_sites: int, closed: int, opens_on: date, today: date
) -> Reason | None:
    if "propose" not in TRANSITIONS[state]:
        return _("Only a study that is worked out can be proposed.")
    if not feasible:
        return _("This plan breaks a rule; choose one that keeps all.")
    if not new_sites and not closed:
        return _("This plan opens and closes no office: there is nothing to approve.")
    return _("Choose a day from today on.") if opens_on < today else None


def why_not_decide(state: str, *, proposer: UUID | None, by: UUID) -> Reason | None:
    if "approve" not in TRANSITIONS[state]:
        return _("Nothing is proposed for approval.")
    return _("Another person than who proposed it has to decide.") if proposer == by else None


def why_not_open(
    state: str, *, taken: Collection[str], gone: Collection[str], opens_on: date, today: date
) -> Reason | None:
    if "open" not in TRANSITIONS[state]:
        return _("Only an approved study opens offices.")
    if taken:
        return _("An office stands meanwhile in %(units)s; take the approval back.") % {
            "units": listed(sorted(taken))
        }
    if gone:
        return _("The plan counts on %(offices)s, closed meanwhile; take the approval back.") % {
            "offices": listed(sorted(gone))
        }
    if opens_on < today:
        return _("%(day)s has passed; take the approval back and propose another day.") % {
            "day": opens_on.isoformat()
        }
    return None


def why_not_withdraw(state: str) -> Reason | None:
    """Back to the study itself, as long as no office was opened or closed."""
    if "take back" in TRANSITIONS[state]:
        return None
    return _("Only a proposal or an approval can be taken back.")


def why_not_take_back_opening(state: str, *, opens_on: date, today: date) -> Reason | None:
    """Before the day nothing has happened yet; afterwards offices open and close on their own pages."""
    if "take back before the day" not in TRANSITIONS[state]:
        return _("No office was opened or closed by this study.")
    if opens_on <= today:
        return _("%(day)s has come: open or close offices on their own pages.") % {
            "day": opens_on.isoformat()
        }
    return None


def next_code(station_code: str, taken: Collection[str]) -> str:
    """A code for a new office of a station that nobody has used: LW01J04."""
    number = 1
    while f"{station_code}J{number:02d}" in taken:
        number += 1
    return f"{station_code}J{number:02d}"
