"""Up to four scenarios side by side with today."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.planning.queries.detail import Detail, get_scenario
from jingge.planning.rules.wording import TERMS, Term
from jingge.planning.terms import MAX_COMPARED

AS_GOOD = 5e-4
"""Values that differ by less are shown alike, so they are marked alike."""


@dataclass(frozen=True, slots=True)
class TermRow:
    """One figure of every scenario; `best` are the places with the lowest value."""

    term: Term
    today: float | None
    values: tuple[float | None, ...]
    best: frozenset[int]


@dataclass(frozen=True, slots=True)
class Comparison:
    details: tuple[Detail, ...]
    terms: tuple[TermRow, ...]
    stations: tuple[
        tuple[str, float | None, tuple[float | None, ...]], ...
    ]  # name, today, heaviest over mean


def compare_scenarios(viewer: Viewer, ids: Sequence[UUID]) -> Comparison:
    """In the order asked. Figures of today come from the first: with other weights today weighs otherwise."""
    unique = list(dict.fromkeys(ids))
    if len(unique) > MAX_COMPARED:
        raise Refused(f"{len(unique)} > {MAX_COMPARED}")
    details = tuple(get_scenario(viewer, one) for one in unique)
    return Comparison(details, _terms(details), _stations(details))


def _terms(details: tuple[Detail, ...]) -> tuple[TermRow, ...]:
    if not details or not details[0].whole_bureau:
        return ()
    rows = []
    for term in TERMS:
        values = tuple(detail.scenario.terms.get(term.key) for detail in details)
        known = [value for value in values if value is not None]
        least = min(known, default=None)
        best = frozenset(
            i
            for i, value in enumerate(values)
            if value is not None and least is not None and math.isclose(value, least, rel_tol=AS_GOOD)
        )
        rows.append(TermRow(term, details[0].scenario.terms_today.get(term.key), values, best))
    return tuple(rows)


def _stations(
    details: tuple[Detail, ...],
) -> tuple[tuple[str, float | None, tuple[float | None, ...]], ...]:
    if not details:
        return ()
    found = [{row.code: row for row in detail.stations} for detail in details]
    return tuple(
        (
            row.name,
            row.most_today,
            tuple(rows[row.code].most_ratio if row.code in rows else None for rows in found),
        )
        for row in details[0].stations
    )
