"""How fast sites are proven best, beside spopt with its default solver (CBC) on the same question.

    python -m benchmarks quality/siting
    python -m benchmarks.quality.siting [--seconds 60] [--no-peers]

Instances: pmed1 and pmed10, p-medians generated here of 400 points and 133 sites, the 85-point county in every model.
Ours is solved after one warm-up, reading not counted; spopt's time counts making and solving its model, in a process
of its own (.venv-peers). Expected and double cover are no questions of spopt.
"""

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.machine import describe_machine
from benchmarks.quality.runs import PEER_PYTHON
from benchmarks.quality.tables import table
from benchmarks.record import results_folder
from jingge_engines.core.stop import MaxTime
from jingge_engines.siting import Model, Problem, solve, travel_between
from jingge_engines.siting.io import Wishes, read_problem

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "instances" / "location"
SEEDS = 4
PEER_LIMIT_S = 300
ASKED_OF_PEER = (Model.P_MEDIAN, Model.P_CENTRE, Model.SET_COVER, Model.MAX_COVER)
HEAD = ["Case", "Value", "Status", "Seconds", "spopt value", "spopt seconds", "Times faster"]


@dataclass(frozen=True)
class Answer:
    """One case, ours and the peer's; None where the peer was not asked or gave nothing."""

    name: str
    value: float
    status: str
    seconds: float
    peer_value: float | None = None
    peer_s: float | None = None

    @property
    def faster(self) -> float | None:
        return None if self.peer_s is None else self.peer_s / self.seconds

    def row(self) -> list[str]:
        told = (
            [f"{self.peer_value:.8g}", f"{self.peer_s:.2f}", f"{self.faster:.1f}"]
            if self.peer_s
            else ["–"] * 3
        )
        return [self.name, f"{self.value:.8g}", self.status, f"{self.seconds:.3f}", *told]


def generated(seed: int) -> Problem:
    """400 points at random in a square of 100 km, a third of them sites."""
    dice = np.random.default_rng(seed)
    places = dice.random((400, 2)) * 100
    sites = dice.choice(400, 133, replace=False)
    return Problem(
        model=Model.P_MEDIAN,
        points=tuple(map(str, range(400))),
        weight=dice.integers(1, 100, 400).astype(float),
        sites=tuple(map(str, sites)),
        travel=travel_between(places, places[sites], "plane", 2),
        count=40 if seed % 2 else 20,
    )


def cases() -> Iterator[tuple[str, Problem, float | None]]:
    """Name, question, radius."""
    for name in ("pmed1", "pmed10"):
        yield name, read_problem(FOLDER / f"{name}.txt"), None
    for seed in range(SEEDS):
        yield f"400 x 133, seed {seed}", generated(seed), None
    for model in Model:
        count = None if model is Model.SET_COVER else 24
        radius = None if model in (Model.P_MEDIAN, Model.P_CENTRE) else 6.0
        wishes = Wishes(model=model.value, count=count, radius=radius, busy=0.4)
        yield f"county, {model}", read_problem(FOLDER / "county85_dev.csv", wishes), radius


def peer(problem: Problem, radius: float | None) -> tuple[float, float] | None:
    """Value and seconds of spopt; None where it does not ask this question or does not come back in time."""
    if problem.model not in ASKED_OF_PEER:
        return None
    question = {
        "model": str(problem.model), "travel": problem.travel.tolist(), "weight": problem.weight.tolist(),
        "count": problem.count, "radius": radius,
    }  # fmt: skip
    program = Path(__file__).parent / "peers" / "spopt_siting_peer.py"
    try:
        done = subprocess.run(
            [PEER_PYTHON, program], input=json.dumps(question), capture_output=True, text=True, check=True,
            timeout=PEER_LIMIT_S,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    told = json.loads(done.stdout.splitlines()[-1])
    return told["value"], told["seconds"]


def measure(seconds: float, *, peers: bool) -> list[Answer]:
    """Every case, printed as it comes."""
    solve(generated(99), stop=MaxTime(5), rng=1)
    answers = []
    for name, problem, radius in cases():
        begun = perf_counter()
        result = solve(problem, stop=MaxTime(seconds), rng=1)
        used = perf_counter() - begun
        other = peer(problem, radius) if peers else None
        answer = Answer(name, result.objective, str(result.status), used, *(other or (None, None)))
        print(" ".join(answer.row()), flush=True)
        answers.append(answer)
    return answers


def figures(answers: list[Answer]) -> Iterator[str]:
    """What is held against a goal."""
    yield f"= siting questions proven: {sum(a.status == 'proven' for a in answers)} (goal ≥ {len(answers)})"
    county = max(a.seconds for a in answers if a.name.startswith("county"))
    yield f"= slowest model of the county's 85 points: {county:.3f} s (goal ≤ 0.3)"
    for group in ("pmed10", "400 x 133"):
        ratios = [a.faster for a in answers if a.name.startswith(group) and a.faster is not None]
        if ratios:
            yield f"= {group}, spopt's seconds over ours, least: {min(ratios):.1f} (goal ≥ 5)"
            yield f"= {group}, spopt's seconds over ours, median: {statistics.median(ratios):.1f}"


def main() -> int:
    """Measure, print, write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--no-peers", action="store_true")
    asked = parser.parse_args()
    answers = measure(asked.seconds, peers=not asked.no_peers)
    today = datetime.now(UTC).date().isoformat()
    text = f"# Siting beside spopt, {today}\n\n{describe_machine()}\n\n{table(HEAD, [a.row() for a in answers])}\n"
    folder = results_folder()
    folder.mkdir(exist_ok=True)
    (folder / f"siting-{today}.md").write_text(text, encoding="utf-8")
    print(text, *figures(answers), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
