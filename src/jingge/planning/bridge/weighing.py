"""What a plan is worth and what it breaks, as plain values, counted station by station."""

import math
from collections.abc import Sequence
from dataclasses import asdict, replace

from jingge.planning.bridge.asking import params_of, problem_of
from jingge.planning.rules import parting
from jingge.planning.terms import AreaFigures, Broken, Question, Weighed
from jingge_engines.core.result import Status
from jingge_engines.districting import Evaluation, Params, Violation, evaluate

STATUS = {Status.PROVEN: "proven", Status.WITHIN: "within", Status.NO_BOUND: "no_bound_known"}


def weigh(question: Question, area_of: Sequence[str]) -> Weighed:
    """What a plan is worth, for hand edits: milliseconds."""
    params = params_of(question)
    return as_a_whole(
        question, params, area_of, weighed_of(evaluate(problem_of(question), list(area_of), params))
    )


def as_a_whole(question: Question, params: Params, area_of: Sequence[str], weighed: Weighed) -> Weighed:
    """Figures as if every station were one part: what is set apart must not change how a plan is counted.

    What is broken stays as the parts have it. The objective is never below the one of the parts, because
    there every area of today is continued at least as well: a bound of the parts holds for it too.
    """
    if not question.parts:
        return weighed
    station_of = {part.code: part.station_code for part in question.parts}
    plain = evaluate(problem_of(parting.whole(question)), list(area_of), params)
    figures = {one.label: one for one in plain.districts}
    return replace(
        weighed,
        terms={name: float(value) for name, value in asdict(plain.terms).items()},
        objective=plain.objective,
        broken=tuple(_in_station(one, station_of) for one in weighed.broken),
        areas=tuple(
            replace(
                area,
                station_code=station_of.get(area.station_code, area.station_code),
                continues=figures[area.label].today,
                people_kept=figures[area.label].people_kept,
            )
            for area in weighed.areas
        ),
    )


def _in_station(one: Broken, station_of: dict[str, str]) -> Broken:
    """The same about the part's station; ground that leaves its part is not ground of another station."""
    station = station_of.get(one.station_code, one.station_code)
    kind = "leaves_its_part" if one.kind == "regions_mixed" else one.kind
    return replace(one, station_code=station, kind=kind)


def weighed_of(evaluation: Evaluation, violations: Sequence[Violation] | None = None) -> Weighed:
    broken = evaluation.violations if violations is None else violations
    return Weighed(
        terms={name: float(value) for name, value in asdict(evaluation.terms).items()},
        objective=evaluation.objective,
        feasible=evaluation.feasible,
        broken=tuple(_broken(one) for one in broken),
        areas=tuple(
            AreaFigures(
                label=one.label,
                station_code=one.region,
                load=one.load,
                contiguous=one.contiguous,
                nested=one.nested,
                within_limits=one.within_limits,
                continues=one.today,
                people=one.people,
                people_kept=one.people_kept,
                moment_of_inertia=one.moment_of_inertia,
            )
            for one in evaluation.districts
        ),
    )


def finite(value: float | None) -> float | None:
    """An engine may say infinity for "nothing known"; JSON and people have no such number."""
    return value if value is not None and math.isfinite(value) else None


def _broken(one: Violation) -> Broken:
    amount = float(one.amount)
    return Broken(str(one.kind), one.message, one.region, one.district, one.unit, amount, measure=one.measure)
