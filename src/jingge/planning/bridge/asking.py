"""A question of the bureau becomes a problem of the engine."""

from typing import Any

import numpy as np

from jingge.planning.rules import parting
from jingge.planning.terms import Part, Question
from jingge_engines.districting import Measure, Params, Problem

KEEP_KM = 20.0
"""At the slider's end a new officer counts as much as living this far from the middle of the area."""
KEEP_EDGES = 10.0


def keep_km(change_weight: float) -> float:
    """The slider in words: a change of officer costs as much as this distance from the middle."""
    return KEEP_KM * change_weight


def params_of(question: Question) -> Params:
    """The slider 0…1 on the engine's own scale; squared distance for the moment of inertia."""
    if question.objective == "cut_edges":
        return Params(objective="cut_edges", change_weight=KEEP_EDGES * question.change_weight**2)
    if question.objective == "travel":
        return Params(objective="travel", change_weight=keep_km(question.change_weight))
    return Params(objective="moment_of_inertia", change_weight=keep_km(question.change_weight) ** 2)


def problem_of(question: Question) -> Problem:
    """Regions are the parts of the question, nests communities and villages, today the plan in force."""
    blocks, parts = question.blocks, question.parts or _stations(question)
    place = {block.code: index for index, block in enumerate(blocks)}
    people = np.array([block.population for block in blocks], dtype=float)
    today = parting.today_in_parts(question) if question.parts else tuple(b.beat_code for b in blocks)
    return Problem(
        units=tuple(block.code for block in blocks),
        edges=np.array([(place[a], place[b]) for a, b in question.edges], dtype=np.int64).reshape(-1, 2),
        load=np.array(question.loads, dtype=float),
        points=np.array([(block.lon, block.lat) for block in blocks], dtype=float),
        inertia_weight=people,
        change_weight_of=people,
        region=question.part_of or tuple(block.station_code for block in blocks),
        nest=tuple(block.unit_code for block in blocks) if question.nested else (),
        today=today,
        districts={part.code: part.wanted for part in parts},
        lower={part.code: part.lower for part in parts},
        upper={part.code: part.upper for part in parts},
        measures={
            name: Measure(np.array(values), upper=most) for name, (values, most) in question.most.items()
        },
        **_wishes(question),
    )


def _wishes(question: Question) -> dict[str, Any]:
    """What only some questions ask for."""
    found: dict[str, Any] = {
        name: getattr(question, name) for name in ("together", "apart", "seats") if getattr(question, name)
    }
    if question.reach is not None:
        found |= {"travel": np.array(question.reach.km, dtype=float), "bases": question.reach.bases}
    return found


def _stations(question: Question) -> tuple[Part, ...]:
    """Every station as one part, with limits about the mean of its areas."""
    total: dict[str, float] = {}
    for block, load in zip(question.blocks, question.loads, strict=True):
        total[block.station_code] = total.get(block.station_code, 0.0) + load
    share = question.balance_pct / 100.0
    wanted = {one.code: one.officers for one in question.stations if one.code in total}
    return tuple(
        Part(code, code, k, max(0.0, total[code] / k * (1 - share)), total[code] / k * (1 + share))
        for code, k in wanted.items()
    )
