"""Verdicts, terms and broken constraints in words that a leader understands."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.common.wording import listed
from jingge.planning.terms import AREAS, GRIDS, OFFICES, Broken


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of a plan: name, unit, what it means. Lower is better for all of them."""

    key: str
    label: Reason
    unit: Reason
    meaning: Reason
    decimals: int = 0
    percent: bool = False


TERMS: tuple[Term, ...] = (
    Term(
        "moment_of_inertia",
        _("Spread of people"),
        _("million people·km²"),
        _("People times the squared distance to the middle of their area: small when areas are compact."),
        3,
    ),
    Term(
        "cut_edges",
        _("Borders between areas"),
        _("pairs"),
        _("Neighbouring blocks that lie in different areas: small when areas are compact."),
    ),
    Term(
        "imbalance_max_over_mean",
        _("Heaviest area above its station's mean"),
        "",
        _("How far the largest workload of an area lies above the mean of its station."),
        1,
        True,
    ),
    Term(
        "imbalance_std",
        _("Spread of workload"),
        "",
        _("Standard deviation of the workload over the mean of the station."),
        1,
        True,
    ),
    Term(
        "imbalance_gini",
        _("Inequality of workload (Gini)"),
        "",
        _("0 when all areas of a station carry the same, near 1 when one carries everything."),
        3,
    ),
    Term(
        "people_changed",
        _("People who change hands"),
        _("people"),
        _("People whose ground does not continue today's area."),
    ),
    Term(
        "units_changed",
        _("Blocks that change hands"),
        _("blocks"),
        _("Blocks whose ground does not continue today's area."),
    ),
    Term(
        "districts_changed",
        _("Areas that end"),
        _("areas"),
        _("Areas of today that no new area continues."),
    ),
)

COMPACTNESS = frozenset({"moment_of_inertia", "cut_edges"})
TRAVEL = Term(
    "travel",
    _("Ways of the people to their office"),
    _("thousand person-kilometres"),
    _("People times the way over the roads to the office that serves them."),
    1,
)
HANDS = frozenset({"people_changed", "units_changed"})


def terms_of(kind: str) -> tuple[Term, ...]:
    """The figures that say something about a plan of this kind: grids have no officers, offices their ways."""
    if kind == GRIDS:
        return tuple(term for term in TERMS if term.key in COMPACTNESS)
    if kind == OFFICES:
        return (TRAVEL, *(term for term in TERMS if term.key in HANDS))
    return TERMS


KIND_LABELS: dict[str, Reason] = {
    AREAS: _("Officers' areas"),
    GRIDS: _("Level-4 grids"),
    OFFICES: _("Service areas of police offices"),
}

OBJECTIVES: dict[str, Reason] = {
    "moment_of_inertia": _("Compact around the people"),
    "cut_edges": _("Short borders between areas"),
}

BROKEN: dict[str, Reason] = {
    "load_below_lower": _("%(area)s: workload %(amount)s hours below the lower limit"),
    "load_above_upper": _("%(area)s: workload %(amount)s hours above the upper limit"),
    "not_contiguous": _("%(area)s is in separate pieces"),
    "not_nested": _("%(area)s joins parts of different communities or villages"),
    "regions_mixed": _("%(area)s reaches into another station"),
    "leaves_its_part": _("%(area)s no longer keeps ground that is locked or set apart"),
    "unassigned": _("Block %(block)s lies in no area"),
    "district_count": _("%(station)s does not have the number of areas wanted"),
    "unit_too_heavy": _("%(station)s: %(block)s alone is heavier than an area may be"),
    "region_total_outside_limits": _("%(station)s: the whole workload cannot be shared within the limits"),
    "measure_total_outside_limits": _("%(station)s: all its %(measure)s cannot be shared within the limits"),
    "more_pieces_than_districts": _("%(station)s: its ground lies in more pieces than it has areas"),
    "more_districts_than_units": _("%(station)s: more areas are wanted than there are blocks"),
    "measure_below_lower": _("%(area)s: %(measure)s %(amount)s below the lower limit"),
    "measure_above_upper": _("%(area)s: %(measure)s %(amount)s above the upper limit"),
    "not_together": _("%(station)s: %(block)s does not lie in one area with what it must stay together with"),
    "not_apart": _("%(station)s: %(block)s lies in one area with what it must be kept apart from"),
    "lock_broken": _("%(area)s is locked, but not all of its ground lies in it"),
    "seats_shared": _("%(area)s does not hold exactly one office"),
    "cap_exceeded": _("%(station)s: %(measure)s is %(amount)s above its limit"),
    "no_plan_within_limits_exists": _(
        "%(station)s: proven that no plan can keep every limit and wish; counted as workload, "
        "any plan misses them by at least %(amount)s hours in all"
    ),
}
UNIT_HAS_TOO_MUCH = _("%(station)s: %(block)s alone has %(amount)s %(measure)s more than an area may have")
NO_PLAN_AT_ALL = _("%(station)s: proven that no plan can keep every limit and wish")


MEASURES: dict[str, Reason] = {
    "units": _("blocks"),
    "households": _("households"),
    "dwellings": _("dwellings"),
    "population": _("people"),
    "incidents": _("incidents"),
    "area_km2": _("km²"),
    **{term.key: term.label for term in TERMS},
}
"""Names of measures and terms of the engine, as they stand in a sentence."""


def broken_text(one: Broken, station_name: str = "") -> Reason:
    """One broken constraint with the names of the places."""
    template, place = BROKEN.get(one.kind), station_name or one.station_name or one.station_code
    if template is None:  # an engine newer than this table: its own English words are better than none
        return one.message
    if one.kind == "no_plan_within_limits_exists":
        # Load outside limits and the price of broken wishes in one sum: never rounded up to more than proven.
        least = math.floor(one.amount)
        template = template if least else NO_PLAN_AT_ALL
        return template % {"station": place, "amount": f"{least:,}"}
    if one.kind == "unit_too_heavy" and one.measure:
        template = UNIT_HAS_TOO_MUCH
    return template % {
        "area": one.area_name or one.area,
        "station": place,
        "block": one.block_name or one.block_code,
        "amount": f"{one.amount:,.0f}",
        "measure": MEASURES.get(one.measure, one.measure),
    }


CLASHING: dict[str, Reason] = {
    "lower": _("every area carries at least %(amount)s hours a year (%(share)s %% below the mean)"),
    "upper": _("no area carries more than %(amount)s hours a year (%(share)s %% above the mean)"),
    "measure_lower": _("every area has at least %(amount)s %(measure)s"),
    "measure_upper": _("no area has more than %(amount)s %(measure)s"),
    "nest": _("communities and villages stay whole, or an area lies inside one"),
    "together": _("%(blocks)s lie in one area"),
    "apart": _("%(blocks)s lie in different areas"),
    "locked": _("locked ground stays in its area %(name)s"),
    "seats": _("every area holds exactly one office"),
    "cap": _("%(measure)s: at most %(amount)s"),
}


def clash_text(rule: Mapping[str, Any], *, mean: float, names: Mapping[str, str] | None = None) -> Reason:
    """One rule of a clash with its numbers.

    `mean` is the mean load of the station's areas, `names` what blocks and areas are called.
    """
    template = CLASHING.get(rule["kind"])
    if template is None:
        return str(rule["message"])
    amount, called = rule["amount"], names or {}
    return template % {
        "amount": f"{amount:,.0f}",
        "share": f"{abs(amount / mean - 1) * 100:.0f}" if mean else "—",
        "measure": MEASURES.get(rule["name"], rule["name"]),
        "name": called.get(rule["name"], rule["name"]),
        "blocks": listed(list(dict.fromkeys(called.get(code, code) for code in rule["blocks"]))[:6]),
    }


def verdict(
    *,
    status: str,
    feasible: bool | None,
    gap: float | None,
    broken: int,
    tried: int = 0,
    nearest: bool = False,
) -> Reason:
    """How good the plan is known to be.

    `tried` are the changes that the search weighed; `nearest` says that no plan keeps the limits more nearly.
    """
    if feasible is None:
        return _("Not drawn yet.")
    if not feasible and nearest:
        return _(
            "It is proven that no plan can keep every limit; this one misses them by the least possible. "
            "%(count)d places are listed below."
        ) % {"count": broken}
    if not feasible:
        return _("The plan does not keep every limit: %(count)d places are listed below.") % {"count": broken}
    if status == "proven":
        return _("This is proven to be the best possible plan under these limits.")
    if status == "within" and gap is not None:
        return _("No plan under these limits can be more than %(gap)s %% better.") % {"gap": share(gap)}
    if tried:
        return _("No bound is known for this goal: the plan is the best of %(tried)s tried.") % {
            "tried": f"{tried:,}"
        }
    return _("No bound is known: a better plan may exist.")


BETTER: dict[str, Reason] = {
    "moment_of_inertia": _("Better means: people live nearer to the middle of their area."),
    "cut_edges": _("Better means: fewer neighbouring blocks lie in different areas."),
    "travel": _("Better means: shorter ways over the roads from the officer's place of work to the people."),
}


def better_means(objective: str, keep_km: float) -> Reason:
    """What the plan is measured by, so that "better" is no riddle."""
    if objective == "moment_of_inertia" and keep_km > 0:
        return _(
            "Better means: people live nearer to the middle of their area; a change of officer counts as "
            "living %(km)s km away from it."
        ) % {"km": f"{keep_km:.1f}"}
    return BETTER.get(objective, "")


METHODS: tuple[tuple[str, Reason], ...] = (
    ("set partitioning", _("every possible area was gone through and the best set of them proven")),
    ("Lagrangian", _("a bound that holds for every plan, whether or not its areas are in one piece")),
    ("none", _("no useful bound is known for this goal at this size")),
    ("mixed-integer", _("a model of all plans was solved, pieces that do not touch cut off")),
)


def method_text(method: str) -> Reason:
    """How a bound was found; an engine newer than this table says it in its own English."""
    for part in METHODS:
        if method.startswith(part[0]):
            return part[1]
    return method


def share(gap: float) -> str:
    """A share in percent, never rounded down to a better claim than was proven."""
    percent = gap * 100
    steps = 100 if percent < 1 else 10
    up = -(-percent * steps // 1) / steps
    return f"{up:.2f}" if percent < 1 else f"{up:.1f}"
