"""The slow twin: looks at every plan there is. For tests and tiny questions only."""

from collections.abc import Iterator
from itertools import combinations, product

from jingge_engines.staffing.certify import certify
from jingge_engines.staffing.objective import terms_of
from jingge_engines.staffing.plan import Plan
from jingge_engines.staffing.problem import Problem
from jingge_engines.staffing.rules import Rule


def every_plan(problem: Problem) -> Iterator[Plan]:
    """All ways to give everybody posts of one station, whatever the rules say."""
    yield from (
        Plan(problem, held) for held in product(*(_choices(problem, p) for p in range(len(problem.persons))))
    )


def _choices(problem: Problem, p: int) -> list[tuple[str, ...]]:
    person = problem.persons[p]
    open_to = [post for post in problem.posts if problem.may_hold(person, post)]
    return [
        tuple(post.id for post in some)
        for count in range(1, person.most_posts + 1)
        for some in combinations(open_to, count)
        if len({post.station for post in some}) == 1
    ]


def best_values(problem: Problem) -> tuple[float, ...] | None:
    """The goals of the best plan, in their order; None where no plan keeps the rules."""
    values = [
        tuple(round(float(getattr(terms_of(plan), goal)), 9) for goal in problem.goals)
        for plan in every_plan(problem)
        if not certify(problem, plan.held)
    ]
    return min(values, default=None)


def smallest_clash(problem: Problem) -> int:
    """How many rules the smallest set has that no plan keeps; 0 where all can be kept."""
    rules = problem.all_rules
    kept = {
        frozenset(index for index, rule in enumerate(rules) if rule.holds(plan))
        for plan in every_plan(problem)
    }
    for size in range(1, len(rules) + 1):
        for some in combinations(range(len(rules)), size):
            if not any(set(some) <= one for one in kept):
                return size
    return 0


def together(problem: Problem, rules: tuple[Rule, ...]) -> bool:
    """Whether some plan keeps all these rules."""
    return any(all(rule.holds(plan) for rule in rules) for plan in every_plan(problem))
