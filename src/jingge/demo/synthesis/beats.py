"""Today's areas: a bureau that cuts its official list into pieces of equal length, whoever lives there."""

from collections import Counter

from jingge.demo.synthesis.neighbours import cut_in_two
from jingge.demo.synthesis.source import read_stations, units_in_scope
from jingge.demo.terms import FARM, Beat, Block, Station

Piece = tuple[tuple[str, ...], tuple[str, ...]]
"""Unit codes, and block codes where the piece is a part of one unit."""


def draw_beats(
    blocks: list[Block], block_joined: dict[str, list[str]], officers: dict[str, int]
) -> list[Beat]:
    """One area for each community officer of each station, in the order of the codes."""
    return [
        beat
        for station in read_stations()
        for beat in _of_station(station, officers[station.code], blocks, block_joined)
    ]


def _of_station(
    station: Station, officers: int, blocks: list[Block], joined: dict[str, list[str]]
) -> list[Beat]:
    """The farm stays with one officer, as it always did; then equal pieces, or large units in two."""
    units = [unit for unit in units_in_scope() if unit.station_code == station.code]
    listed = [unit.code for unit in units if unit.town_code != FARM]
    farm = [unit.code for unit in units if unit.town_code == FARM]
    officers -= len(farm)
    if officers <= len(listed):
        pieces: list[Piece] = [(tuple(piece), ()) for piece in _equal_pieces(listed, officers)]
    else:
        pieces = _with_large_units_in_two(listed, officers - len(listed), blocks, joined)
    pieces += [((code,), ()) for code in farm]
    return _coded(station, pieces)


def _equal_pieces(codes: list[str], count: int) -> list[list[str]]:
    size, longer = divmod(len(codes), count)
    pieces, begin = [], 0
    for number in range(count):
        end = begin + size + (number < longer)
        pieces.append(codes[begin:end])
        begin = end
    return pieces


def _with_large_units_in_two(
    codes: list[str], halved: int, blocks: list[Block], joined: dict[str, list[str]]
) -> list[Piece]:
    people: Counter[str] = Counter()
    size = {block.code: float(block.population) for block in blocks}
    for block in blocks:
        people[block.unit_code] += block.population
    large = set(sorted(codes, key=lambda code: (-people[code], code))[:halved])
    pieces: list[Piece] = []
    for code in codes:
        if code in large:
            mine = [block.code for block in blocks if block.unit_code == code]
            pieces += [((code,), tuple(half)) for half in cut_in_two(mine, joined, size)]
        else:
            pieces.append(((code,), ()))
    return pieces


def _coded(station: Station, pieces: list[Piece]) -> list[Beat]:
    """Level-1 code and suffix for whole units, level-2 code and suffix for a part of one."""
    used: Counter[str] = Counter()
    beats = []
    for number, (units, blocks) in enumerate(pieces, start=1):
        parent = units[0] if blocks else station.town_code
        used[parent] += 1
        beats.append(
            Beat(
                code=f"{parent}A{used[parent]:02d}",
                name=f"{station.name.removesuffix('派出所')}{number}号责任区",
                station_code=station.code,
                unit_codes=units,
                block_codes=blocks,
            )
        )
    return beats
