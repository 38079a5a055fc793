"""The slow twin: looks at every roster there is. For tests and tiny questions only."""

from itertools import product

from jingge_engines.rostering.objective import certify, terms_of
from jingge_engines.rostering.problem import Problem


def every_row(problem: Problem, person: int) -> list[tuple[str, ...]]:
    """All rows of one person that keep this person's rules."""
    names = [*(shift.id for shift in problem.shifts), ""]
    idle = [("",) * problem.days for _ in problem.members]
    rows = []
    for row in product(names, repeat=problem.days):
        roster = [*idle[:person], row, *idle[person + 1 :]]
        if not any(broken.number == problem.members[person].number for broken in certify(problem, roster)):
            rows.append(row)
    return rows


def best_value(problem: Problem) -> float | None:
    """The least objective; None where somebody has no row."""
    rows = [every_row(problem, person) for person in range(len(problem.members))]
    values = (terms_of(problem, roster).objective for roster in product(*rows))
    return min(values, default=None)
