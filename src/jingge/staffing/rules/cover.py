"""Cover of every community and village.

A unit is covered when at least one officer answers for an area of it and at least one
auxiliary or helper works there: 84 helpers for 85 units cannot be one each, so hands are
counted by whom they work with (pairing) and where (unit service).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jingge.staffing.terms import Cover, CoverRow, Gap, Person, StaffKind, UnitFacts


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """What is in force on the day."""

    beats_of_unit: Mapping[str, frozenset[str]]  # unit code -> beat codes
    officer_of_beat: Mapping[str, Person]
    auxiliaries_of: Mapping[str, frozenset[str]]  # officer's number -> auxiliaries' numbers
    serving: Mapping[str, Mapping[str, StaffKind]]  # unit code -> person's number -> kind
    offices_of_unit: Mapping[str, tuple[str, ...]]


def cover(day: date, units: Sequence[UnitFacts], facts: CoverFacts) -> Cover:
    rows = tuple(cover_row(unit, facts) for unit in units)
    covered = sum(Gap.OFFICER not in r.gaps and Gap.HAND not in r.gaps for r in rows)
    in_area = sum(Gap.OFFICE not in r.gaps for r in rows)
    return Cover(
        day=day,
        rows=rows,
        with_officer=sum(Gap.OFFICER not in r.gaps for r in rows),
        with_hand=sum(Gap.HAND not in r.gaps for r in rows),
        covered=covered,
        in_office_area=in_area,
        share=Fraction(covered, len(rows)) if rows else None,
        office_share=Fraction(in_area, len(rows)) if rows else None,
    )


def cover_row(unit: UnitFacts, facts: CoverFacts) -> CoverRow:
    beats = facts.beats_of_unit.get(unit.code, frozenset())
    officers = {facts.officer_of_beat[b] for b in beats if b in facts.officer_of_beat}
    serving = facts.serving.get(unit.code, {})
    auxiliaries = {number for number, kind in serving.items() if kind is StaffKind.AUXILIARY}
    for officer in officers:
        auxiliaries |= facts.auxiliaries_of.get(officer.police_number, frozenset())
    helpers = sum(kind is StaffKind.HELPER for kind in serving.values())
    offices = facts.offices_of_unit.get(unit.code, ())
    gaps = [
        gap
        for gap, there in ((Gap.OFFICER, officers), (Gap.HAND, auxiliaries or helpers), (Gap.OFFICE, offices))
        if not there
    ]
    return CoverRow(
        unit=unit,
        officers=tuple(sorted(officers, key=lambda p: p.police_number)),
        auxiliaries=len(auxiliaries),
        helpers=helpers,
        offices=offices,
        gaps=tuple(gaps),
    )
