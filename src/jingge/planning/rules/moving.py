"""Why a hand edit costs what it costs: one sentence a reason, with the numbers behind it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingge.common.errors import Reason
from jingge.planning.rules.wording import share
from jingge.planning.terms import AreaFigures, Weighed

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
    """Means and limits of the loads, by station."""

    mean: Mapping[str, float]
    pct: float


def reckon(before: Weighed, after: Weighed, *, names: Mapping[str, str], limits: Limits) -> list[Reckoning]:
    """All reasons, the gravest first: broken limits, workloads, people, distances, borders, the whole."""
    found = [
        *_loads(before, after, names, limits),
        *_rules(before, after, names),
        *_people(before, after),
        *_distances(before, after, names),
        *_borders(before, after),
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


def _people(before: Weighed, after: Weighed) -> list[Reckoning]:
    change = round(after.terms.get("people_changed", 0) - before.terms.get("people_changed", 0))
    if change > 0:
        text = _("%(n)s more residents get another officer than today's.") % {"n": f"{change:,}"}
        return [Reckoning(WORSE, text)]
    if change < 0:
        return [
            Reckoning(BETTER, _("%(n)s residents keep today's officer after all.") % {"n": f"{-change:,}"})
        ]
    return []


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
