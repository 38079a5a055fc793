"""Service areas of police offices: whole communities and villages, each with one office (or a shared one)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.planning.rules.workload import sums
from jingge.planning.terms import AreaDraft, AreaFigures, BeatToday, BlockFacts, OfficeOnMap


def as_served(
    blocks: Sequence[BlockFacts], offices: Sequence[OfficeOnMap]
) -> tuple[tuple[BlockFacts, ...], dict[str, BeatToday]]:
    """Blocks with the office that serves them today in place of the officer's area, and those offices.

    Where several serve a community, the one that stands in it is named, else the first by code.
    """
    by_unit: dict[str, OfficeOnMap] = {}
    for office in sorted(offices, key=lambda one: one.code):
        for unit in office.serves:
            if unit not in by_unit or (office.unit_code == unit and by_unit[unit].unit_code != unit):
                by_unit[unit] = office
    here = {block.station_code for block in blocks}
    beats = {
        one.code: BeatToday(one.code, one.name, one.station_code, one.code, one.name)
        for one in offices
        if one.station_code in here
    }
    served = tuple(replace(block, beat_code=_office_code(block, by_unit, beats)) for block in blocks)
    return served, beats


def _office_code(
    block: BlockFacts, by_unit: Mapping[str, OfficeOnMap], beats: Mapping[str, BeatToday]
) -> str:
    office = by_unit.get(block.unit_code)
    return (
        office.code if office and office.code in beats and office.station_code == block.station_code else ""
    )


def units_of(blocks: Sequence[BlockFacts]) -> tuple[tuple[BlockFacts, ...], tuple[int, ...]]:
    """Communities and villages as units, standing where most of their people live; the unit of every block."""
    members: dict[str, list[BlockFacts]] = {}
    for block in blocks:
        members.setdefault(block.unit_code, []).append(block)
    place = {code: index for index, code in enumerate(members)}
    units = tuple(_unit(code, group) for code, group in members.items())
    return units, tuple(place[block.unit_code] for block in blocks)


def _unit(code: str, group: Sequence[BlockFacts]) -> BlockFacts:
    centre = max(group, key=lambda block: block.population)
    return replace(
        centre,
        code=code,
        name=centre.unit_name,
        population=sum(block.population for block in group),
        households=sum(block.households for block in group),
        organisations=sum(block.organisations for block in group),
        area_km2=sum(block.area_km2 for block in group),
        incidents={},
    )


def joined_edges(
    edges: Sequence[tuple[str, str]], blocks: Sequence[BlockFacts]
) -> tuple[tuple[str, str], ...]:
    """Which communities and villages touch, from the blocks that do."""
    unit_of = {block.code: block.unit_code for block in blocks}
    pairs = {
        (min(unit_of[a], unit_of[b]), max(unit_of[a], unit_of[b]))
        for a, b in edges
        if unit_of[a] != unit_of[b]
    }
    return tuple(sorted(pairs))


def seats_of(
    offices: Sequence[OfficeOnMap], blocks: Sequence[BlockFacts]
) -> dict[str, tuple[OfficeOnMap, ...]]:
    """Community or village → the offices that stand in it, on their own station's ground only."""
    unit_of = {block.code: block.unit_code for block in blocks}
    station_of = {block.unit_code: block.station_code for block in blocks}
    found: dict[str, list[OfficeOnMap]] = {}
    for office in offices:
        unit = unit_of.get(office.block_code, office.unit_code)
        if station_of.get(unit) != office.station_code:
            unit = office.unit_code
        if station_of.get(unit) == office.station_code:
            found.setdefault(unit, []).append(office)
    return {unit: tuple(group) for unit, group in sorted(found.items())}


def service_drafts(
    blocks: Sequence[BlockFacts],
    area_of: Sequence[str],
    areas: Sequence[AreaFigures],
    offices: Sequence[OfficeOnMap],
    weights: Mapping[str, float],
) -> list[AreaDraft]:
    """One area a seat; offices in one community share its area. Named after the first of them."""
    members: dict[str, list[BlockFacts]] = {}
    for block, label in zip(blocks, area_of, strict=True):
        members.setdefault(label, []).append(block)
    seats = seats_of(offices, blocks)
    drafts: list[AreaDraft] = []
    for area in sorted(areas, key=lambda one: (one.station_code, one.label)):
        group = members[area.label]
        unit_codes = sorted({block.unit_code for block in group})
        here = [office for unit in unit_codes for office in seats.get(unit, ())]
        totals = sums(group, weights)
        drafts.append(
            AreaDraft(
                number=len(drafts) + 1,
                label=area.label,
                code=here[0].code if here else area.label,
                name="、".join(office.name for office in here)[:80] or area.label,
                station_code=area.station_code,
                police_number=here[0].code if here else "",
                load=totals.pop("load"),
                figures={**totals, "units": sorted({block.unit_name for block in group}),
                         "unit_codes": unit_codes, "offices": [office.code for office in here],
                         "continues": here[0].code if here else ""},
                blocks=tuple(block.code for block in group),
            )
        )  # fmt: skip
    return drafts


def why_not_serve(
    units: Sequence[BlockFacts],
    edges: Sequence[tuple[str, str]],
    seats: Collection[str],
    balance_pct: float,
) -> Reason | None:
    """What no plan of service areas could answer: ground apart from every office, an office full by itself."""
    home = _pieces([unit.code for unit in units], edges)
    reached = {home[seat] for seat in seats}
    for unit in units:
        if home[unit.code] not in reached:
            return _(
                "%(place)s touches no ground with a police office of its station; enter an office there, or "
                "leave the station out."
            ) % {"place": unit.name}
    by_station: dict[str, list[BlockFacts]] = {}
    for unit in units:
        by_station.setdefault(unit.station_code, []).append(unit)
    for group in by_station.values():
        held = [unit for unit in group if unit.code in seats]
        most = sum(unit.population for unit in group) / len(held) * (1 + balance_pct / 100) if held else 0.0
        for unit in held:
            if unit.population > most:
                return _(
                    "%(place)s alone has %(people)d people, more than the %(most)d an office may serve; raise "
                    "“people above the mean”, or open another office there."
                ) % {"place": unit.name, "people": unit.population, "most": int(most)}
    return None


def _pieces(codes: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, str]:
    """A name for each connected piece, by community or village."""
    home = {code: code for code in codes}

    def find(code: str) -> str:
        while home[code] != code:
            code = home[code]
        return code

    for first, second in edges:
        home[find(first)] = find(second)
    return {code: find(code) for code in codes}
