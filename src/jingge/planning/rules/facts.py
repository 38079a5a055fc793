"""The facts that make work, the default weight of each and why.

A weight is hours of a community officer's work in a year for one of the fact. The defaults are
this project's own estimates, to be replaced by a bureau's: no published source gives them.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.planning.terms import INCIDENTS

MAX_WEIGHT = 1000.0


@dataclass(frozen=True, slots=True)
class Fact:
    key: str
    label: Reason
    unit: Reason
    default: float
    reason: Reason


FACTS: tuple[Fact, ...] = (
    Fact(
        "population",
        _("People"),
        _("person"),
        0.05,
        _("Three minutes a year to keep one register entry right."),
    ),
    Fact("households", _("Households"), _("household"), 0.25, _("One visit of fifteen minutes a year.")),
    Fact(
        "organisations",
        _("Organisations"),
        _("organisation"),
        1.0,
        _("Two safety checks of half an hour a year."),
    ),
    Fact(
        f"{INCIDENTS}report",
        _("Reports"),
        _("report"),
        2.0,
        _("Follow-up in the area after the case team's work."),
    ),
    Fact(
        f"{INCIDENTS}help", _("Requests for help"), _("request"), 1.0, _("One hour on the spot on average.")
    ),
    Fact(
        f"{INCIDENTS}dispute",
        _("Disputes"),
        _("dispute"),
        4.0,
        _("Two talks of mediation and one return visit."),
    ),
    Fact(
        f"{INCIDENTS}complaint", _("Complaints"), _("complaint"), 1.5, _("One talk and one written answer.")
    ),
    Fact(
        "area_km2",
        _("Size of the ground"),
        _("km²"),
        0.5,
        _("Passing through once every two months on patrol."),
    ),
    Fact(
        "travel_km",
        _("Distance to the place of work"),
        _("km"),
        0.6,
        _("One trip a month there and back at 40 km/h, by road, from the nearest police office or station."),
    ),
)
DEFAULT_WEIGHTS: dict[str, float] = {fact.key: fact.default for fact in FACTS}
_BY_KEY = {fact.key: fact for fact in FACTS}


def fact(key: str) -> Fact:
    """A known fact, or a further kind of incident that a bureau's own tables carry."""
    if key in _BY_KEY:
        return _BY_KEY[key]
    kind = key.removeprefix(INCIDENTS)
    return Fact(
        key, kind, _("incident"), 0.0, _("A kind of incident of this bureau's own; counts nothing until set.")
    )


def why_not_weights(weights: dict[str, float]) -> Reason | None:
    """The reason these weights cannot be used, or None."""
    for key, weight in weights.items():
        if key not in _BY_KEY and not key.startswith(INCIDENTS):
            return _("“%(key)s” is not a fact that planning knows.") % {"key": key}
        if not 0 <= weight <= MAX_WEIGHT:
            return _("%(fact)s: the weight must be between 0 and 1000.") % {"fact": fact(key).label}
    if not any(weights.values()):
        return _("At least one weight must be above 0, otherwise nothing is work.")
    return None
