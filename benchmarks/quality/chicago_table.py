"""What the districts in force are worth beside drawn ones: balance, shape, and what would change hands."""

from collections.abc import Sequence
from dataclasses import asdict

from benchmarks.quality.cases import case_of, params_of
from benchmarks.quality.runs import OURS, Row
from benchmarks.quality.tables import labels, percent, table
from jingge_engines.districting import evaluate

NAME = "chicago_beats"
HEAD = ["Plan", "Heaviest over mean", "Standard deviation", "Moment of inertia", "Cut edges", "Incidents that change hands",
        "Beats that do"]  # fmt: skip


def chicago_table(rows: Sequence[Row]) -> str:
    """Today first, then the best plan of every question; empty where Chicago was not asked about."""
    asked = [label for label in labels(rows) if label.startswith(NAME)]
    best = [
        min(found, key=lambda row: row.objective or 0.0)
        for label in asked
        if (found := [r for r in rows if r.case == label and r.solver == OURS and r.objective is not None])
    ]
    if not best:
        return ""
    problem = case_of(NAME).problem
    today = asdict(evaluate(problem, list(problem.today), params_of(best[0].case)).terms)
    lines = [_line("in force", today, today, sum(problem.load))]
    lines += [_line(f"`{row.case}`", row.terms, today, sum(problem.load)) for row in best]
    return table(HEAD, lines)


def _line(name: str, terms: dict[str, float], today: dict[str, float], total: float) -> list[str]:
    def against(key: str) -> str:
        change = terms[key] / today[key] - 1
        return f"{terms[key]:.4g}" + (f" ({percent(change, digits=1)})" if terms is not today else "")

    return [
        name,
        percent(terms["imbalance_max_over_mean"], digits=1),
        percent(terms["imbalance_std"], sign=False, digits=1),
        against("moment_of_inertia"),
        against("cut_edges"),
        percent(terms["people_changed"] / total, sign=False, digits=1),
        f"{terms['units_changed']:.0f}",
    ]
