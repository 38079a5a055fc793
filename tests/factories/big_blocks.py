"""A bureau of a hundred thousand blocks, some rows of it wrong on purpose, and the list of which."""

import csv
from collections.abc import Iterator
from pathlib import Path

from jingge.demo.synthesis.dice import Dice

BLOCKS_PER_UNIT = 200
IN_A_ROW = 1000
"""Blocks in a row of the grid on which the points lie."""
STEP = 0.0005
WEST, SOUTH = 106.3, 37.7
FIRST_DAY = "2016-10-31"
Row = dict[str, str]

WRONG: tuple[tuple[str, str], ...] = (
    ("population", "-5"),
    ("households", "三百"),
    ("population", ""),
    ("name", ""),
    ("unit_code", "640181999999"),
    ("code", "6.40181E+14"),
    ("lat", "106.5"),
    ("lon", ""),
    ("organisations", "2.5"),
    ("incidents_help", "-1"),
)
"""What is done to a wrong row, in turn: the field, and what stands in it."""


def write_big_blocks(
    folder: Path, blocks: int = 100_000, seed: int = 20210304, wrong_rows: int = 100
) -> dict[int, str]:
    """Write bureau, stations, units and blocks as CSV; answer the wrong lines with their field.

    Lines are counted as a spreadsheet shows them: the header is line 1. Points only, no polygons.
    """
    folder.mkdir(parents=True, exist_ok=True)
    units = [f"640181101{number:03d}" for number in range(200, 201 + (blocks - 1) // BLOCKS_PER_UNIT)]
    if len(units) > 800:
        raise ValueError(f"blocks: {blocks} need more than the 800 unit codes of one town")
    misprints = Dice(seed, "misprints")
    wrong: dict[int, str] = {}
    while len(wrong) < wrong_rows:
        line = misprints.whole(2, blocks + 1)
        wrong.setdefault(line, WRONG[len(wrong) % len(WRONG)][0])
    spoilt = dict(zip(wrong, (WRONG[i % len(WRONG)] for i in range(wrong_rows)), strict=True))
    _write(folder / "bureau.csv", iter([{"code": "640181", "name": "大表公安局", "synthetic": "1"}]))
    _write(folder / "stations.csv", iter([_station()]))
    _write(folder / "units.csv", (_unit(code) for code in units))
    _write(folder / "blocks.csv", _blocks(units, blocks, spoilt, Dice(seed, "big-blocks")))
    return dict(sorted(wrong.items()))


def _station() -> Row:
    return {
        "code": "LW03",
        "name": "示范派出所",
        "level1_code": "640181101",
        "level1_name": "示范镇",
        "mode": "mode_multi_skill",
    }


def _unit(code: str) -> Row:
    return {
        "code": code,
        "name": f"示范{code[-3:]}村委会",
        "kind": "villagers_committee",
        "town_code": code[:9],
        "station_code": "LW03",
        "valid_from": FIRST_DAY,
    }


def _blocks(units: list[str], count: int, spoilt: dict[int, tuple[str, str]], dice: Dice) -> Iterator[Row]:
    for number in range(count):
        unit, place = units[number // BLOCKS_PER_UNIT], number % BLOCKS_PER_UNIT + 1
        households = dice.whole(100, 500)
        row = {
            "code": f"{unit}{place:03d}",
            "name": f"示范{unit[-3:]}村{place}组",
            "unit_code": unit,
            "kind": "village_group",
            "households": str(households),
            "population": str(round(households * 2.65)),
            "organisations": str(dice.whole(0, 20)),
            "incidents_report": str(dice.whole(0, 9)),
            "incidents_help": str(dice.whole(0, 9)),
            "lon": f"{WEST + number % IN_A_ROW * STEP:.6f}",
            "lat": f"{SOUTH + number // IN_A_ROW * STEP:.6f}",
        }
        field, value = spoilt.get(number + 2, ("", ""))
        yield row | {field: value} if field else row


def _write(path: Path, rows: Iterator[Row]) -> None:
    first = next(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(first), lineterminator="\n")
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)
