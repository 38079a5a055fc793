"""Verdicts, terms and broken constraints in words that a leader understands."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.planning.terms import Broken


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
        _("The largest workload of an area over the mean of its station."),
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
    "unassigned": _("Block %(block)s lies in no area"),
    "district_count": _("%(station)s does not have the number of areas wanted"),
    "unit_too_heavy": _("%(station)s: %(block)s alone is heavier than an area may be"),
    "region_total_outside_limits": _("%(station)s: the whole workload cannot be shared within the limits"),
    "more_pieces_than_districts": _("%(station)s: its ground lies in more pieces than it has areas"),
    "more_districts_than_units": _("%(station)s: more areas are wanted than there are blocks"),
    "no_plan_within_limits_exists": _(
        "%(station)s: proven that no plan keeps the limits; at least %(amount)s hours lie outside them"
    ),
}


def broken_text(one: Broken, station_name: str = "") -> Reason:
    """One broken constraint with the names of the places."""
    template = BROKEN.get(one.kind)
    if template is None:  # an engine newer than this table: its own English words are better than none
        return one.message
    return template % {
        "area": one.area_name or one.area,
        "station": station_name or one.station_code,
        "block": one.block_code,
        "amount": f"{one.amount:,.0f}",
    }


def verdict(*, status: str, feasible: bool | None, gap: float | None, broken: int) -> Reason:
    """How good the plan is known to be."""
    if feasible is None:
        return _("Not drawn yet.")
    if not feasible:
        return _("The plan does not keep every limit: %(count)d places are listed below.") % {"count": broken}
    if status == "proven":
        return _("Proven best: no plan within these limits is better.")
    if status == "within" and gap is not None:
        return _("No plan within these limits can be more than %(gap)s %% better.") % {"gap": share(gap)}
    return _("No bound is known: a better plan may exist.")


def share(gap: float) -> str:
    """A share in percent, never rounded down to a better claim than was proven."""
    percent = gap * 100
    steps = 100 if percent < 1 else 10
    up = -(-percent * steps // 1) / steps
    return f"{up:.2f}" if percent < 1 else f"{up:.1f}"
