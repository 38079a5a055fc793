"""One run of one solver on one case, in a process of its own; every plan is weighed by the same judge.

python -m benchmarks.quality.runs ms_county_2010:cut_edges 1 20      one run of ours; prints its row as JSON
"""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.machine import peak_mb
from benchmarks.quality.cases import case_of, params_of
from jingge_engines.core.observe import Progress
from jingge_engines.core.stop import AnyOf, MaxTime, Proven
from jingge_engines.districting import Evaluation, Problem, evaluate, solve
from jingge_engines.districting.warm import warm

ROOT = Path(__file__).resolve().parents[2]
PEER_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
PROGRAMS = {"bursts": "gerrychain", "tilted": "gerrychain", "annealing": "gerrychain", "spopt": "spopt"}
"""Every way a peer is asked, and whose it is."""
OURS = "jingge"
SLACK_S = 30
"""A peer that does not heed the clock is ended so much later."""


@dataclass
class Row:
    """What one run came to."""

    solver: str
    case: str
    seed: int
    asked_s: float
    used_s: float
    mb: float
    feasible: bool = False
    objective: float | None = None
    """Of a plan inside the limits; None: there is none."""
    deviation: float | None = None
    """Load of the worst area, off its mean as a share; None without a plan of the right number of areas."""
    trace: list[tuple[float, float]] = field(default_factory=list)
    """Seconds and objective of every better plan inside the limits."""
    gap: float | None = None
    bound: float | None = None
    status: str = ""
    steps: int = 0
    note: str = ""
    by_region: list[dict[str, Any]] = field(default_factory=list)
    terms: dict[str, float] = field(default_factory=dict)

    def reached(self, target: float) -> float | None:
        """Seconds until the objective was at most `target`."""
        return next((at for at, value in self.trace if value <= target + 1e-9 * abs(target)), None)


@dataclass
class Watch:
    """Writes down when better plans came."""

    clock: MaxTime
    trace: list[tuple[float, float]] = field(default_factory=list)

    def report(self, progress: Progress) -> None:
        """Only plans that keep every limit count."""
        if progress.violation or progress.objective is None:
            return
        if not self.trace or progress.objective < self.trace[-1][1]:
            gone = self.clock.seconds - self.clock.seconds_left()
            self.trace.append((round(gone, 3), progress.objective))

    def cancelled(self) -> bool:
        """Never."""
        return False


def run_here(label: str, seed: int, seconds: float) -> Row:
    """Our engine in this process. A plan that is proven is not searched on: it cannot become better."""
    problem = case_of(label.split(":")[0]).problem
    warm()
    clock = MaxTime(seconds)
    watch = Watch(clock)
    result = solve(problem, stop=AnyOf(clock, Proven()), rng=seed, params=params_of(label), observe=watch)
    used = seconds - clock.seconds_left()
    regions = [
        {
            "region": one.region,
            "units": problem.region.count(one.region),
            "areas": problem.districts_of[one.region],
            "objective": one.objective,
            "bound": one.lower_bound,
            "gap": one.gap,
            "status": str(one.status),
            "method": one.bound_method,
            "feasible": one.feasible,
        }
        for one in result.by_region
    ]
    return Row(
        OURS, label, seed, seconds, used, peak_mb(),
        feasible=result.feasible,
        objective=result.objective if result.feasible else None,
        deviation=deviation_of(problem, result.evaluation),
        trace=watch.trace,
        gap=result.gap,
        bound=result.lower_bound,
        status=str(result.status),
        steps=result.rounds,
        by_region=regions,
        terms={name: float(value) for name, value in asdict(result.terms).items()},
    )  # fmt: skip


def run_apart(label: str, seed: int, seconds: float) -> Row:
    """The same in a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.quality.runs", label, str(seed), str(seconds)],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{label}, seed {seed}: {done.stderr.strip().splitlines()[-1:]}")
    return Row(**json.loads(done.stdout.splitlines()[-1]))


def start_peer(solver: str, label: str, seed: int, seconds: float) -> subprocess.Popen[str]:
    """A peer's program with the question on its standard input."""
    name = PROGRAMS[solver]
    question = question_of(label, seed=seed, seconds=seconds) | {"method": solver}
    process = subprocess.Popen(
        [PEER_PYTHON, Path(__file__).parent / "peers" / f"{name}_peer.py"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(json.dumps(question))
    process.stdin.close()
    process.stdin = None
    return process


def end_peer(process: subprocess.Popen[str], solver: str, label: str, seed: int, seconds: float) -> Row:
    """Its row, judged by our evaluation."""
    try:
        said, _ = process.communicate(timeout=seconds + SLACK_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return Row(solver, label, seed, seconds, seconds + SLACK_S, 0.0, note="did not end")
    if process.returncode or not said.strip():
        return Row(solver, label, seed, seconds, seconds, 0.0, note=f"ended with {process.returncode}")
    told = json.loads(said.splitlines()[-1])
    row = Row(
        solver, label, seed, seconds, told["used"], told["mb"], trace=told["trace"], steps=told["steps"],
        note=told["note"],
    )  # fmt: skip
    if told["label"] is not None:
        _judge(row, case_of(label.split(":")[0]).problem, np.array(told["label"]))
    return row


def _judge(row: Row, problem: Problem, label: np.ndarray) -> None:
    evaluation = evaluate(problem, label, params_of(row.case))
    row.feasible = evaluation.feasible
    row.deviation = deviation_of(problem, evaluation)
    if row.feasible:
        row.objective = evaluation.objective
    else:
        row.trace = []


def deviation_of(problem: Problem, evaluation: Evaluation) -> float | None:
    """How far the worst area lies off the mean of its region, where every area is there and in one piece."""
    counted: dict[str, list[float]] = {}
    for area in evaluation.districts:
        counted.setdefault(area.region, []).append(area.load)
    right = all(len(loads) == problem.districts_of[region] for region, loads in counted.items())
    if not right or not evaluation.contiguous:
        return None
    means = {region: sum(loads) / len(loads) for region, loads in counted.items()}
    return max(abs(load / means[region] - 1) for region, loads in counted.items() for load in loads)


def question_of(label: str, *, seed: int, seconds: float) -> dict[str, Any]:
    """The case as a peer is told it."""
    problem = case_of(label.split(":")[0]).problem
    region = problem.regions[0]
    return {
        "edges": problem.edges.tolist(),
        "load": problem.load.tolist(),
        "weight": problem.inertia.tolist(),
        "points": problem.points.tolist(),
        "metric": problem.metric,
        "districts": problem.districts_of[region],
        "lower": problem.lower_of[region],
        "upper": problem.upper_of[region],
        "objective": params_of(label).objective,
        "seconds": seconds,
        "seed": seed,
    }


if __name__ == "__main__":
    print(json.dumps(asdict(run_here(sys.argv[1], int(sys.argv[2]), float(sys.argv[3])))))
