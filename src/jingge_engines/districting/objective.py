"""What a plan is worth, term by term, and what it breaks: the one definition everything else agrees with."""

from collections.abc import Sequence

import numpy as np

from jingge_engines.districting.broken import broken_load, broken_rules
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import Ints, Problem, ProblemError
from jingge_engines.districting.solution import Evaluation, Terms
from jingge_engines.districting.terms import TERMS
from jingge_engines.districting.weighing import Weighing
from jingge_engines.districting.weights import weights_of


def evaluate(
    problem: Problem, assignment: Sequence[str | int | None] | Ints, params: Params | None = None
) -> Evaluation:
    """Weigh any plan, complete or not, within limits or not.

    `assignment` has one entry per unit: an index (negative: in no area) or a label ("" or None: in no area).
    """
    chosen = params or Params()
    plan = Weighing(problem, *_as_indices(problem, assignment), chosen)
    violations = tuple(broken_rules(plan))
    return Evaluation(
        terms=plan.terms,
        objective=value_of(problem, chosen, plan.terms),
        feasible=not violations,
        violation=broken_load(plan),
        violations=violations,
        districts=tuple(plan.district(index) for index in range(len(plan.labels))),
    )


def terms_by_region(
    problem: Problem, assignment: Sequence[str | int | None] | Ints, params: Params | None = None
) -> dict[str, dict[str, float]]:
    """Every term that can be weighed, region by region; edges between regions count in none."""
    plan = Weighing(problem, *_as_indices(problem, assignment), params or Params())
    return {region: plan.terms_in(index) for index, region in enumerate(problem.regions)}


def _as_indices(
    problem: Problem, assignment: Sequence[str | int | None] | Ints
) -> tuple[Ints, tuple[str, ...]]:
    values = assignment.tolist() if isinstance(assignment, np.ndarray) else list(assignment)
    if len(values) != len(problem.units):
        raise ProblemError(f"assignment: {len(values)} entries for {len(problem.units)} units; give one each")
    plain = [None if v is None or v == "" or (isinstance(v, int) and v < 0) else v for v in values]
    used = {value for value in plain if value is not None}
    numeric = all(isinstance(value, int) for value in used)
    names = sorted(used, key=int) if numeric else list(dict.fromkeys(v for v in plain if v is not None))
    place = {name: index for index, name in enumerate(names)}
    indices = np.array([-1 if value is None else place[value] for value in plain], dtype=np.int64)
    return indices, tuple(str(name) for name in names)


def value_of(problem: Problem, params: Params, terms: Terms) -> float:
    """The one number that is minimised: the sum of weight x term."""
    weights = weights_of(problem, params)
    return float(sum(weights[name] * terms.of(name) for name in TERMS if weights[name] > 0))
