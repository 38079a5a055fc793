"""The door to the siting engine: the ground becomes a problem, its results plain rows again."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from jingge.siting.rules.wording import GREATEST
from jingge.siting.terms import (
    Adding,
    ClassAsk,
    FoundOffice,
    FoundPlan,
    Ground,
    Site,
    SiteAnswer,
    SiteAsk,
    SiteModel,
)
from jingge_engines.core import observe, stop
from jingge_engines.core.result import Status
from jingge_engines.siting import Broken, Model, OfficeClass, Problem, Result, adds, alternatives

FAR_KM = 10_000.0  # where no way is known


class Watch(Protocol):
    """Told how far the work is; raises what ends it."""

    def __call__(self, share: float, note: str) -> None: ...


class Observer:
    """Passes progress on as a share of the time of this part; a wish to stop arrives as an exception."""

    def __init__(self, watch: Watch, rule: stop.MaxTime, seconds: float, part: tuple[float, float]) -> None:
        self.watch, self.rule, self.seconds, self.part = watch, rule, seconds, part

    def report(self, progress: observe.Progress) -> None:
        self._say()

    def cancelled(self) -> bool:
        self._say()
        return False

    def _say(self) -> None:
        first, last = self.part
        done = min(1.0, max(0.0, 1.0 - self.rule.seconds_left() / self.seconds))
        self.watch(first + (last - first) * done, "")


def problem_of(ground: Ground, ask: SiteAsk) -> Problem:
    sites = ground.sites
    capacity = None if ask.capacity is None else np.full(len(sites), float(ask.capacity))
    return Problem(
        model=Model(ask.model),
        points=ground.points,
        weight=np.array(ground.weight, dtype=float),
        sites=tuple(site.id for site in sites),
        travel=np.asarray(ground.km, dtype=float),
        count=None if ask.model == Model.SET_COVER else ask.count,
        radius=math.inf if ask.radius_km is None else ask.radius_km,
        kept=tuple(site.id for site in sites if ask.keeps(site)),
        forbidden=tuple(site.id for site in sites if ask.forbids(site)),
        capacity=capacity,
        classes=tuple(class_of(one) for one in ask.classes),
        classes_of=classes_of(ground, ask),
        budget=ask.budget,
        busy=ask.busy if ask.model == Model.EXPECTED_COVER else 0.0,
    )


def class_of(one: ClassAsk) -> OfficeClass:
    return OfficeClass(
        name=str(one.office_class),
        capacity=math.inf if one.capacity is None else float(one.capacity),
        radius=one.radius_km,
        cost=one.cost,
        least=one.least,
        most=one.most,
    )


def classes_of(ground: Ground, ask: SiteAsk) -> dict[str, tuple[str, ...]]:
    """An office that stands stays what it is; a new one is of whichever class suits best."""
    if not ask.classes:
        return {}
    return {site.id: (str(site.office_class),) for site in ground.sites if site.today}


def study(ground: Ground, ask: SiteAsk, watch: Watch, seed: int = 1) -> SiteAnswer:
    """The best plan, others almost as good, and what each further office adds: half the time each, where both are asked."""
    problem = problem_of(ground, ask)
    more = problem.count is not None and ask.more > 0
    share = ask.seconds / 2 if more else float(ask.seconds)
    rule = stop.MaxTime(share)
    found = alternatives(
        problem,
        count=max(1, ask.alternatives),
        within=ask.within_pct / 100,
        differ_by=1,
        stop=rule,
        rng=seed,
        observe=Observer(watch, rule, share, (0.05, 0.5 if more else 0.98)),
    )
    sign = -1.0 if SiteModel(ask.model) in GREATEST else 1.0
    others = sorted(found[1 : 1 + ask.alternatives], key=lambda one: sign * one.objective)
    kept = best_first(found[0], others, sign)
    plans = tuple(plan_of(ground, result, number) for number, result in enumerate(kept, start=1))
    best = found[0]
    report: dict[str, Any] = {
        "engine": "siting",
        "version": best.version,
        "seed": best.seed,
        "input_hash": best.input_hash,
        "bound_method": best.bound_method,
        "points": len(ground.points),
        "sites": len(ground.sites),
        "by_road": ground.by_road,
        "total": sum(ground.weight),
    }
    return SiteAnswer(plans, added(ground, problem, ask, watch, seed), report)


def best_first(best: Result, others: list[Result], sign: float) -> list[Result]:
    """The plan first that is best after all: without a proof one of the others may have turned out better.

    What is known of how good any plan can be was found for the first question.
    """
    if not others or sign * others[0].objective >= sign * best.objective:
        return [best, *others]
    gap = None
    if best.bound is not None:
        gap = abs(others[0].objective - best.bound) / max(abs(others[0].objective), 1e-12)
    status = Status.NO_BOUND if gap is None else Status.WITHIN
    first = replace(others[0], bound=best.bound, gap=gap, status=status)
    return sorted([first, best, *others[1:]], key=lambda one: sign * one.objective)


def added(ground: Ground, problem: Problem, ask: SiteAsk, watch: Watch, seed: int) -> tuple[Adding, ...]:
    if problem.count is None or ask.more < 1:
        return ()
    half = ask.seconds / 2
    rule = stop.MaxTime(half)
    upto = min(problem.count + ask.more, len(ground.sites) - len(problem.forbidden))
    curve = adds(problem, upto, stop=rule, rng=seed, observe=Observer(watch, rule, half, (0.5, 0.98)))
    today = {site.id for site in ground.sites if site.today}
    return tuple(
        Adding(
            count=one.count,
            objective=one.result.objective,
            gain=one.gain,
            proven=one.proven,
            new_sites=names(ground, [site for site in one.result.opened if site not in today]),
        )
        for one in curve
        if one.result.feasible
    )


def names(ground: Ground, ids: Sequence[str]) -> tuple[str, ...]:
    by_id = {site.id: site.name for site in ground.sites}
    return tuple(by_id[one] for one in ids)


def plan_of(ground: Ground, result: Result, number: int) -> FoundPlan:
    by_id = {site.id: site for site in ground.sites}
    units: dict[str, dict[str, int]] = {}
    for point, site in enumerate(result.site_of_point):
        of_site = units.setdefault(site, {})
        of_site[ground.unit_of[point]] = of_site.get(ground.unit_of[point], 0) + ground.weight[point]
    served_by: dict[str, str] = {}
    most: dict[str, int] = {}
    for site, of_site in units.items():
        for unit, people in of_site.items():
            if site and people > most.get(unit, -1):
                most[unit], served_by[unit] = people, site
    offices = tuple(
        FoundOffice(
            site=by_id[office.site],
            weight=round(office.weight),
            farthest_km=round(office.farthest, 2),
            office_class=int(office.office_class or 0),
            units=tuple(sorted(unit for unit, site in served_by.items() if site == office.site)),
        )
        for office in result.offices
    )
    terms = {
        name: float(getattr(result.terms, name))
        for name in (
            "weighted_distance",
            "farthest",
            "covered_weight",
            "covered_twice",
            "unserved_weight",
            "cost",
        )
    }
    closed = tuple(s for s in ground.sites if s.today and s.id not in result.opened)
    return FoundPlan(
        number=number,
        objective=result.objective,
        bound=result.bound,
        gap=result.gap,
        status=result.status.value,
        feasible=result.feasible,
        terms={name: value if math.isfinite(value) else -1.0 for name, value in terms.items()},
        offices=offices,
        closed=closed,
        broken=tuple(dict.fromkeys(violation.kind.value for violation in result.violations)),
        beyond=beyond(ground, result),
        clashing=tuple(named(name, by_id) for one in result.violations for name in one.rules),
        heirs=heirs(ground, result.opened) if closed else {},
    )


def beyond(ground: Ground, result: Result) -> tuple[tuple[str, float], ...]:
    """Grids beyond the radius of every place, and how far the nearest place is: the farthest first."""
    far = [
        (one.point, math.ceil(one.amount * 100) / 100)
        for one in result.violations
        if one.kind is Broken.OUT_OF_REACH
    ]
    return tuple(sorted(far, key=lambda one: -one[1]))


def named(rule: str, by_id: dict[str, Site]) -> str:
    """A rule on a site, with the name of the site."""
    kind, colon, site = rule.partition(":")
    return f"{kind}:{by_id[site].name}" if colon else rule


def heirs(ground: Ground, opened: Sequence[str]) -> dict[str, str]:
    """Unit → the office of the plan that its people together have the shortest way to."""
    if not opened:
        return {}
    places = [place for place, site in enumerate(ground.sites) if site.id in set(opened)]
    km = np.where(np.isfinite(ground.km), ground.km, FAR_KM)[:, places]
    ways: dict[str, Any] = {}
    for point, unit in enumerate(ground.unit_of):
        ways[unit] = ways.get(unit, 0.0) + max(1, ground.weight[point]) * km[point]
    return {unit: ground.sites[places[int(np.argmin(way))]].id for unit, way in ways.items()}
