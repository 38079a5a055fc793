"""Green, amber, red: how a mechanism keeps its limits (R23)."""

from jingge.incidents.terms import Levels, Light


def light(*, met: int, late: int, overdue: int, levels: Levels) -> Light:
    """Anything late is worth a look, so one late hand-over turns its mechanism amber."""
    judged = met + late + overdue
    if not judged:
        return Light.NONE
    share = 100 * met / judged
    if share < levels.red_below:
        return Light.RED
    if overdue or (late and share < levels.green_from):
        return Light.AMBER
    return Light.GREEN
