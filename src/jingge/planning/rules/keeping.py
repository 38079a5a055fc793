"""An answer as JSON and back: a plan of a study is kept whole, so that it can be taken later."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from jingge.planning.terms import Answer, AreaFigures, Broken, Weighed


def as_kept(answer: Answer, codes: Sequence[str]) -> dict[str, Any]:
    """Everything but today's figures, which the scenario has, and the history of the search."""
    kept = asdict(answer)
    kept["area_of"] = dict(zip(codes, answer.area_of, strict=True))
    kept["report"] = {key: value for key, value in answer.report.items() if key != "history"}
    kept.pop("today")
    return kept


def from_kept(kept: Mapping[str, Any], codes: Sequence[str]) -> Answer:
    """The answer for blocks in this order; a block that the plan does not know is a KeyError."""
    weighed = kept["weighed"]
    return Answer(
        area_of=tuple(kept["area_of"][code] for code in codes),
        weighed=Weighed(
            terms=weighed["terms"],
            objective=weighed["objective"],
            feasible=weighed["feasible"],
            broken=tuple(Broken(**one) for one in weighed["broken"]),
            areas=tuple(AreaFigures(**one) for one in weighed["areas"]),
        ),
        today=None,
        lower_bound=kept["lower_bound"],
        gap=kept["gap"],
        status=kept["status"],
        bound_method=kept["bound_method"],
        by_station=tuple(kept["by_station"]),
        report=dict(kept["report"]),
    )
