"""What a plan breaks, each by name, with a sentence a person can read."""

from collections.abc import Iterator

import numpy as np

from jingge_engines.districting.solution import Broken, Violation
from jingge_engines.districting.ties import Tie
from jingge_engines.districting.weighing import Weighing
from jingge_engines.districting.weights import area_load, cap_unit

TIES = {
    ("together", True): (Broken.NOT_TOGETHER, "units {a!r} and {b!r} must be together but are not"),
    ("apart", False): (Broken.NOT_APART, "units {a!r} and {b!r} must be apart but are not"),
    ("locked", True): (Broken.LOCK_BROKEN, "units {a!r} and {b!r} are locked to one area but lie in two"),
    ("locked", False): (Broken.LOCK_BROKEN, "units {a!r} and {b!r} are locked to two areas but lie in one"),
    ("seats", False): (Broken.SEATS_SHARED, "the seats {a!r} and {b!r} lie in one area, which leaves one without"),
}  # fmt: skip


def broken_rules(plan: Weighing) -> Iterator[Violation]:
    """Every rule that is not kept."""
    problem = plan.problem
    for unit in np.flatnonzero(plan.assignment < 0):
        name = problem.units[unit]
        text = f"unit {name!r} is in no area"
        yield Violation(Broken.UNASSIGNED, text, problem.region[unit], "", name, 1)
    for index, region in enumerate(problem.regions):
        have, want = plan.home.count(index), problem.districts_of[region]
        if have != want:
            text = f"{_in(region)}{have} areas have units; {want} are wanted"
            yield Violation(Broken.DISTRICT_COUNT, text, region, amount=abs(have - want))
    for index in range(len(plan.labels)):
        yield from _of_area(plan, index)
    for tie in broken_ties(plan):
        kind, words = TIES[tie.source, tie.together]
        names = {"a": problem.units[tie.first], "b": problem.units[tie.second]}
        region = problem.region[tie.first]
        yield Violation(kind, _in(region) + words.format(**names), region, unit=names["a"], amount=1)
    for name, region, value, cap in caps_exceeded(plan):
        text = f"{_in(region)}{name} is {value:g}, above its cap {cap:g}"
        yield Violation(Broken.CAP_EXCEEDED, text, region, amount=value - cap, measure=name)


def broken_load(plan: Weighing) -> float:
    """All that is broken, counted in loads (see `region.Region`): what a plan is compared by first."""
    problem = plan.problem
    total = float(np.abs(plan.outside).sum())
    for name, outside in plan.measures_outside.items():
        values = np.asarray(problem.measures[name].values) if name in problem.measures else None
        for index, region in enumerate(problem.regions):
            units = problem.region_units[region]
            whole = float(len(units) if values is None else values[units].sum())
            mine = np.array([home == index for home in plan.home], dtype=bool)
            share = area_load(problem, region) * problem.districts_of[region] / whole if whole > 0 else 1.0
            total += share * float(np.abs(outside[mine]).sum())
    total += sum(area_load(problem, problem.region[tie.first]) for tie in broken_ties(plan))
    for name, region, value, cap in caps_exceeded(plan):
        total += area_load(problem, region) * (value - cap) / cap_unit(problem, region, name, cap)
    return total


def broken_ties(plan: Weighing) -> list[Tie]:
    """Pairs that are not as they must be."""
    area = plan.assignment
    return [
        tie
        for tie in plan.problem.ties
        if min(area[tie.first], area[tie.second]) >= 0
        and (area[tie.first] == area[tie.second]) != tie.together
    ]


def caps_exceeded(plan: Weighing) -> Iterator[tuple[str, str, float, float]]:
    """Term, region, value and cap where the value is above."""
    for index, region in enumerate(plan.problem.regions if plan.problem.caps else ()):
        terms = plan.terms_in(index)
        for name, caps in plan.problem.caps.items():
            cap = caps[region]  # type: ignore[index]
            if terms[name] > cap + 1e-9 * max(1.0, cap):
                yield name, region, terms[name], cap


def _of_area(plan: Weighing, index: int) -> Iterator[Violation]:
    problem, label = plan.problem, plan.labels[index]
    region = problem.regions[plan.home[index]]
    name = f"{_in(region)}area {label!r}"
    outside, load = float(plan.outside[index]), plan.loads[index]
    if outside:
        kind, text = _missed(
            f"{name} carries {load:g}", outside, problem.lower_of[region], problem.upper_of[region]
        )
        yield Violation(kind, text, region, label, amount=abs(outside))
    for measure, low, high in problem.limits:
        outside = float(plan.measures_outside[measure][index]) if measure in plan.measures_outside else 0.0
        if outside:
            start = f"{name} has {plan.sums[measure][index]:g} of {measure}"
            kind, text = _missed(start, outside, low[region], high[region])
            kind = Broken.MEASURE_ABOVE if kind is Broken.LOAD_ABOVE else Broken.MEASURE_BELOW
            yield Violation(kind, text, region, label, amount=abs(outside), measure=measure)
    if plan.pieces[index] > 1:
        text = f"{name} lies in {plan.pieces[index]} pieces that do not touch"
        yield Violation(Broken.NOT_CONTIGUOUS, text, region, label, amount=plan.pieces[index] - 1.0)
    if not plan.nested[index]:
        text = f"{name} holds parts of several level-2 units"
        yield Violation(Broken.NOT_NESTED, text, region, label, amount=1)
    strangers = int((plan.region_index[plan.members[index]] != plan.home[index]).sum())
    if strangers:
        text = f"{name} holds {strangers} units of other regions"
        yield Violation(Broken.REGIONS_MIXED, text, region, label, amount=strangers)


def _missed(start: str, outside: float, low: float, high: float) -> tuple[Broken, str]:
    if outside > 0:
        return Broken.LOAD_ABOVE, f"{start}, {outside:g} above the limit {high:g}"
    return Broken.LOAD_BELOW, f"{start}, {-outside:g} below the limit {low:g}"


def _in(region: str) -> str:
    return f"region {region!r}: " if region else ""
