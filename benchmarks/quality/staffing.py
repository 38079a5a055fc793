"""Who serves where: seconds until the fewest moves are proven.

    python -m benchmarks quality/staffing

The published county of 103 officers, its curve and the clash of 19 transfers; a province of 22 bureaus made here, each
with its own stations, officers and shares, answered by the command line as one job; generalised assignments of the
OR-Library. Reading is counted for the province, which is a whole command, and not for the others.
"""

import contextlib
import io
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks.machine import describe_machine, peak_mb
from benchmarks.quality.tables import table
from benchmarks.record import results_folder
from jingge_engines.core.stop import MaxTime
from jingge_engines.staffing import clash, curve, solve
from jingge_engines.staffing.cli import main as command
from jingge_engines.staffing.io import read_problem, read_sharings
from jingge_engines.staffing.rules import TransfersAtMost
from jingge_engines.staffing.sharing import Aim, share
from jingge_engines.staffing.vary import with_rules

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "instances" / "staffing"
BUREAUS = 22
PROVINCE_S = 120
HEAD = ["Question", "Answer", "Status", "Seconds"]
Line = list[str]


def bureau(seed: int) -> dict[str, Any]:
    """A county of 6 to 14 stations; officers stand too thick in some and too thin in others."""
    dice = np.random.default_rng(seed)
    count = int(dice.integers(6, 15))
    where = dice.random((count, 2)) * 60
    units = dice.integers(5, 16, count)
    fair = np.maximum(4, units * dice.uniform(1.1, 1.4))
    today = np.maximum(3, np.rint(fair * dice.uniform(0.7, 1.4, count))).astype(int)
    scale = today.sum() / fair.sum()
    least, most = np.floor(fair * scale * 0.85).astype(int), np.ceil(fair * scale * 1.25).astype(int)
    officers = [
        {
            "station": station,
            "community_officer": bool(dice.random() < 0.45),
            "may_not_move": bool(dice.random() < 0.2),
        }
        for station in range(count)
        for _ in range(today[station])
    ]
    held = sum(one["community_officer"] for one in officers)
    need = sum(-(-int(n) // 3) for n in units)
    return {
        "stations": [
            {"id": s, "min_officers": int(least[s]), "max_officers": int(most[s]), "communities": int(units[s])}
            for s in range(count)
        ],
        "officers": [{"id": number, **one} for number, one in enumerate(officers)],
        "communities": [
            {"id": f"{s}-{n}", "station": s, "workload": int(dice.integers(3, 30))} for s in range(count) for n in range(units[s])
        ],
        "rules": {
            "total_community_officers": max(held + 2, need + 2, -(-2 * len(officers) // 5) + count),
            "community_share_min": 0.4,
            "communities_per_officer_max": 3,
        },
        "station_distance": [
            [round(float(np.abs(a - b).sum()), 2) for b in where] for a in where
        ],
    }  # fmt: skip


def timed(name: str, ask: Callable[[], tuple[str, str]]) -> tuple[Line, float]:
    """One line of the table, and its seconds."""
    begun = perf_counter()
    answer, status = ask()
    seconds = perf_counter() - begun
    line = [name, answer, status, f"{seconds:.2f}"]
    print(" ".join(line), flush=True)
    return line, seconds


def county() -> Iterator[tuple[Line, float]]:
    """The published county: the least moves, the curve, the clash."""
    problem = read_problem(FOLDER / "county_staff_dev.json")

    def least() -> tuple[str, str]:
        found = solve(problem, stop=MaxTime(60))
        return ", ".join(f"{goal.goal} {goal.value:g}" for goal in found.goals), str(found.status)

    def balance() -> tuple[str, str]:
        points = curve(problem, most=23, stop=MaxTime(120))
        told = [f"{one.transfers_at_most}: {one.value:.2f}" for one in points if one.value is not None]
        return "; ".join(told), f"{sum(one.status == 'proven' for one in points)} of {len(points)} proven"

    def fewest() -> tuple[str, str]:
        found = clash(with_rules(problem, TransfersAtMost(most=19)), stop=MaxTime(60))
        return f"{len(found.rules)} rules", str(found.status)

    yield timed("county of 103 officers, fewest moves", least)
    yield timed("balance with 0 to 23 transfers", balance)
    yield timed("why 19 transfers are not enough", fewest)


def province() -> tuple[Line, float, int]:
    """22 bureaus by the command line, as one job; how many were proven or shown to clash."""
    with tempfile.TemporaryDirectory() as folder:
        asked, plans = Path(folder, "province"), Path(folder, "plans")
        asked.mkdir()
        for seed in range(BUREAUS):
            Path(asked, f"{seed:02}.json").write_text(json.dumps(bureau(seed)), encoding="utf-8")

        def ask() -> tuple[str, str]:
            with contextlib.redirect_stdout(io.StringIO()):
                command(["solve", str(asked), "--time", str(PROVINCE_S), "--out", str(plans)])
            reports = [json.loads(one.read_text(encoding="utf-8")) for one in plans.glob("*/report.json")]
            proven = sum(one["status"] == "proven" for one in reports)
            clashing = sum("clash" in one for one in reports)
            return (
                f"{len(reports)} bureaus, {clashing} of them told why no plan keeps their rules",
                f"{proven} proven",
            )

        line, seconds = timed(f"a province of {BUREAUS} bureaus", ask)
    return line, seconds, int(line[2].split()[0])


def assignments() -> Iterator[tuple[Line, float]]:
    """Generalised assignments."""
    asked: tuple[tuple[str, Aim], ...] = (("gap1", "most"), ("gapa", "least"))
    for name, aim in asked:

        def ask(name: str = name, aim: Aim = aim) -> tuple[str, str]:
            found = [share(one, stop=MaxTime(60)) for one in read_sharings(FOLDER / f"{name}.txt", aim)]
            return " ".join(
                str(one.objective) for one in found
            ), f"{sum(one.status == 'proven' for one in found)} of {len(found)} proven"

        yield timed(name, ask)


def main() -> int:
    """Measure, print, write the page."""
    of_county = list(county())
    line, province_s, proven = province()
    lines = [*(one for one, _ in of_county), line, *(one for one, _ in assignments())]
    today = datetime.now(UTC).date().isoformat()
    text = f"# Staffing, {today}\n\n{describe_machine()}\n\n{table(HEAD, lines)}\n"
    folder = results_folder()
    folder.mkdir(exist_ok=True)
    (folder / f"staffing-{today}.md").write_text(text, encoding="utf-8")
    print(text)
    print(f"= county of 103 officers proven: {of_county[0][1]:.2f} s (goal ≤ 2)")
    print(f"= smallest clash of its rules: {of_county[2][1]:.2f} s")
    print(f"= bureaus of a province answered with proof: {proven} (goal ≥ {BUREAUS})")
    print(f"= a province of {BUREAUS} bureaus: {province_s:.1f} s (goal ≤ {PROVINCE_S})")
    print(f"= most memory: {peak_mb():.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
