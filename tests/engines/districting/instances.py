"""The copied instances, ready to solve."""

import csv
import json
from pathlib import Path
from typing import Any

from jingge_engines.districting import Problem
from jingge_engines.districting.io import read_problem

FOLDER = Path(__file__).parents[2] / "instances"


def instance(name: str) -> tuple[Problem, dict[str, Any]]:
    """Problem and known answers of an instance."""
    known = json.loads((FOLDER / name / "known.json").read_text(encoding="utf-8"))
    limits = {"districts": known["districts"], "lower": known["L"], "upper": known["U"]}
    return read_problem(FOLDER / name, **limits), known["objectives"]


def published_plan(name: str) -> list[int]:
    """Area of every unit in the published plan."""
    with (FOLDER / name / "plan_known.csv").open(encoding="utf-8") as file:
        return [int(row["district"]) for row in csv.DictReader(file)]
