"""How time and memory grow with the ground, at a fixed number of units for every area.

    python -m benchmarks quality/growth                to 2,500 units, about 2 minutes
    python -m benchmarks.quality.growth --full         to 10,000 units, 60 s a run, about 15 minutes

Planted grids of 25 units an area, give or take one: the fewest cut edges are proven by the way the grid is made, so
"within 5 %" is within 5 % of the best possible. For the moment of inertia the planted plan is the measure.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from benchmarks.machine import describe_machine
from benchmarks.quality.cases import known_of
from benchmarks.quality.plot import Chart, Line, page
from benchmarks.quality.runs import Row, run_apart
from benchmarks.quality.tables import percent, short, table
from benchmarks.record import results_folder
from jingge_engines.districting import Params

ACROSS = (2, 3, 4, 6, 8, 10, 14, 20)
"""Areas across: 100 to 10,000 units."""
OBJECTIVES = ("cut_edges", "moment_of_inertia")
NAMES = {"cut_edges": "cut edges", "moment_of_inertia": "moment of inertia"}
HEAD = ["Units", "Areas", "Objective", "Planted", "Reached", "Over planted", "Feasible s", "Within 5 % s", "Within 1 % s",
        "Proposals a second of the run", "MB"]  # fmt: skip


def growth_table(rows: Sequence[Row]) -> str:
    """One line a run."""
    return table(HEAD, [_line(row) for row in rows])


def units_of(row: Row) -> int:
    """Of the grid the row is about."""
    return 25 * across_of(row) ** 2


def across_of(row: Row) -> int:
    """Areas across, as the label has it."""
    return int(row.case.split(":")[0].split("x")[1].split("_")[0])


def _line(row: Row) -> list[str]:
    known = known_of(row.case)
    assert known is not None
    value = "no feasible plan" if row.objective is None else short(row.objective)
    over = "–" if row.objective is None else percent(row.objective / known.value - 1, digits=2)
    params = Params()
    speed = row.steps * params.round_proposals * params.islands / max(row.used_s, 1e-9)
    return [
        f"{units_of(row):,}", f"{across_of(row) ** 2}", NAMES[row.case.split(":")[1]], short(known.value), value, over,
        _at(row, float("inf")), _at(row, known.value * 1.05), _at(row, known.value * 1.01), f"{speed:,.0f}",
        f"{row.mb:.0f}",
    ]  # fmt: skip


def _at(row: Row, target: float) -> str:
    at = row.reached(target) if row.trace else None
    return "–" if at is None else f"{at:.2f}"


def picture(rows: Sequence[Row]) -> str:
    """Time and memory over units."""
    times, memory = [], []
    for objective in OBJECTIVES:
        mine = [row for row in rows if row.case.split(":")[1] == objective]
        first = [(units_of(row), row.trace[0][0]) for row in mine if row.trace]
        near = [
            (units_of(row), at)
            for row in mine
            if (known := known_of(row.case)) and (at := row.reached(known.value * 1.05)) is not None
        ]
        times += [Line(f"{NAMES[objective]}: feasible", first), Line(f"{NAMES[objective]}: within 5 %", near)]
        memory.append(Line(NAMES[objective], [(units_of(row), row.mb) for row in mine]))
    return page(
        [Chart("Time to a plan", "units", "seconds", times), Chart("Most memory", "units", "MB", memory)]
    )


def main() -> int:
    """Run the sizes one after the other; keep table and picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--most", type=int, help="most units")
    asked = parser.parse_args()
    seconds = asked.seconds or (60 if asked.full else 8)
    most = asked.most or (10_000 if asked.full else 2_500)
    rows = []
    for across in (one for one in ACROSS if 25 * one * one <= most):
        for objective in OBJECTIVES:
            row = run_apart(f"slack_5x{across}_1:{objective}", 1, seconds)
            rows.append(row)
            print(f"{row.case}: {row.objective}, {row.used_s:.1f} s, {row.mb:.0f} MB", flush=True)
    today = datetime.now(UTC).date().isoformat()
    name = f"growth-{'full' if asked.full else 'quick'}-{today}"
    text = growth_table(rows)
    head = f"# Districting, growth at 25 units an area, {seconds:g} s a run, {today}"
    folder = results_folder()
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.svg").write_text(picture(rows), encoding="utf-8")
    (folder / f"{name}.md").write_text(
        f"{head}\n\n{describe_machine()}\n\n![time and memory over units]({name}.svg)\n\n{text}\n",
        encoding="utf-8",
    )
    print(text)
    for row in rows:
        if units_of(row) in (2_500, 4_900, 10_000):
            goal = " (goal ≤ 1024)" if units_of(row) == 4_900 else ""
            print(f"= {row.case}: most memory: {row.mb:.0f} MB{goal}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
