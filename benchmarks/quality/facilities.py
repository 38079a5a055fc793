"""How good the plans of offices and their service areas are: cost, gap to best known, bound, seconds.

    python -m benchmarks quality/facilities
    python -m benchmarks.quality.facilities --seconds 60 --seeds 3 [--only K15]

Instances: generated ones with a planted optimum, and the published one (324 units, 36 candidates), which
carries no licence: it is read from the folder of shared data beside the repository where there is one, and the
table says so where there is none. Every run is a process of its own. The table goes to the screen and to
`results/facilities-<date>.md`.
"""

import argparse
import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.machine import describe_machine
from jingge_engines.core.observe import Progress
from jingge_engines.core.stop import AnyOf, MaxTime, Proven
from jingge_engines.districting.facilities import FacilityProblem, solve_facilities
from jingge_engines.districting.facilities.io import read_facility_problem
from jingge_engines.districting.facilities.warm import warm

HERE = Path(__file__).resolve().parent
PUBLISHED = HERE.parents[2] / "shared" / "data" / "districting" / "zy_urban_324_facility"
PLANTED = {"planted_4x4x5": (4, 5), "planted_6x6x5": (6, 5), "planted_8x8x7": (8, 7)}
NUMBERS = [f"K{k}" for k in range(13, 23)] + ["Kfree"]
TARGET = 0.002


@dataclass
class Stopwatch:
    """Notes when a plan within the goal was first there."""

    clock: MaxTime
    best: float
    target_s: float | None = None

    def report(self, progress: Progress) -> None:
        near = progress.violation == 0 and (progress.objective or np.inf) <= self.best * (1 + TARGET)
        if near and self.target_s is None:
            self.target_s = self.clock.seconds - self.clock.seconds_left()

    def cancelled(self) -> bool:
        return False


def planted(across: int, side: int) -> tuple[FacilityProblem, float]:
    """across x across squares of side x side cells, each served best from its middle, which just holds it.

    Candidates are the middles and the corners of the squares. A corner serves at most side x side cells and
    saves each at most the way to its own middle, half a diagonal; it costs that much more, so opening the
    middles is the optimum.
    """
    width = across * side
    cells = np.arange(width * width)
    right, down = cells[cells % width < width - 1], cells[cells < width * (width - 1)]
    corners = [y * side * width + x * side for y in range(across) for x in range(across)]
    half = side // 2
    dear = 10.0 + side * side * half * np.sqrt(2)
    middles = [corner + half * width + half for corner in corners]
    problem = FacilityProblem(
        units=tuple(map(str, cells)),
        edges=np.concatenate([np.column_stack([right, right + 1]), np.column_stack([down, down + width])]),
        load=np.ones(len(cells)),
        points=np.column_stack([cells % width, cells // width]).astype(float) * 1000,
        metric="plane",
        sites=tuple(map(str, middles + corners)),
        fixed_cost=np.array([10.0] * len(middles) + [dear] * len(corners)),
        capacity=np.full(2 * len(middles), float(side * side)),
        open=len(middles),
    )
    away = np.arange(side) - half
    square = float(np.sqrt(away[:, None] ** 2 + away[None, :] ** 2).sum())
    return problem, len(middles) * (10.0 + square)


def case(label: str) -> tuple[FacilityProblem, float, float | None]:
    """The problem, the best value known, and the best published lower bound."""
    if label in PLANTED:
        problem, best = planted(*PLANTED[label])
        return problem, best, best
    k = None if label == "Kfree" else int(label[1:])
    problem = read_facility_problem(PUBLISHED, PUBLISHED / "facilities.csv", open=k)
    known = json.loads((PUBLISHED / "known.json").read_text(encoding="utf-8"))
    found = known["objectives"]["facility_contiguous_service_area"]
    if k is None:
        free = found["free_K"]
        return problem, min(free["cplex_best"], free["matheuristic_best"]), free["lower_bound"]
    row = next(row for row in found["by_K"] if row["K"] == k)
    return problem, float(row["best"]), float(row["lower_bound"])


def run_one(label: str, seed: int, seconds: float) -> dict[str, Any]:
    """One run in this process."""
    problem, best, published = case(label)
    warm()
    clock = MaxTime(seconds)
    watch = Stopwatch(clock, best)
    begun = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    result = solve_facilities(problem, stop=AnyOf(clock, Proven()), rng=seed, observe=watch)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "case": label,
        "seed": seed,
        "units": len(problem.units),
        "open": len(result.opened),
        "feasible": result.feasible,
        "objective": result.objective,
        "best": best,
        "over": result.objective / best - 1,
        "bound": result.lower_bound,
        "gap": result.gap,
        "sound": result.lower_bound is None or result.lower_bound <= best * (1 + 1e-5),
        "status": str(result.status),
        "seconds": seconds - clock.seconds_left(),
        "cpu_s": usage.ru_utime - begun,
        "target_s": watch.target_s,
        "mb": usage.ru_maxrss / 1024,
        "published": published,
    }


def run_apart(label: str, seed: int, seconds: float) -> dict[str, Any]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.quality.facilities", "--one", label]
    done = subprocess.run(
        [*command, "--seeds", str(seed), "--seconds", str(seconds)],
        capture_output=True, text=True, check=True, cwd=HERE.parents[1],
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def table(rows: list[dict[str, Any]]) -> str:
    """One line per run."""
    lines = [
        (
            "| case | seed | units | open | best known | cost | over best | bound | certified gap | status | "
            "within 0.2 % after s | s | processor s | MB |"
        ),
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        bound = "–" if row["bound"] is None else f"{row['bound']:.2f}"
        gap = "–" if row["gap"] is None else f"{row['gap']:.3%}"
        hit = "–" if row["target_s"] is None else f"{row['target_s']:.1f}"
        cost = f"{row['objective']:.2f}" + ("" if row["feasible"] else " (breaks capacities)")
        lines.append(
            f"| {row['case']} | {row['seed']} | {row['units']} | {row['open']} | {row['best']:.2f} | {cost} "
            f"| {row['over']:+.3%} | {bound} | {gap} | {row['status']} | {hit} | {row['seconds']:.1f} "
            f"| {row['cpu_s']:.0f} | {row['mb']:.0f} |"
        )
    return "\n".join(lines)


def figures(rows: list[dict[str, Any]]) -> list[str]:
    """The lines `python -m benchmarks` collects, with the goals."""
    lines = []
    for label in dict.fromkeys(row["case"] for row in rows):
        mine = [row for row in rows if row["case"] == label]
        worst = max(row["over"] if row["feasible"] else 1.0 for row in mine)
        lines.append(
            f"= facilities {label} worst over best known: {max(0.0, 100 * worst):.3f} % (goal ≤ 0.2)"
        )
    return lines


def main() -> int:
    """Run the cases and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--one", default="")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(run_one(options.one, options.seeds, options.seconds)))
        return 0
    there = PUBLISHED.is_dir()
    labels = [label for label in [*PLANTED, *(NUMBERS if there else [])] if options.only in label]
    rows = []
    for label in labels:
        for seed in range(1, options.seeds + 1):
            row = run_apart(label, seed, options.seconds)
            rows.append(row)
            print(label, seed, f"{row['objective']:.2f}", f"{row['over']:+.3%}", row["status"], flush=True)
    text = table(rows)
    if not there:
        text += "\n\nThe published instance (324 units) is not beside this repository; it was not measured."
    today = datetime.now(UTC).date().isoformat()
    head = f"# Offices and service areas, {options.seconds:g} s a run, {options.seeds} seeds, {today}"
    (HERE.parent / "results").mkdir(exist_ok=True)
    target = HERE.parent / "results" / f"facilities-{today}.md"
    target.write_text(f"{head}\n\n{describe_machine()}\n\n{text}\n", encoding="utf-8")
    print(text)
    print("\n".join(figures(rows)))
    unsound = [row["case"] for row in rows if not row["sound"]]
    if unsound:
        print(f"bound above the best known value: {', '.join(unsound)}")
    return 1 if unsound else 0


if __name__ == "__main__":
    sys.exit(main())
