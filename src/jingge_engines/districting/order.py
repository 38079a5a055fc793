"""Terms in order of priority: the first as small as can be, then the second among plans as good in it.

Lexicographic optimisation by one run a term: the value reached becomes a cap, region by region, on all that
follow (moves of people are never bought with kilometres).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from jingge_engines.core.stop import StopRule
from jingge_engines.districting.objective import terms_by_region
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import Ints, Problem
from jingge_engines.districting.solution import Result
from jingge_engines.districting.vary import capped, share_of

SLACK = 1e-7
"""Share by which a later plan may miss what an earlier one reached, for sums of floats."""
Start = Sequence[int] | Ints | None
Once = Callable[[Problem, Params, StopRule, Start], Result]


def solve_in_order(once: Once, problem: Problem, params: Params, stop: StopRule, start: Start) -> Result:
    """Solve for each term of `params.priority`, then for the objective, with `once`."""
    question, steps = problem, len(params.priority) + 1
    unsure: list[str] = []
    for step, name in enumerate(params.priority):
        alone = replace(params, objective="blend", weights={name: 1.0}, change_weight=0.0, priority=())
        result = once(question, alone, share_of(stop, steps - step), start)
        if result.gap != 0:
            unsure.append(name)
        terms = terms_by_region(question, result.plan.assignment, alone)
        reached = {region: values[name] * (1 + SLACK) + SLACK for region, values in terms.items()}
        question, start = capped(question, {name: reached}), result.plan.assignment
    last = once(question, replace(params, priority=()), stop, start)
    given = f"given {', '.join(params.priority)}" + (f" ({', '.join(unsure)} not proven)" if unsure else "")
    return replace(last, params=params.as_dict(), bound_method=f"{last.bound_method}; {given}")
