"""What the engine said, in words a station head reads."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingge.common.errors import Reason
from jingge.common.wording import listed
from jingge.rosters.terms import RosterState

RULE_WORDS: dict[str, Reason] = {
    "away": gettext_lazy("the days away"),
    "most_run": gettext_lazy("the most days in a row"),
    "most_of": gettext_lazy("the shifts this person may not have"),
    "community_days_a_week": gettext_lazy("the protected days in the area"),
    "community_minutes_a_week": gettext_lazy("the protected hours in the area"),
    "before": gettext_lazy("what was worked at the end of the month before"),
    "": gettext_lazy("the rest that the shifts themselves ask for"),
}

WEEKDAYS: tuple[Reason, ...] = (
    gettext_lazy("Mo"),
    gettext_lazy("Tu"),
    gettext_lazy("We"),
    gettext_lazy("Th"),
    gettext_lazy("Fr"),
    gettext_lazy("Sa"),
    gettext_lazy("Su"),
)


def outcome_text(state: str, status: str, missing: int, above: float | None) -> str:
    if state == RosterState.DRAFT:
        return _("No roster yet.")
    if state == RosterState.DRAWING:
        return _("The engine is at work.")
    if status == "proven":
        said = _("Proven: no roster shares nights, weekends and needs better under these rules.")
    elif above is not None:
        said = _("Good: no roster can be better by more than %(above)s points of price.") % {
            "above": round(above, 1)
        }
    else:
        said = _("A roster was found; how much better another could be is not known.")
    if missing:
        said += " " + _("%(count)s shifts stay empty: nobody able is left for them.") % {"count": missing}
    return said


def reason_texts(reasons: Sequence[Sequence[object]], names: Mapping[str, str]) -> list[str]:
    """Each person whose rules leave no roster, with the smallest set of rules that clash."""
    found = []
    for number, rules in reasons:
        words = listed(str(RULE_WORDS.get(str(rule), str(rule))) for rule in rules)  # type: ignore[attr-defined]
        found.append(
            _("%(name)s (%(number)s): %(rules)s cannot be kept together; change one of them.")
            % {"name": names.get(str(number), ""), "number": number, "rules": words}
        )
    return found
