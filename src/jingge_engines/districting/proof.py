"""What can be proven about a plan of a region without looking at every area.

Every weighed term is at least 0, so a bound on some of them bounds their sum: each distance term has its Hess
model, and their bounds add up. Ties, further measures, nesting, evenness and change are left out, which keeps
a bound valid and makes it weaker.
"""

from dataclasses import dataclass

from jingge_engines.core.stop import AnyOf, MaxTime, StopRule
from jingge_engines.districting.bound import METHOD, Dual
from jingge_engines.districting.hess import models_of
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.region import Region


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
    return _by_distance(region, area, stop)


def _by_distance(region: Region, area: Ints, stop: StopRule) -> Finding:
    """The sum of the bounds of the distance terms."""
    total, plans = 0.0, []
    models = models_of(region)
    for index, model in enumerate(models):
        left = stop.seconds_left() / (len(models) - index)
        mine = AnyOf(stop, MaxTime(left)) if 0 < left < float("inf") else stop
        mine.begin()
        dual = Dual(model)
        dual.climb(area, model.value(area), mine)
        # No cost is below 0, whatever became of the prices.
        total += max(dual.best, 0.0)
        plans.append(dual.division())
    return Finding(total, METHOD, tuple(plans))
