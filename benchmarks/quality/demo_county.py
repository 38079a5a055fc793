"""The plan of the demonstration county, station by station: how much of it is proven, and in what time.

    python -m benchmarks quality/demo_county
    python -m benchmarks.quality.demo_county [--seconds 30] [--keep 36]

Every station is a question of its own (areas never cross its border), asked with the settings of a new scenario: whole
communities and villages or parts of one, workload within 40 % of the station's mean. `--keep` is the weight of change;
36 is what the form proposes (a new officer counts as much as living 6 km from the middle of the area).
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from benchmarks.machine import describe_machine
from benchmarks.quality.cases import case_of, station_names
from benchmarks.quality.runs import Row, run_here
from benchmarks.quality.tables import percent, short, table
from benchmarks.record import results_folder

HEAD = [
    "Station",
    "Blocks",
    "Areas",
    "Moment of inertia",
    "and change",
    "At least",
    "Status",
    "Method",
    "Seconds",
]


def stations_table(rows: Sequence[tuple[str, Row]]) -> str:
    """One line a station and one for the county."""
    lines = [_line(name, row) for name, row in rows]
    value, bound = (sum(getattr(row, key) or 0.0 for _, row in rows) for key in ("objective", "bound"))
    areas = sum(row.by_region[0]["areas"] for _, row in rows)
    blocks = sum(row.by_region[0]["units"] for _, row in rows)
    inertia = sum(row.terms["moment_of_inertia"] for _, row in rows)
    proven = sum(row.status == "proven" for _, row in rows)
    known = "proven" if proven == len(rows) else f"{proven} of {len(rows)} stations proven"
    seconds = sum(row.used_s for _, row in rows)
    lines.append(["**county**", f"{blocks}", f"{areas}", short(inertia), short(value), short(bound), known, "",
                  f"{seconds:.2f}"])  # fmt: skip
    return table(HEAD, lines)


def _line(name: str, row: Row) -> list[str]:
    said = row.by_region[0]
    value = "no feasible plan" if row.objective is None else short(row.objective)
    status = row.status if row.gap in (0, None) else f"{row.status} {percent(row.gap, sign=False)}"
    return [
        name, f"{said['units']}", f"{said['areas']}", short(row.terms["moment_of_inertia"]), value,
        "–" if row.bound is None else short(row.bound), status, said["method"], f"{row.used_s:.2f}",
    ]  # fmt: skip


def main() -> int:
    """Ask for every station, write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=30, help="most a station may take")
    parser.add_argument("--keep", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rows = []
    for code, name in station_names().items():
        label = f"lingwu@{code}:moment_of_inertia" + (f":keep{asked.keep:g}" if asked.keep else "")
        row = run_here(label, asked.seed, asked.seconds)
        rows.append((f"{code} {name}", row))
        print(f"{label}: {row.objective} {row.status} {row.used_s:.2f} s", flush=True)
    assert sum(row.by_region[0]["units"] for _, row in rows) == len(case_of("lingwu").problem.units)
    text = stations_table(rows)
    today = datetime.now(UTC).date().isoformat()
    said = f"Weight of change {asked.keep:g}, seed {asked.seed}, at most {asked.seconds:g} s a station."
    folder = results_folder()
    folder.mkdir(exist_ok=True)
    target = folder / f"demo-county-{f'keep{asked.keep:g}-' if asked.keep else ''}{today}.md"
    head = f"# The demonstration county, station by station, {today}"
    target.write_text(f"{head}\n\n{describe_machine()}\n\n{said}\n\n{text}\n", encoding="utf-8")
    print(text)
    print(
        f"= stations of the demonstration proven: {sum(r.status == 'proven' for _, r in rows)} (goal ≥ {len(rows)})"
    )
    print(f"= seconds for the county's plan: {sum(row.used_s for _, row in rows):.2f} s (goal ≤ 60)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
