"""Run the benchmarks, each in a process of its own, and put their figures into one table.

    python -m benchmarks [name …] [--full] [--no-record]

A benchmark prints what it likes. Lines of this form are its figures, and are collected:

    = a million points to grids: 0.41 s (goal ≤ 2)

The table goes to the screen and to `results/<date>.md`, with the machine it was measured on; where only some are
run, the rows of the others that were measured that day stay. `--full` is passed on to benchmarks that have a long
profile. The exit code is 1 when a benchmark failed or a goal was missed.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.record import VARIABLE, results_folder

HERE = Path(__file__).resolve().parent
FIGURE = re.compile(
    r"^= (?P<what>.+): (?P<value>[\d,]*\.?\d+) ?(?P<unit>\S*)"
    r"(?: \(goal (?P<sense>[≤≥]) (?P<goal>[\d.,]+)\))?$"
)
LIMIT_S = 3600


@dataclass(frozen=True)
class Figure:
    """One measured number, with the number it should stay below or above."""

    benchmark: str
    what: str
    value: float
    unit: str
    sense: str = ""
    goal: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.goal if self.goal else None

    @property
    def met(self) -> bool:
        if self.goal is None:
            return True
        return self.value <= self.goal if self.sense == "≤" else self.value >= self.goal

    def row(self) -> str:
        goal = "" if self.goal is None else f"{self.sense} {self.goal:g} {self.unit}".strip()
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        verdict = "" if self.goal is None else ("met" if self.met else "**missed**")
        measured = f"{self.value:g} {self.unit}".strip()
        return f"| {self.what} | {measured} | {goal} | {ratio} | {verdict} | `{self.benchmark}` |"


def number(text: str) -> float:
    return float(text.replace(",", ""))


def figures_in(benchmark: str, lines: list[str]) -> Iterator[Figure]:
    for line in lines:
        if found := FIGURE.match(line.strip()):
            goal = found["goal"]
            yield Figure(
                benchmark, found["what"], number(found["value"]), found["unit"],
                found["sense"] or "", number(goal) if goal else None,
            )  # fmt: skip


def benchmarks() -> dict[str, Path]:
    """Every benchmark by its name: a module of micro/ or quality/ that can be run."""
    files = sorted([*HERE.glob("micro/*.py"), *HERE.glob("quality/*.py")])
    return {f"{file.parent.name}/{file.stem}": file for file in files if "\ndef main(" in file.read_text()}


def has_long_profile(name: str) -> bool:
    return '"--full"' in benchmarks()[name].read_text()


def run_one(name: str, *words: str) -> tuple[bool, list[str]]:
    """Run it, showing what it says; whether it ended well, and its lines."""
    print(f"\n--- {name}", flush=True)
    module = "benchmarks." + name.replace("/", ".")
    process = subprocess.Popen(
        [sys.executable, "-m", module, *words], cwd=HERE.parent, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        print(line, end="", flush=True)
        lines.append(line)
    return process.wait(timeout=LIMIT_S) == 0, lines


def kept_rows(target: Path, run: list[str]) -> list[str]:
    """Rows of an earlier table of the same day that are about other benchmarks."""
    if not target.exists():
        return []
    rows = [
        line for line in target.read_text().splitlines() if line.startswith("| ") and line.endswith("` |")
    ]
    return [row for row in rows if row.rsplit("`", 2)[1] not in run]


def report(figures: list[Figure], failed: list[str], kept: list[str]) -> str:
    head = [f"# Benchmarks of {date.today().isoformat()}", "", describe_machine(), ""]
    table = ["| What | Figure | Goal | Ratio | | Benchmark |", "|---|---:|---:|---:|---|---|"]
    tail = ["", *(f"`{name}` ended with an error." for name in failed)] if failed else []
    if kept:
        tail += ["", "Rows of benchmarks that were not run this time are from earlier that day."]
    return "\n".join([*head, *table, *kept, *(one.row() for one in figures), *tail]) + "\n"


def main(argv: list[str]) -> int:
    known = benchmarks()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("names", nargs="*", metavar="name", help=f"of: {', '.join(known)}; all when left out")
    parser.add_argument("--full", action="store_true", help="the long profile where a benchmark has one")
    parser.add_argument("--no-record", action="store_true", help="do not write results/<date>.md")
    asked = parser.parse_args(argv)
    if strange := sorted(set(asked.names) - set(known)):
        parser.error(f"no such benchmark: {', '.join(strange)}")
    if asked.no_record:
        with tempfile.TemporaryDirectory(prefix="jingge-bench-") as folder:
            os.environ[VARIABLE] = folder
            return play(asked.names or list(known), long=asked.full)
    return play(asked.names or list(known), long=asked.full)


def play(chosen: list[str], *, long: bool) -> int:
    """Run them one after the other and write the table."""
    figures: list[Figure] = []
    failed = []
    for name in chosen:
        good, lines = run_one(name, *(["--full"] if long and has_long_profile(name) else []))
        figures += figures_in(name, lines)
        if not good:
            failed.append(name)
    target = results_folder() / f"{date.today().isoformat()}.md"
    text = report(figures, failed, kept_rows(target, chosen))
    print(f"\n{text}")
    target.parent.mkdir(exist_ok=True)
    target.write_text(text)
    return 1 if failed or not all(one.met for one in figures) else 0
