"""An import of 100,000 blocks with 100 wrong rows: 60 s, 500 MB, exactly those rows listed.

    python benchmarks/micro/imports.py [--blocks 100000] [--wrong 100] [--kind geojson|csv|xlsx]

Founds a bureau of 10 stations and 1,000 villages in a throw-away SQLite database, writes the
tables to a folder, and reads, checks and compares them as `jingge import` does. Memory is the
highest sum of this process and its reader at one moment, sampled every 20 ms.
"""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

WEST, SOUTH, STEP = 106.0, 37.5, 0.002
PER_UNIT = 100
DAY = date(2021, 3, 1)
MISTAKES = ("negative", "word", "unknown", "twice", "long")
FIELDS = ("code", "name", "unit_code", "kind", "households", "population", "organisations", "incidents_report",
          "incidents_help", "incidents_dispute", "incidents_complaint", "lon", "lat")  # fmt: skip


def unit_code(number: int) -> str:
    return f"640{100 + number // 100:03d}{100:03d}{number % 100 + 200:03d}"


def write_tables(folder: Path, blocks: int, wrong: int, kind: str) -> set[int]:
    """Write the tables; the rows of blocks made wrong, counted as the report counts them."""
    units = -(-blocks // PER_UNIT)
    table(folder / "bureau.csv", [{"code": "640181", "name": "某局", "synthetic": 1}])
    stations = [
        {"code": f"S{n:02d}", "name": f"{n}所", "level1_code": f"6401811{n:02d}", "level1_name": f"{n}镇",
         "mode": "mode_multi_skill"} for n in range(10)
    ]  # fmt: skip
    table(folder / "stations.csv", stations)
    table(
        folder / "units.csv",
        [
            {"code": unit_code(n), "name": f"{n}村", "kind": "villagers_committee", "town_code": unit_code(n)[:9],
             "station_code": f"S{n * 10 // units:02d}", "valid_from": "2016-01-01"}
            for n in range(units)
        ],
    )  # fmt: skip
    rows = [block_row(n) for n in range(blocks)]
    dice = random.Random(7)
    bad = sorted(dice.sample(range(1, blocks), wrong))
    for place, n in enumerate(bad):
        spoil(rows, n, MISTAKES[place % len(MISTAKES)])
    if kind == "geojson":
        layer(folder / "blocks.geojson", rows)
        return {n + 1 for n in bad}
    if kind == "xlsx":
        workbook(folder / "blocks.xlsx", rows)
    else:
        table(folder / "blocks.csv", rows)
    return {n + 2 for n in bad}


def block_row(n: int) -> dict[str, object]:
    unit = n // PER_UNIT
    x, y = unit % 40 * 10 + n % 10, unit // 40 * 10 + n % PER_UNIT // 10
    return dict(
        zip(
            FIELDS,
            (f"{unit_code(unit)}{n % PER_UNIT:03d}", f"{unit}村{n % PER_UNIT}组", unit_code(unit), "village_group",
             100 + n % 90, 300 + n % 700, n % 9, n % 5, n % 7, n % 3, n % 2,
             round(WEST + (x + 0.5) * STEP, 6), round(SOUTH + (y + 0.5) * STEP, 6)),
            strict=True,
        )
    )  # fmt: skip


def spoil(rows: list[dict[str, object]], n: int, mistake: str) -> None:
    row = rows[n]
    if mistake == "negative":
        row["population"] = -5
    elif mistake == "word":
        row["households"] = "约三百"
    elif mistake == "unknown":
        row["unit_code"] = "999999999999"
    elif mistake == "twice":
        row["code"] = rows[n - 1]["code"]
    else:
        row["code"] = f"{row['code']}7"


def table(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def workbook(path: Path, rows: list[dict[str, object]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("blocks")
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    book.save(path)


def layer(path: Path, rows: list[dict[str, object]]) -> None:
    """Squares that touch along whole sides; the ring has eight points, as drawn blocks have more than four."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        for n, row in enumerate(rows):
            x, y = float(str(row["lon"])), float(str(row["lat"]))
            h = STEP / 2
            ring = [(x - h, y - h), (x, y - h), (x + h, y - h), (x + h, y), (x + h, y + h), (x, y + h), (x - h, y + h),
                    (x - h, y), (x - h, y - h)]  # fmt: skip
            places = [[round(a, 6), round(b, 6)] for a, b in ring]
            feature = {
                "type": "Feature",
                "properties": row,
                "geometry": {"type": "Polygon", "coordinates": [places]},
            }
            file.write(("," if n else "") + json.dumps(feature, ensure_ascii=False) + "\n")
        file.write("]}")


class Memory(threading.Thread):
    """The resident size of this process and its children, together, at its highest."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak_mb = self.own_mb = 0

    def run(self) -> None:
        while True:
            own = resident_mb(str(os.getpid()))
            listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
            self.own_mb = max(self.own_mb, own)
            self.peak_mb = max(self.peak_mb, own + sum(resident_mb(child) for child in listed))
            time.sleep(0.02)


def resident_mb(process: str) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)


def measure(folder: Path, expected: set[int]) -> int:
    """Read and judge in this process; says the figures and whether exactly the wrong rows were named."""
    import django

    django.setup()
    from django.core.management import call_command

    from jingge.common.ids import new_id
    from jingge.exchange.queries.reading import read_handover

    call_command("migrate", verbosity=0)
    stages: list[tuple[float, str]] = []
    memory = Memory()
    memory.start()
    started = time.perf_counter()
    reading = read_handover(
        folder,
        name="blocks",
        bureau_id=new_id(),
        day=DAY,
        said=lambda share, note: stages.append((time.perf_counter() - started, note)),
    )
    seconds = time.perf_counter() - started
    named = {p.row for p in reading.problems if p.severity == "error"}
    exact = named == expected
    for at, note in stages:
        print(f"  {at:6.1f} s  {note}")
    print(f"{seconds:.1f} s · at most {memory.peak_mb} MB ({memory.own_mb} MB here) · {reading.errors} errors"
          f" · exactly the {len(expected)} wrong rows: {exact}")  # fmt: skip
    wrong = len(named ^ expected)
    print(
        f"= an import with {len(expected)} wrong rows, read, checked and compared: {seconds:.1f} s (goal ≤ 60)"
    )
    print(f"= its memory, reader included: {memory.peak_mb} MB (goal ≤ 500)")
    print(f"= rows wrongly named or missed: {wrong} (goal ≤ 0)")
    if not exact:
        print("  missing", sorted(expected - named)[:10], "surplus", sorted(map(str, named - expected))[:10])
        for p in [p for p in reading.problems if p.row not in expected and p.severity == "error"][:5]:
            print("  ", p)
    return 0 if exact and seconds <= 60 and memory.peak_mb <= 500 else 1


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--blocks", type=int, default=100_000)
    parser.add_argument("--wrong", type=int, default=100)
    parser.add_argument("--kind", choices=["geojson", "csv", "xlsx"], default="geojson")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        return measure(given.measure, set(json.loads((given.measure / "expected.ini").read_text())))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "tables"
        place.mkdir()
        expected = write_tables(place, given.blocks, given.wrong, given.kind)
        (place / "expected.ini").write_text(json.dumps(sorted(expected)))
        environment = os.environ | {
            "JINGGE_HOME": str(Path(folder) / "home"),
            "DJANGO_SETTINGS_MODULE": "jingge.config.settings",
        }
        environment.pop("JINGGE_DATABASE", None)
        # In a process of its own: writing the tables must not count as memory of reading them.
        command = [sys.executable, __file__, "--measure", str(place)]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
