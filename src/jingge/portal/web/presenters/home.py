"""The dashboard: the two targets, the base figures per station, what is missing."""

from typing import Any

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.common.viewer import Viewer
from jingge.portal.terms import Baseline


def context(viewer: Viewer, baseline: Baseline) -> dict[str, Any]:
    return {
        "baseline": baseline,
        "day": baseline.day,
        "heaviest_load": max((row.heaviest for row in baseline.stations), default=0),
        "missing_shown": baseline.missing[:10],
        "missing_more": max(len(baseline.missing) - 10, 0),
        "may_import": may(viewer, Ability.RUN_IMPORTS),
        "may_plan": may(viewer, Ability.EDIT_PLANS),
    }
