"""Codes of areas, and names that hold from a day to a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from jingge.territory.rules.sizes import DIVISION_WORDS, problems_of_words
from jingge.territory.terms import About, BlockSpec, DivisionSpec, GridProblem


def beat_code(parent_code: str, number: int) -> str:
    """The default code of an area: its parent's code, Z (责任区) and two digits.

    The letter keeps areas apart from blocks, whose codes are digits throughout.
    """
    return f"{parent_code}Z{number:02d}"


def beat_parents(blocks: Iterable[BlockSpec], town_of_unit: Mapping[str, str]) -> dict[str, str]:
    """The parent of each area: its unit when it lies in one, else the town whose units it joins."""
    units: dict[str, set[str]] = defaultdict(set)
    for block in blocks:
        if block.beat_code:
            units[block.beat_code].add(block.unit_code)
    return {
        beat: next(iter(of)) if len(of) == 1 else town_of_unit[min(of)] for beat, of in sorted(units.items())
    }


def problems_of_divisions(rows: Sequence[DivisionSpec]) -> list[GridProblem]:
    """One code has one name at a time."""
    problems: list[GridProblem] = []
    by_code: dict[str, list[DivisionSpec]] = defaultdict(list)
    for row in rows:
        by_code[row.code].append(row)
        problems += problems_of_words(About.DIVISION, row, DIVISION_WORDS)
        if row.valid_to is not None and row.valid_to <= row.valid_from:
            problems.append(
                GridProblem(
                    "dates_backward",
                    About.DIVISION,
                    row.code,
                    _("It ends on %(to)s, not after it begins on %(from)s.")
                    % {"to": row.valid_to, "from": row.valid_from},
                    _("Write the first day the name no longer holds, or leave it empty."),
                    field="valid_to",
                    value=str(row.valid_to),
                )
            )
    for code, names in by_code.items():
        for earlier, later in pairwise(sorted(names, key=lambda name: name.valid_from)):
            if earlier.valid_to is None or earlier.valid_to > later.valid_from:
                problems.append(
                    GridProblem(
                        "names_overlap",
                        About.DIVISION,
                        code,
                        _("Two names hold on %(day)s: %(earlier)s and %(later)s.")
                        % {"day": later.valid_from, "earlier": earlier.name, "later": later.name},
                        _("End the earlier name on the day the later one begins."),
                        field="valid_from",
                        value=str(later.valid_from),
                    )
                )
    return problems
