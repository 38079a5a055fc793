"""The lives of rosters, leave and swaps, and why something may not be done with them."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.rosters.terms import LeaveState, RosterState, SwapState

ROSTER_TRANSITIONS: dict[str, dict[str, str]] = {
    "draft": {"draw": "drawing"},
    "drawing": {"drawn": "drawn", "stopped": "draft"},
    "drawn": {"draw again": "drawing", "publish": "published"},
    "published": {"take back": "drawn"},
}
LEAVE_TRANSITIONS: dict[str, dict[str, str]] = {
    "asked": {"approve": "approved", "refuse": "refused", "withdraw": "withdrawn"},
    "approved": {"withdraw": "withdrawn"},
    "refused": {},
    "withdrawn": {},
}
SWAP_TRANSITIONS: dict[str, dict[str, str]] = {
    "asked": {"agree": "agreed", "refuse": "refused", "withdraw": "withdrawn"},
    "agreed": {"approve": "approved", "refuse": "refused", "withdraw": "withdrawn"},
    "approved": {},
    "refused": {},
    "withdrawn": {},
}


def why_not_draw(state: str) -> Reason | None:
    if state == RosterState.DRAWING:
        return _("This roster is being drawn already.")
    if state == RosterState.PUBLISHED:
        return _("This roster is published: officers rely on it. Take it back first, or change single days.")
    return None


def why_not_publish(state: str) -> Reason | None:
    if state == RosterState.DRAWN:
        return None
    if state == RosterState.PUBLISHED:
        return _("This roster is published already.")
    return _("Nothing is drawn yet: draw the roster first.")


def why_not_change(state: str) -> Reason | None:
    if state in (RosterState.DRAWN, RosterState.PUBLISHED):
        return None
    return _("Nothing is drawn yet: draw the roster first.")


def why_not_take_back(state: str) -> Reason | None:
    return None if state == RosterState.PUBLISHED else _("This roster is not published.")


def why_not_leave(first: date, last: date, taken: bool) -> Reason | None:
    if last < first:
        return _("The last day lies before the first: exchange them.")
    if (last - first).days > 180:
        return _("More than 180 days at once: enter a transfer instead.")
    if taken:
        return _(
            "This person is away in part of these days already: choose other days or withdraw that entry."
        )
    return None


def why_not_step(table: dict[str, dict[str, str]], state: str, verb: str) -> Reason | None:
    """For leave and swaps: whether a verb fits the state it is in."""
    if verb in table[state]:
        return None
    labels = SwapState if table is SWAP_TRANSITIONS else LeaveState
    return _("This does not fit what has been decided: it is “%(state)s”.") % {"state": labels(state).label}
