"""Which deed is possible in which state of a dispute."""

from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.disputes.terms import Outcome, State

DISPUTE_TRANSITIONS: dict[str, dict[str, str]] = {
    State.OPENED.value: {
        "judge_fit": State.FIT.value,
        "judge_case": State.CASE.value,
        "judge_refer": State.TO_REFER.value,
    },
    State.FIT.value: {
        "meet": State.SECOND.value,
        "agree": State.AGREED.value,
        "fail": State.CASE.value,
        "refer": State.REFERRED.value,
    },
    State.SECOND.value: {
        "agree": State.AGREED.value,
        "fail": State.CASE.value,
        "refer": State.REFERRED.value,
    },
    State.TO_REFER.value: {"refer": State.REFERRED.value},
    State.AGREED.value: {"perform": State.PERFORMED.value, "not_perform": State.CASE.value},
    State.PERFORMED.value: {"visit": State.VISITED.value, "restart": State.OPENED.value},
    State.VISITED.value: {"restart": State.OPENED.value},
    State.REFERRED.value: {"settle": State.SETTLED.value, "restart": State.OPENED.value},
    State.SETTLED.value: {"restart": State.OPENED.value},
    State.CASE.value: {"restart": State.OPENED.value},
}
JUDGE = {Outcome.FIT: "judge_fit", Outcome.CASE: "judge_case", Outcome.REFER: "judge_refer"}
AFTERWARDS = frozenset({"visit", "settle"})
"""What is done when the incident is closed already."""
UNDER_WAY = frozenset({State.OPENED, State.FIT, State.SECOND, State.TO_REFER, State.AGREED})


def why_not_step(state: str, step: str) -> Reason | None:
    if step in DISPUTE_TRANSITIONS[state]:
        return None
    return _("This cannot be done while the dispute is “%(state)s”.") % {"state": State(state).label}


def why_not_incident(*, stage: str, step: str, is_dispute: bool) -> Reason | None:
    """What the incident itself stands in the way of."""
    if step in AFTERWARDS:
        return None
    if stage != "accepted":
        return _("The incident is not being handled: open it again or wait until it is accepted.")
    if not is_dispute:
        return _("The incident is no dispute any more: its kind was corrected.")
    return None


def why_not_restart(*, reopened: bool) -> Reason | None:
    """A failed mediation is not tried again as if nothing had been: only a closed incident begins anew."""
    return None if reopened else _("It begins anew only after the head opened the closed incident again.")
