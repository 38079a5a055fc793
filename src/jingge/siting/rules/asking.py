"""Why a question makes no sense: field, value and mend of the first thing wrong."""

import math
from collections import Counter
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.common.wording import listed
from jingge.siting.terms import COVERS, ClassAsk, Site, SiteAsk, SiteModel

MOST_SECONDS = 300
EVERYBODY = frozenset({SiteModel.P_MEDIAN, SiteModel.SET_COVER, SiteModel.P_CENTRE})
Wrong = tuple[str, object, Reason]
Value = Callable[[ClassAsk], float]


def why_not_ask(ask: SiteAsk, sites: Sequence[Site]) -> Wrong | None:
    """(field, value, mend) of the first thing that makes no sense on these sites, or None."""
    return (
        _why_not_measure(ask)
        or _why_not_sites(ask, sites)
        or _why_not_classes(ask, sites)
        or _why_not_rest(ask)
    )


def _why_not_measure(ask: SiteAsk) -> Wrong | None:
    model = SiteModel(ask.model)
    reaches = ask.classes and all(one.radius_km for one in ask.classes)
    if ask.radius_km is not None and ask.radius_km <= 0:
        return "radius_km", ask.radius_km, _("Write a radius above 0.")
    if model in COVERS and not ask.radius_km and not reaches:
        return "radius_km", ask.radius_km, _("This measure needs a radius in kilometres.")
    if model is SiteModel.EXPECTED_COVER and not 0 < ask.busy < 1:
        return "busy", ask.busy, _("Write how much of the time an office is busy, between 0 and 1.")
    return None


def _why_not_sites(ask: SiteAsk, sites: Sequence[Site]) -> Wrong | None:
    both = [site for site in sites if ask.keeps(site) and ask.forbids(site)]
    if both:
        mend = _("%(places)s: an office is kept or wanted there and excluded; take it out of one of the two.")
        return "forbidden", listed(s.unit_code for s in both), mend % {"places": listed(s.name for s in both)}
    if ask.model == SiteModel.SET_COVER:
        return None
    free, kept = sum(not ask.forbids(site) for site in sites), sum(ask.keeps(site) for site in sites)
    if not 1 <= ask.count <= free:
        return "count", ask.count, _("There are %(n)d places to choose from.") % {"n": free}
    if ask.count < kept:
        mend = _("%(n)d offices are kept or wanted: ask for at least as many.")
        return "count", ask.count, mend % {"n": kept}
    return None


def _why_not_classes(ask: SiteAsk, sites: Sequence[Site]) -> Wrong | None:
    kept = Counter(site.office_class for site in sites if site.today and ask.keeps(site))
    for one in ask.classes:
        field = f"class_{one.office_class}"
        if one.most is not None and one.most < one.least:
            return f"{field}_most", one.most, _("The most of a class cannot be below its fewest.")
        if one.most is not None and one.most < kept[one.office_class]:
            mend = _("%(n)d offices of class %(class)d are kept: allow at least as many.")
            return f"{field}_most", one.most, mend % {"n": kept[one.office_class], "class": one.office_class}
        if one.radius_km is not None and one.radius_km <= 0:
            return f"{field}_radius", one.radius_km, _("Write a radius above 0.")
    fewest = sum(one.least for one in ask.classes)
    if ask.model != SiteModel.SET_COVER and fewest > ask.count:
        mend = _("The fewest of all classes together are %(n)d: ask for at least as many offices.")
        return "count", ask.count, mend % {"n": fewest}
    if ask.budget is None:
        return None
    if not ask.classes:
        return "budget", ask.budget, _("A budget needs the costs of the classes: tick that classes differ.")
    least = cheapest(ask, kept)
    if ask.budget < least:
        mend = _("The cheapest %(count)d offices with those kept cost %(cost)s: allow at least so much.")
        return "budget", ask.budget, mend % {"count": max(ask.count, kept.total()), "cost": f"{least:g}"}
    return None


def cheapest(ask: SiteAsk, kept: Counter[int]) -> float:
    """What the offices cost at least: those kept, the fewest of each class, the rest of the cheapest with room."""
    numbers = Counter({one.office_class: max(one.least, kept[one.office_class]) for one in ask.classes})
    costs = {one.office_class: one.cost for one in ask.classes}
    spent = sum(costs[kind] * number for kind, number in numbers.items())
    left = 0 if ask.model == SiteModel.SET_COVER else max(0, ask.count - sum(numbers.values()))
    return spent + _drawn(ask.classes, numbers, left, lambda one: one.cost)


def why_not_hold(ask: SiteAsk, sites: Sequence[Site], total: int) -> Wrong | None:
    """Where everybody must be served, offices that even together cannot serve what the grids count."""
    if ask.model not in EVERYBODY:
        return None
    free = sum(not ask.forbids(site) for site in sites)
    number = free if ask.model == SiteModel.SET_COVER else ask.count
    most = holds(ask, sites, number)
    if most >= total:
        return None
    field = "capacity" if ask.capacity is not None else "class_1_capacity"
    value = ask.capacity if ask.capacity is not None else most
    mend = _(
        "%(count)d offices serve at most %(most)s together, and there are %(total)s: at least %(least)s each."
    )
    said = {
        "count": number,
        "most": f"{most:,.0f}",
        "total": f"{total:,}",
        "least": f"{-(-total // number):,}",
    }
    return field, value, mend % said


def holds(ask: SiteAsk, sites: Sequence[Site], number: int) -> float:
    """What so many offices serve at most, those kept in their own class."""
    if not ask.classes:
        return math.inf if ask.capacity is None else float(ask.capacity * number)

    def room(one: ClassAsk) -> float:
        return min(_or_endless(one.capacity), _or_endless(ask.capacity))

    kept = Counter(site.office_class for site in sites if site.today and ask.keeps(site))
    numbers = Counter({one.office_class: max(one.least, kept[one.office_class]) for one in ask.classes})
    held = sum(room(one) * numbers[one.office_class] for one in ask.classes if numbers[one.office_class])
    left = max(0, number - sum(numbers.values()))
    return held - _drawn(ask.classes, numbers, left, lambda one: -room(one))


def _or_endless(value: int | None) -> float:
    return math.inf if value is None else float(value)


def _drawn(classes: Sequence[ClassAsk], numbers: Counter[int], left: int, of: Value) -> float:
    """`of` of the `left` further offices together, the least first, each class up to its most."""
    sum_of = 0.0
    for one in sorted(classes, key=of):
        room = left if one.most is None else min(left, max(0, one.most - numbers[one.office_class]))
        left -= room
        sum_of += of(one) * room if room else 0.0
    return sum_of


def _why_not_rest(ask: SiteAsk) -> Wrong | None:
    if ask.capacity is not None and ask.capacity < 1:
        return "capacity", ask.capacity, _("Write how many people an office serves at most.")
    if not 1 <= ask.seconds <= MOST_SECONDS:
        return "seconds", ask.seconds, _("Write between 1 and %(n)d seconds.") % {"n": MOST_SECONDS}
    return None
