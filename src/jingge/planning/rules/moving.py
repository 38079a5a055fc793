"""Why a hand edit costs what it costs: one sentence a reason, with the numbers behind it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingge.common.errors import Reason
from jingge.planning.rules.wording import share
from jingge.planning.terms import AREAS, OFFICES, AreaFigures, Weighed

BETTER, WORSE, SAME = "good", "warn", ""
LEAST_KM, LEAST_SHARE = 0.005, 0.0005
"""Less than five metres, or half a tenth of a per cent, is no difference to anybody."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One reason: what changes, by how much, and whether that is better or worse."""

    tone: str
    text: Reason
    breaks: bool = False  # a limit that held is no longer kept


@dataclass(frozen=True, slots=True)
class Limits:
    """Means and limits of the loads, by station; for grids and offices what they count and how much they hold."""

    mean: Mapping[str, float]
    pct: float
    kind: str = AREAS
    norm: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # label → least and most


def reckon(before: Weighed, after: Weighed, *, names: Mapping[str, str], limits: Limits) -> list[Reckoning]:
    """All reasons, the gravest first: broken limits, workloads, people, distances, borders, the whole."""
    of_offices = limits.kind == OFFICES
    found = [
        *(_loads if limits.kind == AREAS else _held)(before, after, names, limits),
        *_rules(before, after, names),
        *_people(before, after, of_offices),
        *(_ways(before, after) if of_offices else _distances(before, after, names)),
        *(() if of_offices else _borders(before, after)),
        *_whole(before, after),
    ]
    return sorted(found, key=lambda one: not one.breaks)


def _pairs(before: Weighed, after: Weighed) -> list[tuple[AreaFigures, AreaFigures]]:
    """Every area that the move touches, as it was and as it would be."""
    was = {area.label: area for area in before.areas}
    return [(was[now.label], now) for now in after.areas if now.label in was and was[now.label] != now]


def _loads(before: Weighed, after: Weighed, names: Mapping[str, str], limits: Limits) -> Sequence[Reckoning]:
    found = []
    for was, now in _pairs(before, after):
        mean = limits.mean.get(now.station_code, 0.0)
        if not mean or abs(now.load - was.load) < 1e-9:
            continue
        old, new = was.load / mean - 1, now.load / mean - 1
        tone = WORSE if abs(new) > abs(old) else BETTER
        words = {"area": names.get(now.label, now.label), "old": _side(old), "new": _side(new)}
        outside, was_outside = not now.within_limits, not was.within_limits
        if outside:
            text = _("%(area)s is now %(new)s, limit %(limit)s %% (before: %(old)s).") % {
                **words,
                "limit": f"{limits.pct:g}",
            }
        elif was_outside:
            text = _("%(area)s keeps the limits again: %(new)s (before: %(old)s).") % words
        else:
            text = _("%(area)s: workload %(new)s (before: %(old)s).") % words
        found.append(Reckoning(tone, text, breaks=outside and not was_outside))
    return found


def _held(before: Weighed, after: Weighed, names: Mapping[str, str], limits: Limits) -> list[Reckoning]:
    """Households of grids against the norm, people of offices against what one may serve; also begun and ended."""
    was, now = ({area.label: area for area in one.areas} for one in (before, after))
    found = []
    for label in sorted({*was, *now}, key=lambda one: (len(one), one)):
        old, new = _amount(was.get(label), limits.kind), _amount(now.get(label), limits.kind)
        if old == new:
            continue
        fits = label not in now or now[label].within_limits
        fitted = label not in was or was[label].within_limits
        words = {"area": names.get(label) or _("The new grid"), "old": f"{old:,.0f}", "new": f"{new:,.0f}"}
        text = _begun_or_ended(label in was, label in now, limits.kind) % words
        if label in limits.norm and label in now:
            low, high = limits.norm[label]
            allowed = _("Allowed: %(low)s to %(high)s.") if low else _("Allowed: at most %(high)s.")
            allowed = allowed % {"low": f"{low:,.0f}", "high": f"{high:,.0f}"}
            text = _("%(said)s %(allowed)s") % {"said": text, "allowed": allowed}
        found.append(Reckoning(BETTER if fits else WORSE, text, breaks=not fits and fitted))
    return found


def _begun_or_ended(before: bool, after: bool, kind: str) -> str:
    if not before:
        return _("%(area)s begins with %(new)s households.")
    if not after:
        return _("%(area)s ends; its %(old)s households lie elsewhere.")
    if kind == OFFICES:
        return _("%(area)s serves %(new)s people (before: %(old)s).")
    return _("%(area)s has %(new)s households (before: %(old)s).")


def _amount(area: AreaFigures | None, kind: str) -> float:
    return 0.0 if area is None else area.people if kind == OFFICES else area.load


def _ways(before: Weighed, after: Weighed) -> list[Reckoning]:
    """What is longer or shorter over the roads to the office."""
    old, new = before.terms.get("travel", 0.0), after.terms.get("travel", 0.0)
    if abs(new - old) < LEAST_KM:
        return []
    text = (
        _(
            "The ways of the people to their office grow by %(change)s thousand person-kilometres (%(old)s → %(new)s)."
        )
        if new > old
        else _(
            "The ways of the people to their office shrink by %(change)s thousand person-kilometres (%(old)s → %(new)s)."
        )
    )
    words = {"change": f"{abs(new - old):,.2f}", "old": f"{old:,.2f}", "new": f"{new:,.2f}"}
    return [Reckoning(WORSE if new > old else BETTER, text % words)]


def _side(deviation: float) -> str:
    percent = f"{abs(deviation) * 100:.0f}"
    if percent == "0":
        return _("at the mean")
    return (_("%(share)s %% above the mean") if deviation > 0 else _("%(share)s %% below the mean")) % {
        "share": percent
    }


RULES: dict[str, tuple[Reason, Reason]] = {
    "not_contiguous": (
        gettext_lazy("%(area)s would lie in %(pieces)d pieces."),
        gettext_lazy("%(area)s is in one piece again."),
    ),
    "not_nested": (
        gettext_lazy("%(area)s would join parts of different communities or villages."),
        gettext_lazy("%(area)s no longer joins parts of different communities or villages."),
    ),
}


def _rules(before: Weighed, after: Weighed, names: Mapping[str, str]) -> list[Reckoning]:
    was = {(one.kind, one.area) for one in before.broken if one.kind in RULES}
    now = {(one.kind, one.area): one for one in after.broken if one.kind in RULES}
    found = []
    for key in sorted(set(now) - was):
        words = {"area": names.get(key[1], key[1]), "pieces": round(now[key].amount) + 1}
        found.append(Reckoning(WORSE, RULES[key[0]][0] % words, breaks=True))
    found += [
        Reckoning(BETTER, RULES[kind][1] % {"area": names.get(area, area)})
        for kind, area in sorted(was - set(now))
    ]
    return found


def _people(before: Weighed, after: Weighed, of_offices: bool) -> list[Reckoning]:
    change = round(after.terms.get("people_changed", 0) - before.terms.get("people_changed", 0))
    if not change:
        return []
    if of_offices:
        text = (
            _("%(n)s more residents get another office than today's.")
            if change > 0
            else _("%(n)s residents keep today's office after all.")
        )
    else:
        text = (
            _("%(n)s more residents get another officer than today's.")
            if change > 0
            else _("%(n)s residents keep today's officer after all.")
        )
    return [Reckoning(WORSE if change > 0 else BETTER, text % {"n": f"{abs(change):,}"})]


def _distances(before: Weighed, after: Weighed, names: Mapping[str, str]) -> list[Reckoning]:
    found = []
    for was, now in _pairs(before, after):
        old, new = (
            typical_km(was.moment_of_inertia, was.people),
            typical_km(now.moment_of_inertia, now.people),
        )
        if abs(new - old) < LEAST_KM:
            continue
        words = {
            "area": names.get(now.label, now.label),
            "old": f"{old:.2f}",
            "new": f"{new:.2f}",
            "change": f"{abs(new - old):.2f}",
        }
        if new > old:
            text = _("%(area)s: people live %(change)s km further from its middle (%(old)s → %(new)s km).")
        else:
            text = _("%(area)s: people live %(change)s km nearer to its middle (%(old)s → %(new)s km).")
        found.append(Reckoning(WORSE if new > old else BETTER, text % words))
    return found


def typical_km(moment: float, people: float) -> float:
    """Root of the mean squared distance of people to the middle of their area."""
    return math.sqrt(moment * 1e6 / people) if people else 0.0


def _borders(before: Weighed, after: Weighed) -> list[Reckoning]:
    change = round(after.terms.get("cut_edges", 0) - before.terms.get("cut_edges", 0))
    if not change:
        return []
    text = (
        _("The borders grow by %(n)d pairs of neighbouring blocks.")
        if change > 0
        else _("The borders shrink by %(n)d pairs of neighbouring blocks.")
    )
    return [Reckoning(WORSE if change > 0 else BETTER, text % {"n": abs(change)})]


def _whole(before: Weighed, after: Weighed) -> list[Reckoning]:
    """The number that the engine minimises, in words; only where it changes at all."""
    if not before.objective or before.feasible != after.feasible:
        return []
    change = after.objective / before.objective - 1
    if abs(change) < LEAST_SHARE:
        return []
    text = (
        _("All in all the plan is %(share)s %% worse by its own goal.")
        if change > 0
        else _("All in all the plan is %(share)s %% better by its own goal.")
    )
    return [Reckoning(WORSE if change > 0 else BETTER, text % {"share": f"{abs(change) * 100:.1f}"})]


def bound_after(before: Weighed, after: Weighed, lower_bound: float | None) -> list[Reckoning]:
    """How far from the best possible plan the move leads, where a bound is known."""
    if lower_bound is None or not (before.feasible and after.feasible and before.objective):
        return []
    old, new = (max(0.0, (one.objective - lower_bound) / one.objective) for one in (before, after))
    if abs(new - old) < LEAST_SHARE:
        return []
    text = _("The best possible plan could then be at most %(new)s %% better (now %(old)s %%).") % {
        "new": share(new),
        "old": share(old),
    }
    return [Reckoning(WORSE if new > old else BETTER, text)]
