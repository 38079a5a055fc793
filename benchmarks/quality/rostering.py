"""Who works when: seconds until a roster is proven best, and until a sick call is repaired.

    python -m benchmarks quality/rostering

Curtois' Instance1 and Instance2 (published optima 607 and 828), and months of stations made here: a city station of 20
officers with a command office around the clock and a case team, a village station of 8 whose officers all serve their
own area as well. Leave, wishes and what earlier months left over are drawn from a seed.
"""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.machine import describe_machine, peak_mb
from benchmarks.quality.tables import table
from benchmarks.record import results_folder
from jingge_engines.core.stop import AnyOf, MaxTime, Proven
from jingge_engines.rostering import Cover, Fairness, Member, Problem, Shift, Wish, repair, solve
from jingge_engines.rostering.io import read_problem

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "instances" / "rostering"
DAYS = 30
SEEDS = 3
HEAD = [
    "Roster",
    "People",
    "Days",
    "Value",
    "At least",
    "Status",
    "Seconds",
    "Missing",
    "Sick call repaired s",
    "Changes",
]


@dataclass(frozen=True)
class Answer:
    """One roster, with a sick call on its tenth day repaired."""

    name: str
    line: list[str]
    proven: bool
    value: float
    seconds: float
    repair_s: float


def station(officers: int, seed: int, *, teams: bool) -> Problem:
    """A month. With teams: four in the command office, a third on cases, the others in their areas."""
    dice = np.random.default_rng(seed)
    shifts = (
        Shift(id="duty", minutes=1440, rest_days=1, night=True),
        Shift(id="case", minutes=480),
        Shift(id="area", minutes=480, community=True),
    )
    members = []
    for n in range(officers):
        team = ("command" if n < 4 else "case" if n < 4 + officers // 3 else "community") if teams else "all"
        starts = int(dice.integers(0, DAYS - 6))
        away = range(starts, starts + 5) if dice.random() < 0.25 else ()
        in_area = team in ("community", "all")
        members.append(
            Member(
                number=f"01{n:02}",
                teams=frozenset({team}),
                most_of={"area": DAYS if in_area else 0, "case": 0 if team == "community" else DAYS},
                most_run=6,
                away=frozenset(away),
                nights_before=float(dice.integers(-1, 2)),
                community_days_a_week=(2 if away else 3) if in_area and not away else 0,
                community_minutes_a_week=960 if in_area and not away else 0,
            )
        )
    duty, day = (2, 2) if teams else (1, 1)
    covers = [Cover(day=d, shift="duty", wanted=duty, over=20) for d in range(DAYS)]
    covers += [Cover(day=d, shift="case", wanted=day, over=2) for d in range(DAYS)]
    wishes = tuple(
        Wish(
            number=f"01{int(dice.integers(officers)):02}",
            day=int(dice.integers(DAYS)),
            shift="duty",
            weight=3,
            wanted=False,
        )
        for _ in range(officers)
    )
    return Problem(
        days=DAYS, first_weekday=0, shifts=shifts, members=tuple(members), covers=tuple(covers), wishes=wishes,
        fairness=Fairness(nights=4.0, weekends=1.0),
    )  # fmt: skip


def measure(name: str, problem: Problem, seconds: float) -> Answer:
    """Draw, then repair."""
    begun = perf_counter()
    found = solve(problem, stop=AnyOf(MaxTime(seconds), Proven()), rng=1)
    used = perf_counter() - begun
    day = min(10, problem.days - 2)
    ill = next(n for n, row in enumerate(found.roster) if row[day])
    begun = perf_counter()
    away = {problem.members[ill].number: [day, day + 1]}
    mended = repair(problem, found.roster, away, from_day=day, stop=AnyOf(MaxTime(10), Proven()))
    repair_s = perf_counter() - begun
    bound = "–" if found.lower_bound is None else f"{found.lower_bound:.6g}"
    missing = f"{found.terms.missing}" if found.terms else "–"
    line = [
        name, f"{len(problem.members)}", f"{problem.days}", f"{found.objective:.6g}", bound, str(found.status),
        f"{used:.2f}", missing, f"{repair_s:.2f}", f"{mended.changed}",
    ]  # fmt: skip
    print(" ".join(line), flush=True)
    return Answer(name, line, found.status == "proven", float(found.objective or 0), used, repair_s)


def main() -> int:
    """Measure, print, write the page."""
    solve(station(4, 0, teams=False), stop=AnyOf(MaxTime(5), Proven()), rng=1)  # compiles
    answers = [
        measure("Instance1", read_problem(FOLDER / "Instance1.txt"), 60),
        measure("Instance2", read_problem(FOLDER / "Instance2.txt"), 60),
        *(measure(f"city station, seed {seed}", station(20, seed, teams=True), 10) for seed in range(SEEDS)),
        *(
            measure(f"village station, seed {seed}", station(8, seed, teams=False), 10)
            for seed in range(SEEDS)
        ),
    ]
    today = datetime.now(UTC).date().isoformat()
    lines = [answer.line for answer in answers]
    text = f"# Rostering, {today}\n\n{describe_machine()}\n\n{table(HEAD, lines)}\n"
    folder = results_folder()
    folder.mkdir(exist_ok=True)
    (folder / f"rostering-{today}.md").write_text(text, encoding="utf-8")
    print(text)
    first, second, *months = answers
    print(f"= Instance1 proven: {first.seconds:.2f} s (goal ≤ 2)")
    print(f"= Instance1 over its optimum: {first.value - 607:.0f} (goal ≤ 0)")
    print(f"= Instance2 proven: {second.seconds:.2f} s (goal ≤ 60)")
    print(f"= Instance2 over its optimum: {second.value - 828:.0f} (goal ≤ 0)")
    city = [one for one in months if one.name.startswith("city")]
    print(f"= months of 20 officers proven: {sum(one.proven for one in city)}")
    print(f"= slowest month of 20 officers: {max(one.seconds for one in city):.2f} s (goal ≤ 10.5)")
    print(f"= slowest repair: {max(one.repair_s for one in answers):.2f} s (goal ≤ 2)")
    print(f"= most memory: {peak_mb():.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
