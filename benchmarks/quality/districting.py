"""Plans of the districting engine beside those of its peers, same question, same seconds, same machine.

    python -m benchmarks quality/districting             the short profile, about 3 minutes; `make bench`
    python -m benchmarks.quality.districting --full      ten seeds, 60 s a run: hours; --only to do it in parts
    python -m benchmarks.quality.districting --full --table      the table anew from the rows that were kept

Every run is a process of its own. Ours uses both cores and runs alone; a peer uses one, so two of its processes run
at once, and each of GerryChain's three ways has the whole time. All plans are weighed by `evaluate`. Rows are kept in
`results/districting-<profile>-<date>.jsonl` as they come: what was begun can be gone on with by --resume.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.quality import tables
from benchmarks.quality.cases import CASES, peers_can
from benchmarks.quality.chicago_table import chicago_table
from benchmarks.quality.runs import OURS, PEER_PYTHON, PROGRAMS, Row, end_peer, run_apart, start_peer
from benchmarks.record import results_folder

QUICK = (
    "ms_county_2010:cut_edges",
    "ms_county_2010:moment_of_inertia",
    "ne_tract_2010:cut_edges",
    "ne_tract_2010:moment_of_inertia",
    "chicago_beats:moment_of_inertia",
    "lingwu:moment_of_inertia",
    "lingwu_LW02:moment_of_inertia",
    "grid_5x6:cut_edges",
    "ragged_7x6_1:moment_of_inertia",
)


@dataclass(frozen=True)
class Profile:
    """How long and how often."""

    name: str
    seconds: float
    seeds: int
    peer_seeds: int
    cases: tuple[str, ...]
    within: float | None
    """Goal in per cent over the best known; a few seconds are too few for one."""


PROFILES = {
    "quick": Profile("quick", 4, 2, 1, QUICK, None),
    "full": Profile("full", 60, 10, 3, CASES, 0.1),
}


class Book:
    """The rows of one profile and day, kept as they come."""

    def __init__(self, path: Path, *, resume: bool) -> None:
        self.path = path
        self.rows: list[Row] = []
        if path.exists() and resume:
            lines = path.read_text(encoding="utf-8").splitlines()
            self.rows = [Row(**json.loads(line)) for line in lines]

    def has(self, solver: str, label: str, seed: int, seconds: float) -> bool:
        """Whether that very run is there."""
        wanted = (solver, label, seed, seconds)
        return any((row.solver, row.case, row.seed, row.asked_s) == wanted for row in self.rows)

    def keep(self, row: Row) -> None:
        """Write it down and say so."""
        self.rows.append(row)
        row.trace = thinned(row.trace)
        row.by_region = []
        self.path.parent.mkdir(exist_ok=True)
        text = "".join(json.dumps(asdict(one)) + "\n" for one in self.rows)
        self.path.write_text(text, encoding="utf-8")
        value = "no feasible plan" if row.objective is None else tables.short(row.objective)
        print(f"{row.case}  {row.solver}  seed {row.seed}: {value}  {row.status or row.note}  {row.used_s:.1f} s  "
              f"{row.mb:.0f} MB", flush=True)  # fmt: skip


def thinned(trace: Sequence[tuple[float, float]], most: int = 60) -> list[tuple[float, float]]:
    """First, last, and what lies between in equal steps: enough for times to a target."""
    if len(trace) <= most:
        return list(trace)
    step = len(trace) / (most - 1)
    return [*[trace[int(index * step)] for index in range(most - 1)], trace[-1]]


def play(profile: Profile, book: Book, cases: Sequence[str], *, peers: bool) -> None:
    """Every run that is not in the book yet."""
    for label in cases:
        for seed in range(1, profile.seeds + 1):
            if not book.has(OURS, label, seed, profile.seconds):
                book.keep(run_apart(label, seed, profile.seconds))
        if peers and peers_can(label):
            for row in peer_rows(profile, book, label):
                book.keep(row)


def peer_rows(profile: Profile, book: Book, label: str) -> Iterator[Row]:
    """Two peers' processes at a time, one a core."""
    wanted = [
        (solver, seed)
        for seed in range(1, profile.peer_seeds + 1)
        for solver in PROGRAMS
        if not book.has(solver, label, seed, profile.seconds)
    ]
    for pair in (wanted[at : at + 2] for at in range(0, len(wanted), 2)):
        begun = [(*one, start_peer(one[0], label, one[1], profile.seconds)) for one in pair]
        for solver, seed, process in begun:
            yield end_peer(process, solver, label, seed, profile.seconds)


def report(profile: Profile, rows: Sequence[Row]) -> str:
    """The whole page."""
    today = datetime.now(UTC).date().isoformat()
    seconds = sorted({row.asked_s for row in rows})
    seeds = max((row.seed for row in rows if row.solver == OURS), default=0)
    others = max((row.seed for row in rows if row.solver != OURS), default=0)
    said = " or ".join(f"{one:g}" for one in seconds)
    how = (
        f"{said} s a run; seeds: {seeds} of ours, {others} of each way of a peer. Known: an optimum is proven, planted "
        "is a plan that exists. A ratio below 1 says that our plan is better; both are medians over seeds, GerryChain "
        "with the best of its three ways for every seed."
    )
    parts = [f"# Districting beside its peers, {profile.name}, {today}", describe_machine(), how]
    parts += ["## Jingge", tables.ours_table(rows)]
    if any(row.solver != OURS for row in rows):
        parts += ["## Beside GerryChain and spopt", tables.peers_table(rows)]
    if chicago := chicago_table(rows):
        parts += ["## Chicago's beats, beside the districts in force", chicago]
    return "\n\n".join(parts) + "\n"


def main() -> int:
    """Run the profile and write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--quick", action="store_true", help="the default")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--seeds", type=int)
    parser.add_argument("--peer-seeds", type=int)
    parser.add_argument(
        "--only", action="append", default=[], metavar="PART", help="cases whose name holds it"
    )
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument(
        "--resume", action="store_true", help="keep the rows of today and add what is missing"
    )
    parser.add_argument("--table", action="store_true", help="run nothing")
    asked = parser.parse_args()
    base = PROFILES["full" if asked.full else "quick"]
    profile = Profile(
        base.name, asked.seconds or base.seconds, asked.seeds or base.seeds,
        base.peer_seeds if asked.peer_seeds is None else asked.peer_seeds, base.cases, base.within,
    )  # fmt: skip
    cases = [one for one in profile.cases if not asked.only or any(part in one for part in asked.only)]
    cases += [one for one in asked.only if ":" in one and one not in cases]
    peers = not asked.no_peers and PEER_PYTHON.exists()
    if not peers and not asked.no_peers:
        print("the peers are not installed: `make peers` does that; without them now")
    name = f"districting-{profile.name}-{datetime.now(UTC).date().isoformat()}"
    book = Book(results_folder() / f"{name}.jsonl", resume=asked.resume or asked.table)
    if not asked.table:
        play(profile, book, cases, peers=peers)
    text = report(profile, book.rows)
    (results_folder() / f"{name}.md").write_text(text, encoding="utf-8")
    print(text)
    print("\n".join(tables.figures(book.rows, within=profile.within)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
