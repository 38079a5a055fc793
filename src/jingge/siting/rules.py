"""What may be asked, what a study may become, and a proof in words."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingge.common.errors import Reason
from jingge.common.wording import listed, told
from jingge.siting.terms import COVERS, FoundPlan, SiteAsk, SiteModel, SiteWeight

MOST_SECONDS = 300
TRANSITIONS: dict[str, dict[str, str]] = {
    "running": {"answer": "done", "fail": "failed"},
    "failed": {},
    "done": {"propose": "proposed"},
    "proposed": {"approve": "approved", "take back": "done"},
    "approved": {"open": "opened", "take back": "done"},
    "opened": {},
}
BROKEN: dict[str, Reason] = {
    "number_of_offices": gettext_lazy("the number of offices is another"),
    "kept_site_closed": gettext_lazy("an office to be kept is closed"),
    "point_without_office": gettext_lazy("some grids have no office within reach"),
    "load_above_capacity": gettext_lazy("an office serves more people than it can"),
    "fewer_sites_than_offices": gettext_lazy("there are fewer places than offices asked for"),
    "more_kept_sites_than_offices": gettext_lazy("more offices are kept than asked for"),
    "point_out_of_reach_of_every_site": gettext_lazy("some grids are beyond the radius of every place"),
    "point_above_every_capacity_in_reach": gettext_lazy("one grid has more people than an office may serve"),
    "capacity_of_the_largest_offices_below_load": gettext_lazy("all offices together serve too few people"),
    "no_plan_within_the_rules_exists": gettext_lazy(
        "number, radius, kept and excluded places and capacity cannot hold together; loosen one of them"
    ),
}
PATHS = {
    SiteWeight.PEOPLE: gettext_lazy("%(km)s person-km"),
    SiteWeight.HOUSEHOLDS: gettext_lazy("%(km)s household-km"),
    SiteWeight.INCIDENTS: gettext_lazy("%(km)s incident-km a year"),
}
COUNTS = {
    SiteWeight.PEOPLE: gettext_lazy("%(n)s people"),
    SiteWeight.HOUSEHOLDS: gettext_lazy("%(n)s households"),
    SiteWeight.INCIDENTS: gettext_lazy("%(n)s incidents a year"),
}
GREATEST = frozenset({SiteModel.MAX_COVER, SiteModel.DOUBLE_COVER, SiteModel.EXPECTED_COVER})


def why_not_ask(ask: SiteAsk, *, sites: int, kept: int) -> tuple[str, object, Reason] | None:
    """(field, value, mend) of the first thing that makes no sense, or None."""
    model = SiteModel(ask.model)
    if model in COVERS and not ask.radius_km:
        return "radius_km", ask.radius_km, _("This measure needs a radius in kilometres.")
    if ask.radius_km is not None and ask.radius_km <= 0:
        return "radius_km", ask.radius_km, _("Write a radius above 0.")
    if model is SiteModel.EXPECTED_COVER and not 0 < ask.busy < 1:
        return "busy", ask.busy, _("Write how much of the time an office is busy, between 0 and 1.")
    if model is not SiteModel.SET_COVER and not 1 <= ask.count <= sites:
        return "count", ask.count, _("There are %(n)d places to choose from.") % {"n": sites}
    if model is not SiteModel.SET_COVER and ask.count < kept:
        return (
            "count",
            ask.count,
            _("%(n)d of today's offices are kept: ask for at least as many.") % {"n": kept},
        )
    if ask.capacity is not None and ask.capacity < 1:
        return "capacity", ask.capacity, _("Write how many people an office serves at most.")
    if not 1 <= ask.seconds <= MOST_SECONDS:
        return "seconds", ask.seconds, _("Write between 1 and %(n)d seconds.") % {"n": MOST_SECONDS}
    return None


def why_not_propose(
    state: str, *, feasible: bool, new_sites: int, closed: Collection[str], opens_on: date, today: date
) -> Reason | None:
    if "propose" not in TRANSITIONS[state]:
        return _("Only a study that is worked out can be proposed.")
    if not feasible:
        return _("This plan breaks a rule; choose one that keeps all.")
    if closed:
        return _(
            "This plan does without %(offices)s: it shows what could be. Close them on their own pages "
            "first, or study again with them kept."
        ) % {"offices": listed(sorted(closed))}
    if not new_sites:
        return _("This plan opens no new office: there is nothing to approve.")
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
    """Back to the study itself, as long as no office was opened."""
    if "take back" in TRANSITIONS[state]:
        return None
    return _("Only a proposal or an approval can be taken back.")


def proof(model: str, plan: FoundPlan, weight: str = SiteWeight.PEOPLE) -> Reason:
    """How good the plan is proven to be, in words."""
    if not plan.feasible:
        return _("No plan keeps all rules; this one comes nearest: %(broken)s") % {
            "broken": told(str(BROKEN.get(kind, kind)) for kind in plan.broken)
        }
    if plan.status == "proven" and plan.number > 1:
        return _("Proven best among plans that leave out a place of those found before.")
    if plan.status == "proven":
        return _("Proven best: no plan within these rules is better.")
    if plan.bound is None or plan.gap is None:
        return _("Nothing is proven about how much better a plan could be.")
    return _("At most %(pct)s %% better is possible (bound %(bound)s).") % {
        "pct": f"{plan.gap * 100:.2f}",
        "bound": figure(model, plan.bound, weight),
    }


def few_others(ask: SiteAsk, found: int) -> Reason | None:
    """Said where fewer other plans were found than asked for: the time ended, or there are no more."""
    if found >= ask.alternatives:
        return None
    return _(
        "%(asked)d other plans at most %(pct)s %% worse were asked for, %(found)d were found and proven in "
        "%(seconds)d seconds; give more time or allow more per cent."
    ) % {"asked": ask.alternatives, "pct": f"{ask.within_pct:g}", "found": found, "seconds": ask.seconds}


def figure(model: str, value: float, weight: str = SiteWeight.PEOPLE) -> str:
    """A value of the model's own measure, with its unit."""
    kind = SiteModel(model)
    if kind is SiteModel.P_MEDIAN:
        return PATHS[SiteWeight(weight)] % {"km": f"{value:,.0f}"}
    if kind is SiteModel.P_CENTRE:
        return _("%(km)s km") % {"km": f"{value:.2f}"}
    if kind is SiteModel.SET_COVER:
        return _("%(n)s offices") % {"n": f"{value:.0f}"}
    return COUNTS[SiteWeight(weight)] % {"n": f"{value:,.0f}"}


def next_code(station_code: str, taken: Collection[str]) -> str:
    """A code for a new office of a station that nobody has used: LW01J04."""
    number = 1
    while f"{station_code}J{number:02d}" in taken:
        number += 1
    return f"{station_code}J{number:02d}"
