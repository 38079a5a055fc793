"""Rules and goals in words a station head understands. A rule is kept as data, its words are made when shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingge.common.errors import Reason
from jingge.common.wording import listed
from jingge.redeployment.terms import DISTANCE, IMBALANCE, PREFERENCES, ROLE_CHANGES, TRANSFERS, GoalSaid

GOAL_LABELS: dict[str, Reason] = {
    TRANSFERS: gettext_lazy("Fewest people who change their station"),
    ROLE_CHANGES: gettext_lazy("Fewest people who change their post"),
    DISTANCE: gettext_lazy("Shortest way between stations, ways from the bureau not counted"),
    PREFERENCES: gettext_lazy("Community posts with people of experience and 50 or over"),
    IMBALANCE: gettext_lazy("Officers in proportion to the people served"),
}
SHOWN_NAMES = 6


def rule_words(rule: Mapping[str, Any], stations: Mapping[str, str]) -> str:
    """What one rule wants."""
    name = stations.get(rule.get("station", ""), rule.get("station", ""))
    match rule["rule"]:
        case "station_share":
            return _("At least 40 % of the bureau's officers serve at stations.")
        case "community_share":
            return _("At least 40 % of the station officers are community officers.")
        case "officers_at_stations":
            return _("At least %(n)s officers serve at stations.") % {"n": rule["least"]}
        case "station_least":
            return _("%(station)s has at least %(n)s officers.") % {"station": name, "n": rule["least"]}
        case "attached":
            return _("Every community officer has at least one auxiliary at the same station.")
        case "cover":
            return _("%(station)s keeps a community officer for each of its %(n)s areas.") % {
                "station": name,
                "n": rule["least"],
            }
        case "stability":
            return _("Community officers stay for at least %(n)s years.") % {"n": rule["years"]}
        case "fixed":
            stated = [f"{number} ({why})" for number, why in rule["people"]]
            return _("These people may not move: %(who)s") % {"who": some_of(stated)}
        case "most_moves":
            return _("At most %(n)s people change their station.") % {"n": rule["most"]}
    return str(rule["rule"])


def some_of(names: Sequence[str]) -> str:
    shown = listed(names[:SHOWN_NAMES])
    return shown if len(names) <= SHOWN_NAMES else _("%(names)s and %(n)d more") % {
        "names": shown,
        "n": len(names) - SHOWN_NAMES,
    }  # fmt: skip


def amount(goal: str, value: float) -> str:
    """A goal's figure with its unit."""
    if goal == DISTANCE:
        return _("%(n)s km") % {"n": f"{value / 1000:.1f}"}
    if goal == IMBALANCE:
        return _("%(n)s officers off the fair share") % {"n": f"{value:.2f}"}
    if goal == PREFERENCES:
        return _("%(n)s wishes not met") % {"n": f"{value:g}"}
    return _("%(n)s people") % {"n": f"{value:g}"}


def proof_words(said: GoalSaid) -> str:
    """What is proven of one goal, the goals before it held."""
    value = amount(said["goal"], said["value"])
    if said["status"] == "proven":
        return _("%(value)s: proven, no plan that keeps the rules needs less.") % {"value": value}
    if said["bound"] is not None:
        return _("%(value)s; no plan can have less than %(bound)s.") % {
            "value": value,
            "bound": amount(said["goal"], said["bound"]),
        }
    return _("%(value)s; time ran out before this goal was looked at.") % {"value": value}
