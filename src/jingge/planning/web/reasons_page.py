"""Why a wish cannot be met: the rules that clash, station by station, and limits that work."""

from collections.abc import Mapping
from typing import Any

from jingge.common.viewer import Viewer
from jingge.planning import queries
from jingge.planning.rules.states import WIDEST
from jingge.planning.rules.wording import broken_text, clash_text


def context(viewer: Viewer, view: queries.StudyView, asked: Mapping[str, str]) -> dict[str, Any]:
    detail = queries.get_scenario(viewer, view.scenario.pk)
    names = {row.code: row.name for row in detail.stations}
    broken = [(one, broken_text(one, names.get(one.station_code, ""))) for one, _text in detail.broken]
    if view.done is None:
        return {"clashes": [], "broken": broken, "tolerance": None, "too_wide": False}
    means = {row.code: row.mean for row in detail.stations}
    answer = view.done.answer
    called = queries.clash_names(
        view.scenario, [rule for one in answer.get("stations", []) for rule in one["rules"]]
    )
    least = answer.get("tolerance_pct")
    return {
        "broken": broken,
        "tolerance": least if least is not None and least <= WIDEST else None,
        "too_wide": least is not None and least > WIDEST,
        "clashes": [
            {
                "station": names.get(one["station_code"], one["station_code"]),
                "rules": [
                    clash_text(rule, mean=means.get(one["station_code"], 0.0), names=called)
                    for rule in one["rules"]
                ],
                "proven": one["proven"],
                "tolerance": one["tolerance_pct"],
                "tolerance_proven": one["tolerance_proven"],
            }
            for one in answer.get("stations", [])
            if one["rules"]
        ],
    }
