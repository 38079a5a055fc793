"""States, figures and terms of planning as marks on a page."""

from django.utils.translation import gettext as _

from jingge.common.web.parts import Badge, Step
from jingge.planning.rules import states
from jingge.planning.rules.wording import Term, share

TONES = {
    states.DRAFT: "neutral",
    states.SOLVING: "info",
    states.SOLVED: "info",
    states.SUBMITTED: "warn",
    states.APPROVED: "good",
    states.RETURNED: "warn",
    states.ADOPTED: "good",
    states.WITHDRAWN: "neutral",
}
PATH = (states.DRAFT, states.SOLVED, states.SUBMITTED, states.APPROVED, states.ADOPTED)
PLACE = {states.SOLVING: states.DRAFT, states.RETURNED: states.SOLVED}


def state_badge(state: str) -> Badge:
    return Badge(states.STATE_LABELS[state], TONES[state])


def figure(value: float | None, decimals: int = 0) -> str:
    """A number as people write it; a dash where there is none."""
    if value is None:
        return "—"
    return f"{value:,.{decimals}f}"


def ratio(value: float | None) -> str:
    """A load against its station's mean: 118 %, never broken between the two."""
    return "—" if value is None else f"{figure(value * 100)}\u00a0%"


def term_value(term: Term, value: float | None) -> str:
    if value is None:
        return "—"
    if term.percent:
        return f"{figure(value * 100, term.decimals)} %"
    return figure(value, term.decimals)


def gap_text(status: str, gap: float | None) -> str:
    """The certificate in a few words."""
    if status == "proven":
        return _("Proven best possible")
    if status == "within" and gap is not None:
        return _("at most %(gap)s %% better possible") % {"gap": share(gap)}
    return _("No bound known")


def steps(state: str) -> list[Step]:
    """The path of a scenario; a withdrawn one has left it."""
    if state == states.WITHDRAWN:
        return []
    here = PATH.index(PLACE.get(state, state))
    return [
        Step(
            states.STATE_LABELS[one],
            "done" if n < here or state == states.ADOPTED else "current" if n == here else "ahead",
        )
        for n, one in enumerate(PATH)
    ]
