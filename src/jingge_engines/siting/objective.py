"""What a plan is worth and what it breaks, from the question alone: no solver has a say here."""

import math

import numpy as np

from jingge_engines.siting.checks import Flags, Floats, Ints
from jingge_engines.siting.problem import Problem
from jingge_engines.siting.solution import Broken, Evaluation, Office, Plan, Terms, Violation
from jingge_engines.siting.terms import EVERY_POINT, Model

SLACK = 1e-6


def evaluate(problem: Problem, plan: Plan) -> Evaluation:
    """Weigh a plan: the nearest office that counts a point serves it, the others stand behind."""
    places = np.array([problem.index[site] for site in plan.sites], dtype=np.int64)
    names = [one.name for one in problem.classes]
    kinds = [problem.classes[names.index(name)] for name in plan.classes]
    radius = np.array([problem.radius if one.radius is None else one.radius for one in kinds])
    travel = problem.travel[:, places]
    links = plan.links & (travel <= radius + 1e-9) & np.isfinite(travel)
    first = _first(travel, links)
    limits = problem.capacities[places]
    capacity = np.minimum(limits, np.array([one.capacity for one in kinds])) if kinds else limits
    offices = tuple(
        _office(problem, plan, spot, travel[:, spot], links[:, spot], first == spot, float(capacity[spot]))
        for spot in range(len(places))
    )
    cost = float(sum(one.cost for one in kinds))
    terms = terms_of(problem, travel, links, first, cost)
    violations = (
        *_opening_violations(problem, plan, cost),
        *_load_violations(offices),
        *_service_violations(problem, first),
    )
    return Evaluation(terms, value_of(problem.model, terms), offices, first, violations)


def value_of(model: Model, terms: Terms) -> float:
    """The term that the model looks at."""
    return {
        Model.P_MEDIAN: terms.weighted_distance,
        Model.P_CENTRE: terms.farthest,
        Model.SET_COVER: terms.cost,
        Model.MAX_COVER: terms.covered_weight,
        Model.DOUBLE_COVER: terms.covered_twice,
        Model.EXPECTED_COVER: terms.expected_cover,
    }[model]


def terms_of(problem: Problem, travel: Floats, links: Flags, first: Ints, cost: float) -> Terms:
    """Every figure, from who is linked to which office."""
    weight = problem.weight
    served = first >= 0
    near = travel[np.flatnonzero(served), first[served]]
    times = links.sum(axis=1)
    answered = 1.0 - problem.busy ** times.astype(np.float64)
    return Terms(
        weighted_distance=float(weight[served] @ near),
        farthest=float(near.max(initial=0.0)),
        covered_weight=float(weight[served].sum()),
        covered_twice=float(weight[times >= 2].sum()),
        expected_cover=float(weight @ np.where(times > 0, answered, 0.0)),
        offices=travel.shape[1],
        cost=cost,
        unserved_weight=float(weight[~served].sum()),
        unserved_points=int((~served).sum()),
    )


def _first(travel: Floats, links: Flags) -> Ints:
    if travel.shape[1] == 0:
        return np.full(len(travel), -1, dtype=np.int64)
    masked = np.where(links, travel, np.inf)
    nearest = masked.argmin(axis=1)
    return np.where(links.any(axis=1), nearest, -1).astype(np.int64)


def _office(
    problem: Problem, plan: Plan, spot: int, travel: Floats, links: Flags, mine: Flags, capacity: float
) -> Office:
    weight = problem.weight
    return Office(
        site=plan.sites[spot],
        office_class=plan.classes[spot],
        points=int(mine.sum()),
        weight=float(weight[mine].sum()),
        load=float(problem.loads[links].sum()),
        capacity=capacity if math.isfinite(capacity) else None,
        farthest=float(travel[mine].max(initial=0.0)),
        kept=plan.sites[spot] in problem.kept,
    )


def _opening_violations(problem: Problem, plan: Plan, cost: float) -> list[Violation]:
    found: list[Violation] = []
    if problem.count is not None and len(plan.sites) != problem.count:
        text = f"{len(plan.sites)} offices are open; {problem.count} are wanted"
        found.append(Violation(Broken.COUNT, text, amount=abs(len(plan.sites) - problem.count)))
    found += [
        Violation(Broken.NOT_KEPT, f"site {site!r} is to be kept and is closed", site=site)
        for site in problem.kept
        if site not in plan.sites
    ]
    for one in problem.classes:
        number = plan.classes.count(one.name)
        if number < one.least or (one.most is not None and number > one.most):
            limits = f"at least {one.least}" + ("" if one.most is None else f" and at most {one.most}")
            text = f"{number} offices of class {one.name!r}; {limits} are wanted"
            found.append(Violation(Broken.CLASS_COUNT, text, amount=float(number)))
    if problem.budget is not None and cost > problem.budget + SLACK:
        text = f"the offices cost {cost:g}, more than the budget of {problem.budget:g}"
        found.append(Violation(Broken.OVER_BUDGET, text, amount=cost - problem.budget))
    for earlier in problem.differ_from:
        shared = len(set(plan.sites) & set(earlier))
        if shared > len(earlier) - problem.differ_by:
            text = f"shares {shared} of {len(earlier)} sites with an earlier plan"
            found.append(Violation(Broken.NOT_DIFFERENT, text, amount=float(shared)))
    return found


def _load_violations(offices: tuple[Office, ...]) -> list[Violation]:
    found: list[Violation] = []
    for one in offices:
        if one.capacity is not None and one.load > one.capacity + SLACK * max(1.0, one.capacity):
            text = f"office {one.site!r} is to serve {one.load:g}, more than its capacity of {one.capacity:g}"
            found.append(Violation(Broken.LOAD_ABOVE, text, site=one.site, amount=one.load - one.capacity))
    return found


def _service_violations(problem: Problem, first: Ints) -> list[Violation]:
    if problem.model not in EVERY_POINT:
        return []
    return [
        Violation(
            Broken.NOT_SERVED,
            f"point {problem.points[point]!r} has no office",
            point=problem.points[point],
            amount=float(problem.weight[point]),
        )
        for point in np.flatnonzero(first < 0)
    ]
