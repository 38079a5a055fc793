"""How good the plans of the districting engine are: objective, gap to best known, bound, time, memory.

    python -m benchmarks quality/districting
    python -m benchmarks.quality.districting --seconds 60 --seeds 5 [--only ms_county_2010]

Every run is a process of its own, so that its memory is its own. The table goes to the screen and to
`results/districting-<date>.md`. Instances: the copied ones (tests/instances) and grids with planted optima.
"""

import argparse
import json
import math
import resource
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.machine import describe_machine
from benchmarks.quality.planted import planted_grid
from jingge_engines.core.observe import Progress
from jingge_engines.core.stop import AnyOf, MaxTime, Proven
from jingge_engines.districting import Params, Problem, solve
from jingge_engines.districting.io import read_problem
from jingge_engines.districting.params import Objective
from jingge_engines.districting.warm import warm

HERE = Path(__file__).resolve().parent
INSTANCES = HERE.parents[1] / "tests" / "instances"
OBJECTIVES: tuple[Objective, ...] = ("cut_edges", "moment_of_inertia")
CASES = [f"{name}:{objective}" for name in ("ms_county_2010", "ne_tract_2010") for objective in OBJECTIVES]
CASES += ["grid_5x6:cut_edges", "grid_10x6:cut_edges"]


@dataclass
class Stopwatch:
    """Notes when a plan within 0.1 % of the best known value was first there."""

    clock: MaxTime
    target: float
    feasible_s: float | None = None
    target_s: float | None = None

    def report(self, progress: Progress) -> None:
        gone = self.clock.seconds - self.clock.seconds_left()
        if progress.violation == 0 and progress.objective is not None:
            self.feasible_s = gone if self.feasible_s is None else self.feasible_s
            if self.target_s is None and progress.objective <= self.target * 1.001:
                self.target_s = gone

    def cancelled(self) -> bool:
        return False


def case(name: str, objective: Objective) -> tuple[Problem, float]:
    """The problem and the best value known."""
    if name.startswith("grid_"):
        side, across = name.removeprefix("grid_").split("x")
        return planted_grid(int(side), int(across))
    known = json.loads((INSTANCES / name / "known.json").read_text(encoding="utf-8"))
    problem = read_problem(INSTANCES / name, districts=known["districts"], lower=known["L"], upper=known["U"])
    return problem, float(known["objectives"][objective]["best"])


def run_one(label: str, seed: int, seconds: float) -> dict[str, Any]:
    """One run in this process."""
    name, objective = label.split(":")
    chosen: Objective = "cut_edges" if objective == "cut_edges" else "moment_of_inertia"
    problem, best = case(name, chosen)
    warm()
    clock = MaxTime(seconds)
    watch = Stopwatch(clock, best)
    # A plan at a proven optimum is not searched on: it cannot become better.
    result = solve(
        problem, stop=AnyOf(clock, Proven()), rng=seed, params=Params(objective=chosen), observe=watch
    )
    return {
        "case": label,
        "seed": seed,
        "units": len(problem.units),
        "areas": sum(problem.districts_of.values()),
        "feasible": result.feasible,
        "objective": result.objective,
        "best": best,
        "over": result.objective / best - 1,
        "gap": result.gap,
        "status": str(result.status),
        "seconds": seconds - clock.seconds_left(),
        "feasible_s": watch.feasible_s,
        "target_s": watch.target_s,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def run_apart(label: str, seed: int, seconds: float) -> dict[str, Any]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.quality.districting", "--one", label]
    done = subprocess.run(
        [*command, "--seeds", str(seed), "--seconds", str(seconds)],
        capture_output=True, text=True, check=True, cwd=HERE.parents[1],
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def table(rows: list[dict[str, Any]]) -> str:
    """One line per case, over its seeds."""
    lines = [
        (
            "| case | units | areas | best known | objective: best / median / worst | over best known (median) | "
            "certified gap (median) | feasible s (worst) | within 0.1 % s (median, runs) | MB |"
        ),
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for label in dict.fromkeys(row["case"] for row in rows):
        mine = sorted((row for row in rows if row["case"] == label), key=lambda row: float(row["objective"]))
        middle = mine[len(mine) // 2]
        gaps = sorted(row["gap"] for row in mine if row["gap"] is not None)
        hits = sorted(row["target_s"] for row in mine if row["target_s"] is not None)
        start = max((row["feasible_s"] or math.inf) for row in mine)
        values = " / ".join(f"{row['objective']:.6g}" for row in (mine[0], middle, mine[-1]))
        gap = f"{gaps[len(gaps) // 2]:.3%}" if gaps else "no bound"
        hit = f"{hits[len(hits) // 2]:.1f}" if hits else "–"
        lines.append(
            f"| {label} | {middle['units']} | {middle['areas']} | {middle['best']:.6g} | {values} "
            f"| {middle['over']:+.3%} | {gap} | {start:.2f} | {hit} ({len(hits)} of {len(mine)}) "
            f"| {max(row['mb'] for row in mine):.0f} |"
        )
    return "\n".join(lines)


def figures(rows: list[dict[str, Any]]) -> list[str]:
    """The lines `python -m benchmarks` collects, with the goals."""
    lines = []
    for label in dict.fromkeys(row["case"] for row in rows):
        mine = [row for row in rows if row["case"] == label]
        worst = max(row["over"] for row in mine)
        lines.append(f"= {label} worst over best known: {max(0.0, 100 * worst):.3f} % (goal ≤ 0.1)")
        lines.append(
            f"= {label} feasible after: {max((r['feasible_s'] or 3600) for r in mine):.2f} s (goal ≤ 10)"
        )
    return lines


def main() -> int:
    """Run the cases and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--only", default="")
    parser.add_argument("--one", default="")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(run_one(options.one, options.seeds, options.seconds)))
        return 0
    rows = []
    for label in (label for label in CASES if options.only in label):
        for seed in range(1, options.seeds + 1):
            row = run_apart(label, seed, options.seconds)
            rows.append(row)
            print(
                label, seed, f"{row['objective']:.6g}", row["status"], f"{row['seconds']:.1f} s", flush=True
            )
    text = table(rows)
    today = datetime.now(UTC).date().isoformat()
    head = f"# Districting, {options.seconds:g} s a run, {options.seeds} seeds, {today}"
    (HERE.parent / "results").mkdir(exist_ok=True)
    target = HERE.parent / "results" / f"districting-{today}.md"
    target.write_text(f"{head}\n\n{describe_machine()}\n\n{text}\n", encoding="utf-8")
    print(text)
    print("\n".join(figures(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
