"""Answers in words: what a plan is worth, what is proven about it, what it breaks."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingge.common.errors import Reason
from jingge.common.wording import told
from jingge.siting.terms import FoundPlan, SiteAsk, SiteModel, SiteWeight

BROKEN: dict[str, Reason] = {
    "number_of_offices": gettext_lazy("the number of offices is another"),
    "kept_site_closed": gettext_lazy("an office to be kept is closed"),
    "point_without_office": gettext_lazy("some grids have no office within reach"),
    "load_above_capacity": gettext_lazy("an office serves more people than it can"),
    "number_of_a_class": gettext_lazy("a class has too few or too many offices"),
    "over_budget": gettext_lazy("the offices cost more than the budget"),
    "too_like_an_earlier_plan": gettext_lazy("the plan is too like one before"),
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
    SiteWeight.HOURS: gettext_lazy("%(km)s hour-km a year"),
}
COUNTS = {
    SiteWeight.PEOPLE: gettext_lazy("%(n)s people"),
    SiteWeight.HOUSEHOLDS: gettext_lazy("%(n)s households"),
    SiteWeight.INCIDENTS: gettext_lazy("%(n)s incidents a year"),
    SiteWeight.HOURS: gettext_lazy("%(n)s hours of work a year"),
}
SITE_RULES = {
    "kept": gettext_lazy("an office in %(place)s"),
    "forbidden": gettext_lazy("no office in %(place)s"),
}
RULES = {
    "count": gettext_lazy("%(count)s offices in all"),
    "capacity": gettext_lazy("what an office serves at most"),
    "radius": gettext_lazy("nobody farther than the radius (%(radius)s km)"),
    "classes": gettext_lazy("the fewest and most of each class"),
    "budget": gettext_lazy("the budget of %(budget)s"),
    "difference": gettext_lazy("places other than in the plans before"),
}
GREATEST = frozenset({SiteModel.MAX_COVER, SiteModel.DOUBLE_COVER, SiteModel.EXPECTED_COVER})


def proof(ask: SiteAsk, plan: FoundPlan) -> Reason:
    """How good the plan is proven to be, in words."""
    if not plan.feasible and plan.clashing:
        return _(
            "Proven: these cannot hold together, and loosening any one of them would do: %(rules)s. "
            "The plan shown comes nearest."
        ) % {"rules": told(clash_word(ask, name) for name in plan.clashing)}
    if not plan.feasible and plan.beyond:
        code, km = plan.beyond[0]
        return _(
            "No plan reaches everybody: %(n)d level-4 grids are beyond the radius of every place, the farthest "
            "is %(code)s. A radius of at least %(km)s km would do for the places. The plan shown comes nearest."
        ) % {"n": len(plan.beyond), "code": code, "km": f"{km:g}"}
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
        "bound": figure(ask, plan.bound),
    }


def few_others(ask: SiteAsk, found: int) -> Reason | None:
    """Said where fewer other plans were found than asked for: the time ended, or there are no more."""
    if found >= ask.alternatives:
        return None
    return _(
        "%(asked)d other plans at most %(pct)s %% worse were asked for, %(found)d were found and proven in "
        "%(seconds)d seconds; give more time or allow more per cent."
    ) % {"asked": ask.alternatives, "pct": f"{ask.within_pct:g}", "found": found, "seconds": ask.seconds}


def figure(ask: SiteAsk, value: float) -> str:
    """A value of the model's own measure, with its unit."""
    kind, weight = SiteModel(ask.model), SiteWeight(ask.weight)
    if kind is SiteModel.P_MEDIAN:
        return PATHS[weight] % {"km": f"{value:,.0f}"}
    if kind is SiteModel.P_CENTRE:
        return _("%(km)s km") % {"km": f"{value:.2f}"}
    if kind is SiteModel.SET_COVER:
        return (_("cost %(n)s") if ask.priced else _("%(n)s offices")) % {"n": f"{value:g}"}
    return COUNTS[weight] % {"n": f"{value:,.0f}"}


def clash_word(ask: SiteAsk, name: str) -> str:
    """One rule of a clash, as a station head says it."""
    kind, _colon, place = name.partition(":")
    if kind in SITE_RULES:
        return SITE_RULES[kind] % {"place": place}
    said = {
        "count": ask.count,
        "radius": "" if ask.radius_km is None else f"{ask.radius_km:g}",
        "budget": "" if ask.budget is None else f"{ask.budget:g}",
    }
    return RULES[kind] % said if kind in RULES else name
