"""What the objective weighs each term with, whatever way it was asked for."""

from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import Problem
from jingge_engines.districting.terms import TERMS

LOAD_TOLERANCE = 1e-9
"""Share of the upper limit by which sums of floats may miss a limit."""


def change_scale(problem: Problem, params: Params) -> float:
    """Objective units per person that changes hands, at a weight of 1 (see `Params`)."""
    if params.objective == "moment_of_inertia":
        return 1e-6
    if params.objective == "travel":
        return 1e-3
    mean = float(problem.people.mean())
    return 1.0 / mean if mean > 0 else 0.0


def weights_of(problem: Problem, params: Params) -> dict[str, float]:
    """Weight of every term; the objective is the sum of weight x term."""
    weights: dict[str, float] = dict.fromkeys(TERMS, 0.0)
    if params.objective == "blend":
        return weights | {name: float(weight) for name, weight in params.weights.items()}
    weights[params.objective] = 1.0
    weights["people_changed"] = params.change_weight * change_scale(problem, params)
    return weights


def area_load(problem: Problem, region: str) -> float:
    """Mean load of an area of a region, the unit in which broken rules count; 1 where nothing has load."""
    total = problem.region_totals[region]
    return total / problem.districts_of[region] if total > 0 else 1.0


def cap_unit(problem: Problem, region: str, name: str, cap: float) -> float:
    """How much of a term above its cap counts as much as one mean area's load outside its limits."""
    units = problem.region_units[region]
    per_area = {
        "people_changed": float(problem.people[units].sum()) / problem.districts_of[region],
        "units_changed": len(units) / problem.districts_of[region],
    }
    return max(cap, per_area.get(name, 1.0), 1e-9)
