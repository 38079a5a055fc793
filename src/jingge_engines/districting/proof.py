"""What can be proven about a plan of a region without looking at every area.

Every weighed term is at least 0, so a bound on some of them bounds their sum: each distance term has its Hess
model, and their bounds add up. With one distance term whose areas have centres of their own, pairs that no
better plan uses are closed and what is left goes to a mixed-integer model with contiguity. Nesting, evenness
and change are left out, which keeps a bound valid and makes it weaker.
"""

import math
from dataclasses import dataclass

from jingge_engines.core.stop import AnyOf, MaxTime, StopRule
from jingge_engines.districting.bound import LONG, METHOD, Dual
from jingge_engines.districting.branching import Branching
from jingge_engines.districting.cutting import METHOD as CUTTING
from jingge_engines.districting.cutting import MOST_UNITS, least_cut
from jingge_engines.districting.fixing import Pairs, open_pairs, probed, within_reach
from jingge_engines.districting.hess import models_of
from jingge_engines.districting.integer import HessProgram, Outcome
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.region import Region

PAIRS_PER_SECOND = 800
"""Open pairs of unit and centre that a model may have for each second left: presolve heeds no clock."""
PAIRS = 4_000
"""Open pairs that a model may have where no clock runs."""
HOPELESS = 25
"""Probing closes most pairs and not all of them: with so many times too many it is not begun."""
FEW = 12
"""Areas up to which it helps to branch on where their centres stand."""
CELLS_IN = 4
"""Share of the time left for that branching: it gains little on wide ground, and the search may need the rest."""
SETTLED_IN, NODES = 10, 200
"""Share of the time left for one question of that branching, and the nodes of its program."""
PLANS = 3
"""Plans met in branching that are handed back, the last ones."""
NO_BOUND = "none: no useful bound is known for this objective at this size"
CUT = "mixed-integer Hess model with contiguity cuts"
CELLS = "Lagrangian dual of the Hess model, branching on where centres stand"
RELAXED = "relaxation of the Hess model with contiguity cuts"


@dataclass(frozen=True, eq=False)
class Finding:
    """What was proven, and plans that were met on the way."""

    bound: float
    """No plan within the limits is worth less; minus infinite where nothing is known."""
    method: str
    plans: tuple[Ints, ...] = ()
    """Worth searching around; not always in one piece, nor always within the limits."""


def prove_by_model(region: Region, area: Ints, objective: float, stop: StopRule) -> Finding:
    """Bound the objective of a region, given its best plan within the limits and what that is worth."""
    if not region.layers:
        return _by_edges(region, area, objective, stop)
    return _by_distance(region, area, objective, stop)


def _by_edges(region: Region, area: Ints, objective: float, stop: StopRule) -> Finding:
    """The fewest edges that can be cut, times what one counts; only against a clock, which it needs to end."""
    weight = region.counts_edges
    if weight <= 0 or region.order > MOST_UNITS or math.isinf(stop.seconds_left()):
        return Finding(-math.inf, NO_BOUND)
    least = least_cut(region, area, math.floor(objective / weight + 1e-9), stop)
    return Finding(weight * least, CUTTING) if least > 0 else Finding(-math.inf, NO_BOUND)


def _by_distance(region: Region, area: Ints, objective: float, stop: StopRule) -> Finding:
    """The sum of the bounds of the distance terms."""
    duals = [Dual(model) for model in models_of(region)]
    for index, dual in enumerate(duals):
        dual.climb(area, dual.model.value(area), _share(stop, len(duals) - index))
    # No cost is below 0, whatever became of the prices.
    total = sum(max(dual.best, 0.0) for dual in duals)
    in_time = stop.seconds_left() > 0
    plans = tuple(dual.division() for dual in duals if in_time and dual.divisible)
    found = Finding(total, METHOD, plans)
    if len(duals) > 1 or duals[0].model.shared or total >= objective or stop.seconds_left() <= 0:
        return found
    return _by_integers(region, area, objective, duals[0], found, stop)


def _by_integers(
    region: Region, area: Ints, objective: float, dual: Dual, found: Finding, stop: StopRule
) -> Finding:
    """Close pairs, and give the rest to the solver if it is not too much for the time that is left."""
    pairs = open_pairs(dual, objective)
    if pairs.sum() > HOPELESS * _most_pairs(stop):
        return _by_cells(region, objective, dual, found, stop)
    pairs = within_reach(dual.model, region.graph, pairs)
    pairs = probed(dual, region.graph, pairs, objective, _share(stop, 2))
    if pairs.sum() > _most_pairs(stop):
        return _by_cells(region, objective, dual, found, stop)
    program = HessProgram(region, dual.model, pairs, objective)
    outcome = program.run(area, stop, region.params.exact_nodes)
    if outcome.bound <= found.bound:
        return found
    plans = found.plans if outcome.plan is None else (outcome.plan,)
    return Finding(outcome.bound, CUT if outcome.branched else RELAXED, plans)


def _by_cells(region: Region, objective: float, dual: Dual, found: Finding, stop: StopRule) -> Finding:
    """Branch on where centres stand; only against a clock, as it may never end, and where areas are few."""
    if region.districts > FEW or math.isinf(stop.seconds_left()):
        return found

    stop = _share(stop, CELLS_IN)
    dual.begin_at(dual.best_unit, dual.best_centre)
    dual.climb_further(objective, _share(stop, 2), LONG)

    def settle(pairs: Pairs, ceiling: float) -> Outcome | None:
        if pairs.sum() > PAIRS:
            return None
        pairs = within_reach(dual.model, region.graph, pairs)
        return HessProgram(region, dual.model, pairs, ceiling).run(None, _share(stop, SETTLED_IN), NODES)

    branching = Branching(dual, region.problem.points[region.units[dual.model.owner]], objective, settle)
    bound = branching.run(stop)
    if bound <= found.bound:
        return found
    # A long climb alone is no branching.
    method = CELLS if bound > dual.best else METHOD
    return Finding(bound, method, (*branching.plans[-PLANS:], *found.plans))


def _most_pairs(stop: StopRule) -> float:
    """Open pairs that a model may have."""
    left = stop.seconds_left()
    return PAIRS if math.isinf(left) else PAIRS_PER_SECOND * left


def _share(stop: StopRule, parts: int) -> StopRule:
    """An equal part of the time that is left."""
    left = stop.seconds_left()
    if math.isinf(left):
        return stop
    mine = AnyOf(stop, MaxTime(max(0.0, left / parts)))
    mine.begin()
    return mine
