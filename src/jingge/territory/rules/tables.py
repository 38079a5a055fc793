"""What can be told from the rows alone: codes, parents, figures, and what an area is made of."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.territory.rules.sizes import problems_of_figures, problems_of_words
from jingge.territory.terms import WORDS, About, BeatSpec, BlockSpec, GridProblem, TownSpec, UnitSpec

Rows = Sequence[TownSpec] | Sequence[UnitSpec] | Sequence[BlockSpec] | Sequence[BeatSpec]


def problems_of_tables(
    towns: Sequence[TownSpec],
    units: Sequence[UnitSpec],
    blocks: Sequence[BlockSpec],
    beats: Sequence[BeatSpec],
) -> list[GridProblem]:
    """Everything wrong that needs no geometry, in the order of the rows."""
    return [
        *_codes(((About.TOWN, towns), (About.UNIT, units), (About.BEAT, beats), (About.BLOCK, blocks))),
        *_stations(towns),
        *_parents(towns, units, blocks),
        *(problem for block in blocks for problem in problems_of_figures(block)),
        *_beats(units, blocks, beats),
    ]


def _codes(tables: Sequence[tuple[About, Rows]]) -> Iterator[GridProblem]:
    seen: dict[str, About] = {}
    for about, rows in tables:
        for row in rows:
            yield from problems_of_words(about, row)
            if not row.code:
                yield GridProblem(
                    "no_code", about, row.name, _("It has no code."), _("Give it a code of its own."), "code"
                )
            elif row.code in seen:
                yield GridProblem(
                    "code_twice",
                    about,
                    row.code,
                    _("The code is used twice (by a row of: %(other)s).") % {"other": WORDS[seen[row.code]]},
                    _("Remove one of the rows or give it a code of its own."),
                    "code",
                    row.code,
                )
            seen.setdefault(row.code, about)


def _stations(towns: Sequence[TownSpec]) -> Iterator[GridProblem]:
    town_of: dict[str, str] = {}
    for town in towns:
        if other := town_of.get(town.station_code):
            yield GridProblem(
                "station_twice",
                About.TOWN,
                town.code,
                _("Station %(station)s already has level-1 grid %(other)s.")
                % {"station": town.station_code, "other": other},
                _("One station has exactly one level-1 grid: name another station."),
                "station_code",
                town.station_code,
            )
        town_of.setdefault(town.station_code, town.code)


def _parents(
    towns: Sequence[TownSpec], units: Sequence[UnitSpec], blocks: Sequence[BlockSpec]
) -> Iterator[GridProblem]:
    town_codes, unit_codes = {t.code for t in towns}, {u.code for u in units}
    used_towns, used_units = {u.town_code for u in units}, {b.unit_code for b in blocks}
    for unit in units:
        if unit.town_code not in town_codes:
            yield _unknown(
                About.UNIT, unit.code, "town_code", unit.town_code, _("No level-1 grid has this code.")
            )
    for block in blocks:
        if block.unit_code not in unit_codes:
            yield _unknown(About.BLOCK, block.code, "unit_code", block.unit_code, _("No unit has this code."))
    for about, codes, used in (
        (About.TOWN, [t.code for t in towns], used_towns),
        (About.UNIT, [u.code for u in units], used_units),
    ):
        for code in codes:
            if code not in used:
                yield GridProblem(
                    "empty",
                    about,
                    code,
                    _("Nothing of the next level lies in it, so part of the ground belongs to nobody."),
                    _("Add what lies in it, or remove it."),
                )


def _unknown(about: About, code: str, field: str, value: str, what: Reason) -> GridProblem:
    return GridProblem(
        f"unknown_{field}", about, code, what, _("Correct the code or add the row."), field, value
    )


def _beats(
    units: Sequence[UnitSpec], blocks: Sequence[BlockSpec], beats: Sequence[BeatSpec]
) -> Iterator[GridProblem]:
    known = {beat.code for beat in beats}
    town_of = {unit.code: unit.town_code for unit in units}
    members: dict[str, list[BlockSpec]] = defaultdict(list)
    towns_with_beats = set()
    for block in blocks:
        if not block.beat_code:
            continue
        if block.beat_code not in known:
            yield _unknown(About.BLOCK, block.code, "beat_code", block.beat_code, _("No area has this code."))
        members[block.beat_code].append(block)
        towns_with_beats.add(town_of.get(block.unit_code))
    for block in blocks:
        if not block.beat_code and town_of.get(block.unit_code) in towns_with_beats:
            yield GridProblem(
                "no_beat",
                About.BLOCK,
                block.code,
                _("It lies in no area, but its station's ground is divided into areas."),
                _("Give it an area: areas cover the whole ground of a station or none of it."),
                "beat_code",
            )
    blocks_in_unit = Counter(block.unit_code for block in blocks)
    for beat in beats:
        yield from _one_beat(beat, members.get(beat.code, []), town_of, blocks_in_unit)


def _one_beat(
    beat: BeatSpec, own: list[BlockSpec], town_of: dict[str, str], blocks_in_unit: Counter[str]
) -> Iterator[GridProblem]:
    if not own:
        yield GridProblem(
            "empty",
            About.BEAT,
            beat.code,
            _("No block lies in it."),
            _("Give it blocks or remove it."),
            "beat_code",
        )
        return
    towns = sorted({town_of.get(block.unit_code, "") for block in own})
    if len(towns) > 1:
        yield GridProblem(
            "beat_in_two_stations",
            About.BEAT,
            beat.code,
            _("It reaches over the ground of two stations (%(towns)s).") % {"towns": ", ".join(towns)},
            _("Divide it: an area lies in one station."),
        )
        return
    here = Counter(block.unit_code for block in own)
    if len(here) == 1:
        return
    for unit, count in sorted(here.items()):
        if count < blocks_in_unit[unit]:
            yield GridProblem(
                "beat_splits_unit",
                About.BEAT,
                beat.code,
                _("It joins several units but has only %(count)d of %(all)d blocks of unit %(unit)s.")
                % {"count": count, "all": blocks_in_unit[unit], "unit": unit},
                _("An area is whole units or a part of one: add the rest of the unit or leave it out."),
                "beat_code",
                unit,
            )
