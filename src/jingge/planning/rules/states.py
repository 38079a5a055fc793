"""The life of a scenario, and why something may not be done with it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.planning.rules.wording import broken_text
from jingge.planning.terms import ALTERNATIVES, AREAS, CURVE, GRIDS, REASONS, Broken, StudyAsk

DRAFT, SOLVING, SOLVED = "draft", "solving", "solved"
SUBMITTED, APPROVED, RETURNED = "submitted", "approved", "returned"
ADOPTED, WITHDRAWN = "adopted", "withdrawn"

TRANSITIONS: dict[str, frozenset[str]] = {
    DRAFT: frozenset({SOLVING, WITHDRAWN}),
    SOLVING: frozenset({SOLVED, DRAFT}),  # back to draft: cancelled or failed
    SOLVED: frozenset({SUBMITTED, WITHDRAWN}),
    SUBMITTED: frozenset({APPROVED, RETURNED, WITHDRAWN}),
    RETURNED: frozenset({SUBMITTED, WITHDRAWN}),
    APPROVED: frozenset({ADOPTED, WITHDRAWN}),
    ADOPTED: frozenset(),
    WITHDRAWN: frozenset(),
}
STATE_LABELS: dict[str, Reason] = {
    DRAFT: _("Draft"),
    SOLVING: _("Being drawn"),
    SOLVED: _("Plan drawn"),
    SUBMITTED: _("Submitted"),
    APPROVED: _("Approved"),
    RETURNED: _("Returned"),
    ADOPTED: _("Adopted"),
    WITHDRAWN: _("Withdrawn"),
}
EDITABLE = frozenset({SOLVED, RETURNED})
PLANS = {CURVE: (3, 12), ALTERNATIVES: (1, 3), REASONS: (0, 12)}
"""Fewest and most plans of a study."""
MAX_SECONDS = 120
WIDEST = 100.0
"""Greatest share of the mean by which a load may be asked to lie off it."""
HAS_PLAN = frozenset({SOLVED, SUBMITTED, APPROVED, RETURNED, ADOPTED})


def _wrong_state(state: str, target: str) -> Reason | None:
    if target in TRANSITIONS[state]:
        return None
    return _("The scenario is “%(state)s”; this is not the step that follows.") % {
        "state": STATE_LABELS[state]
    }


def why_not_create(by: Viewer) -> Reason | None:
    return why_not(by, Ability.EDIT_PLANS)


def why_not_change(*, state: str, by: Viewer) -> Reason | None:
    """Settings change only before the plan is drawn: an answer must keep its question."""
    if reason := why_not(by, Ability.EDIT_PLANS):
        return reason
    if state != DRAFT:
        return _("The plan is already drawn for these settings. Make a copy and change that.")
    return None


def why_not_solve(*, state: str, by: Viewer) -> Reason | None:
    return why_not(by, Ability.EDIT_PLANS) or _wrong_state(state, SOLVING)


def why_not_edit(*, state: str, by: Viewer) -> Reason | None:
    """Hand edits and the naming of officers: after drawing, before submitting."""
    if reason := why_not(by, Ability.EDIT_PLANS):
        return reason
    if state not in EDITABLE:
        return _("A plan can be changed by hand only after it is drawn and before it is submitted.")
    return None


def why_not_study(
    *, kind: str, state: str, feasible: bool | None, running: bool, by: Viewer
) -> Reason | None:
    """Further plans, and why a wish cannot be met: once a plan is drawn, one study of a kind at a time."""
    if reason := why_not(by, Ability.EDIT_PLANS):
        return reason
    if state not in HAS_PLAN:
        return _("There is no plan yet. Draw it first.")
    if running:
        return _("This is being worked out already.")
    if kind == REASONS and feasible:
        return _("The plan keeps every limit: there is nothing to explain.")
    return None


def why_not_of_areas(kind: str) -> Reason | None:
    """Studies know officers' areas; grids and service areas follow from the norm and the offices."""
    if kind != AREAS:
        return _("Curves, alternatives and reasons are drawn for plans of officers' areas only.")
    return None


def why_not_ask(ask: StudyAsk) -> Reason | None:
    """Whether a study can be asked for at all."""
    least, most = PLANS[ask.kind]
    if not least <= ask.plans <= most:
        return _("Ask for %(least)d to %(most)d plans.") % {"least": least, "most": most}
    if not 1 <= ask.seconds <= MAX_SECONDS:
        return _("The time for each plan must be between 1 and %(most)d seconds.") % {"most": MAX_SECONDS}
    if not (0 < ask.within_pct <= 100 and 0 < ask.differ_pct <= 100):
        return _("Give shares between 0 and 100 per cent.")
    return None


def why_not_wider(kind: str) -> Reason | None:
    """A grid keeps the norm of households; no share of a mean widens it."""
    if kind == GRIDS:
        return _("Grids follow the norm of households; copy the settings and change it there.")
    return None


def why_not_keep_areas(kind: str) -> Reason | None:
    """Areas that stay as they are in the next drawing are officers' areas."""
    if kind != AREAS:
        return _("Only officers' areas can be locked for the next drawing.")
    return None


def why_not_submit(*, state: str, broken: Sequence[Broken], by: Viewer) -> Reason | None:
    """Loads outside the limits may be submitted, with a warning: sometimes no plan keeps them."""
    if reason := why_not(by, Ability.EDIT_PLANS) or _wrong_state(state, SUBMITTED):
        return reason
    structural = [one for one in broken if one.is_structural]
    if structural:
        return _("The plan breaks a rule of the grid: %(rule)s. Mend it before submitting.") % {
            "rule": broken_text(structural[0])
        }
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


def why_not_adopt(
    *,
    state: str,
    by: Viewer,
    areas_without_officer: Sequence[str] = (),
    base_in_force: bool = True,
    valid_from: date | None = None,
    today: date | None = None,
) -> Reason | None:
    """Adopting: approved, on the map in force, every area with an officer, not into the past."""
    if reason := why_not(by, Ability.ADOPT_PLANS):
        return reason
    if state == ADOPTED:
        return _("This plan has already been adopted.")
    if state != APPROVED:
        return _("Only an approved plan can be adopted.")
    if not base_in_force:
        return _(
            "Another grid version was adopted after this plan was drawn. Make a copy of the scenario "
            "and draw it again on the version in force."
        )
    if areas_without_officer:
        return _("No officer is named for %(areas)s.") % {"areas": listed(areas_without_officer[:5])}
    if valid_from is not None and today is not None:
        return why_not_from(valid_from, today)
    return None


def why_not_from(valid_from: date, today: date) -> Reason | None:
    """A plan begins today or later: what was in force on past days stays as it was."""
    if valid_from < today:
        return _("The date lies in the past; choose today or a later day.")
    return None


def why_not_withdraw(*, state: str, by: Viewer) -> Reason | None:
    return why_not(by, Ability.EDIT_PLANS) or _wrong_state(state, WITHDRAWN)


def why_not_move(
    *,
    same_ground: bool,
    same_area: bool,
    empties_area: bool,
    cut_off: Sequence[str],
    elsewhere: Reason = "",
) -> Reason | None:
    """Why these blocks may not go to that area: what a plan can never be, whatever its loads."""
    if same_area:
        return _("The block already lies in this area.")
    if not same_ground:
        return elsewhere
    if empties_area:
        return _("The area would be left without a block.")
    if cut_off:
        return _("%(areas)s would fall into separate pieces.") % {"areas": listed(cut_off)}
    return None


def why_not_settings(
    *, officers_by_station: dict[str, int], blocks_by_station: dict[str, int], balance_pct: float, time_s: int
) -> Reason | None:
    """Whether a question can be asked at all."""
    for code, blocks in blocks_by_station.items():
        wanted = officers_by_station.get(code, 0)
        if wanted < 1:
            return _("Station %(code)s needs at least one officer.") % {"code": code}
        if wanted > blocks:
            return _("Station %(code)s has only %(blocks)d blocks for %(wanted)d areas.") % {
                "code": code,
                "blocks": blocks,
                "wanted": wanted,
            }
    if not 1 <= balance_pct <= 100:
        return _("The balance allowed must be between 1 and 100 per cent.")
    if not 1 <= time_s <= 600:
        return _("The time to draw must be between 1 and 600 seconds.")
    return None
