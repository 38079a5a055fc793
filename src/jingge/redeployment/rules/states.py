"""The life of a plan of moves, and why something may not be done with it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.redeployment.terms import GOALS, RowProblem, Wish

DRAFT, DRAWING, SUBMITTED, APPROVED = "draft", "drawing", "submitted", "approved"
RETURNED, IN_EFFECT, WITHDRAWN = "returned", "in_effect", "withdrawn"

TRANSITIONS: dict[str, frozenset[str]] = {
    DRAFT: frozenset({DRAWING, SUBMITTED, WITHDRAWN}),
    DRAWING: frozenset({DRAFT}),
    SUBMITTED: frozenset({APPROVED, RETURNED, WITHDRAWN}),
    RETURNED: frozenset({DRAWING, SUBMITTED, WITHDRAWN}),
    APPROVED: frozenset({IN_EFFECT, WITHDRAWN}),
    IN_EFFECT: frozenset({APPROVED}),  # taken back before its day
    WITHDRAWN: frozenset(),
}
STATE_LABELS: dict[str, Reason] = {
    DRAFT: _("Draft"),
    DRAWING: _("Being drawn"),
    SUBMITTED: _("Submitted"),
    APPROVED: _("Approved"),
    RETURNED: _("Returned"),
    IN_EFFECT: _("Turned into postings"),
    WITHDRAWN: _("Withdrawn"),
}
EDITABLE = frozenset({DRAFT, RETURNED})


def _wrong_state(state: str, target: str) -> Reason | None:
    if target in TRANSITIONS[state]:
        return None
    return _("The plan is “%(state)s”; this is not the step that follows.") % {"state": STATE_LABELS[state]}


def why_not_see(viewer: Viewer) -> Reason | None:
    return why_not(viewer, Ability.SEE_MOVES)


def why_not_create(by: Viewer) -> Reason | None:
    return why_not(by, Ability.EDIT_PLANS)


def why_not_edit(*, state: str, by: Viewer) -> Reason | None:
    """Moves and rules change before the plan is handed on, and after it came back."""
    if reason := why_not(by, Ability.EDIT_PLANS):
        return reason
    if state not in EDITABLE:
        return _("A plan changes only while it is a draft or has been returned.")
    return None


def why_not_draw(*, state: str, by: Viewer) -> Reason | None:
    return why_not(by, Ability.EDIT_PLANS) or _wrong_state(state, DRAWING)


def why_not_ask(wish: Wish, *, officers: int) -> Reason | None:
    """What no bureau of this size can answer."""
    if wish.officers_at_stations is not None and wish.officers_at_stations > officers:
        return _("The bureau has %(officers)d police officers; %(asked)d cannot serve at stations.") % {
            "officers": officers,
            "asked": wish.officers_at_stations,
        }
    return None


def why_not_undo(*, state: str, earlier: int, by: Viewer) -> Reason | None:
    if reason := why_not_edit(state=state, by=by):
        return reason
    return None if earlier else _("There is nothing to take back.")


def why_not_submit(*, state: str, moves: int, problems: Sequence[RowProblem], by: Viewer) -> Reason | None:
    """A plan that cannot be done as things stand is mended first."""
    if reason := why_not(by, Ability.EDIT_PLANS) or _wrong_state(state, SUBMITTED):
        return reason
    if not moves:
        return _("The plan moves nobody.")
    if problems:
        return _("%(who)s: %(reason)s") % {"who": problems[0].name, "reason": problems[0].reason}
    return None


def why_not_decide(*, state: str, submitted_by_id: UUID | None, by: Viewer) -> Reason | None:
    """Approving and returning: never by the one who submitted."""
    if reason := why_not(by, Ability.DECIDE_PLANS):
        return reason
    if state != SUBMITTED:
        return _("Only a submitted plan can be approved or returned.")
    if submitted_by_id == by.account_id:
        return _("You submitted this plan yourself; another person must decide on it.")
    return None


def why_not_effect(
    *, state: str, by: Viewer, supposed_state: str | None = None, day: date | None = None, today: date
) -> Reason | None:
    """Turning into postings: approved, not into the past, and what it supposes has happened."""
    if reason := why_not(by, Ability.ADOPT_PLANS) or why_not(by, Ability.EDIT_STAFF):
        return reason
    if state != APPROVED:
        return _("Only an approved plan turns into postings.")
    if supposed_state is not None and supposed_state != IN_EFFECT:
        return _("It supposes another plan that has not turned into postings.")
    if day is not None and day < today:
        return _("The date lies in the past; choose today or a later day.")
    return None


def why_not_take_back(*, state: str, effect_from: date | None, today: date, by: Viewer) -> Reason | None:
    """Before its day only: from then on people serve where it sent them."""
    if reason := why_not(by, Ability.ADOPT_PLANS):
        return reason
    if state != IN_EFFECT or effect_from is None:
        return _("The plan has not turned into postings.")
    if effect_from <= today:
        return _("The plan has been in effect since %(day)s; make a new plan to move people again.") % {
            "day": effect_from.isoformat()
        }
    return None


def why_not_withdraw(*, state: str, by: Viewer) -> Reason | None:
    return why_not(by, Ability.EDIT_PLANS) or _wrong_state(state, WITHDRAWN)


def why_not_wish(wish: Wish) -> tuple[str, object, Reason] | None:
    """(field, value, mend) of the first thing a plan cannot ask, or None."""
    for name, value in (("city_least", wish.city_least), ("rural_least", wish.rural_least)):
        if value < 0:
            return name, value, _("Give a number of officers: 0 or more.")
    if wish.stability_years < 0:
        return "stability_years", wish.stability_years, _("Give a number of years: 0 or more.")
    if wish.most_moves is not None and wish.most_moves < 0:
        return "most_moves", wish.most_moves, _("Give a number of people: 0 or more, or leave it empty.")
    if wish.officers_at_stations is not None and wish.officers_at_stations < 1:
        return (
            "officers_at_stations",
            wish.officers_at_stations,
            _("Give a number of officers: 1 or more, or leave it empty."),
        )
    if not wish.goals or len(set(wish.goals)) < len(wish.goals) or not set(wish.goals) <= set(GOALS):
        return "goals", ", ".join(wish.goals), _("Name at least one goal, and each only once.")
    return None
