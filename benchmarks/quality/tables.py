"""Rows of runs into tables people read."""

import statistics
from collections.abc import Iterable, Sequence

from benchmarks.quality.cases import case_of, known_of
from benchmarks.quality.runs import OURS, Row

GERRYCHAIN = ("bursts", "tilted", "annealing")
NONE = "–"


def table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Markdown; the first column left, the others right."""
    mark = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(line)} |" for line in [head, mark, *lines])


def labels(rows: Iterable[Row]) -> list[str]:
    """Cases in the order they were run."""
    return list(dict.fromkeys(row.case for row in rows))


def target_of(label: str, rows: Iterable[Row]) -> float | None:
    """The best value known, or the best anybody found here if that is better."""
    known = known_of(label)
    found = [row.objective for row in rows if row.case == label and row.objective is not None]
    values = found if known is None else [*found, known.value]
    return min(values) if values else None


def middle(values: Sequence[float]) -> float:
    """The median; of an even number the worse of the two in the middle."""
    return statistics.median_high(values)


def ours_table(rows: Sequence[Row]) -> str:
    """What our engine did, one line a case."""
    head = ["Case", "Units", "Areas", "Known", "Best / median / worst", "Over best, median", "worst",
            "Bound leaves open", "Feasible s, worst", "Within 1 % s", "Within 0.1 % s", "Ends after s", "MB"]  # fmt: skip
    return table(head, [_ours_line(label, rows) for label in labels(rows)])


def _ours_line(label: str, rows: Sequence[Row]) -> list[str]:
    mine = [row for row in rows if row.case == label and row.solver == OURS]
    problem = case_of(label.split(":")[0]).problem
    known, target = known_of(label), target_of(label, rows)
    values = sorted(row.objective for row in mine if row.objective is not None)
    failed = len(mine) - len(values)
    start = [f"`{label}`", f"{len(problem.units):,}", f"{sum(problem.districts_of.values())}"]
    told = NONE if known is None else f"{short(known.value)} ({known.kind})"
    if not values or target is None:
        return [*start, told, f"no feasible plan in {failed} runs", *[NONE] * 8]
    spread = " / ".join(short(value) for value in (values[0], middle(values), values[-1]))
    spread += f" ({failed} without)" if failed else ""
    over = [value / target - 1 for value in values]
    first = [row.trace[0][0] if row.trace else row.used_s for row in mine if row.feasible]
    return [
        *start, told, spread, percent(middle(over)), percent(over[-1]), _open(mine), f"{max(first):.2f}",
        _hits(mine, target * 1.01), _hits(mine, target * 1.001),
        f"{middle([row.used_s for row in mine]):.1f}", f"{max(row.mb for row in mine):.0f}",
    ]  # fmt: skip


def _open(mine: Sequence[Row]) -> str:
    proven = sum(row.status == "proven" for row in mine)
    gaps = [row.gap for row in mine if row.gap is not None]
    if proven == len(mine):
        return "proven"
    if not gaps:
        return "no useful bound"
    return f"{percent(middle(gaps), sign=False)}" + (f" ({proven} proven)" if proven else "")


def _hits(mine: Sequence[Row], target: float) -> str:
    """Median seconds of the runs that came there, and how many did."""
    times = [at for row in mine if (at := row.reached(target)) is not None]
    return f"{middle(times):.1f} ({len(times)} of {len(mine)})" if times else f"{NONE} (0 of {len(mine)})"


def peers_table(rows: Sequence[Row]) -> str:
    """Beside the peers: medians over seeds, GerryChain with the best of its three ways each time."""
    head = ["Case", "Jingge", "GerryChain", "bursts", "tilted", "annealing", "Ratio to GerryChain",
            "spopt", "Ratio to spopt"]  # fmt: skip
    asked = [label for label in labels(rows) if any(r.case == label and r.solver != OURS for r in rows)]
    return table(head, [_peers_line(label, rows) for label in asked])


def _peers_line(label: str, rows: Sequence[Row]) -> list[str]:
    said = [_said(rows, label, [way]) for way in GERRYCHAIN]
    return [
        f"`{label}`", _said(rows, label, [OURS]), _said(rows, label, GERRYCHAIN), *said,
        _ratio_text(ratio(rows, label, GERRYCHAIN)), _said(rows, label, ["spopt"]),
        _ratio_text(ratio(rows, label, ["spopt"])),
    ]  # fmt: skip


def best_by_seed(rows: Iterable[Row], label: str, solvers: Sequence[str]) -> list[float]:
    """For every seed with a feasible plan, the best these solvers found."""
    found: dict[int, float] = {}
    for row in rows:
        if row.case == label and row.solver in solvers and row.objective is not None:
            found[row.seed] = min(row.objective, found.get(row.seed, row.objective))
    return list(found.values())


def ratio(rows: Iterable[Row], label: str, peer: Sequence[str]) -> float | None:
    """Our median objective over the peer's; below 1 ours is better. None: one of us has no feasible plan."""
    kept = list(rows)
    ours, theirs = best_by_seed(kept, label, [OURS]), best_by_seed(kept, label, peer)
    return middle(ours) / middle(theirs) if ours and theirs else None


def _said(rows: Sequence[Row], label: str, solvers: Sequence[str]) -> str:
    mine = [row for row in rows if row.case == label and row.solver in solvers]
    seeds = {row.seed for row in mine}
    values = best_by_seed(mine, label, solvers)
    if not values:
        near = [row.deviation for row in mine if row.deviation is not None]
        return "no feasible plan" + (
            f", nearest {percent(min(near), sign=False, digits=1)} off" if near else ""
        )
    missing = len(seeds) - len(values)
    return short(middle(values)) + (f" ({missing} of {len(seeds)} seeds without)" if missing else "")


def _ratio_text(value: float | None) -> str:
    return NONE if value is None else f"{value:.4f}"


def short(value: float) -> str:
    """Six figures are enough to tell plans apart."""
    return f"{value:.6g}"


def percent(share: float, *, sign: bool = True, digits: int = 3) -> str:
    """A share as per cent."""
    return f"{100 * share:{'+' if sign else ''}.{digits}f} %"


def figures(rows: Sequence[Row], *, within: float | None) -> list[str]:
    """The lines `python -m benchmarks` collects; `within` is the goal in per cent over the best known."""
    lines: list[str] = []
    for label in labels(rows):
        if not (mine := [row for row in rows if row.case == label and row.solver == OURS]):
            continue
        _goal(
            lines, f"{label}: runs without a feasible plan", sum(not row.feasible for row in mine), "", "≤ 0"
        )
        first = [row.trace[0][0] if row.trace else row.used_s for row in mine]
        _goal(lines, f"{label}: feasible after, worst", max(first), " s", "≤ 10")
        late = max(0.0, *(100 * (row.used_s / row.asked_s - 1) for row in mine))
        _goal(lines, f"{label}: beyond the time given, worst", late, " %", "≤ 5")
        if (beside := ratio(rows, label, GERRYCHAIN)) is not None:
            _goal(lines, f"{label}: ratio to GerryChain", beside, "", "≤ 1")
        known = known_of(label)
        if within is not None and known is not None and (found := best_by_seed(mine, label, [OURS])):
            over = max(0.0, 100 * (middle(found) / known.value - 1))
            _goal(lines, f"{label}: median over {known.kind}", over, " %", f"≤ {within:g}")
    return lines


def _goal(lines: list[str], what: str, value: float, unit: str, goal: str) -> None:
    lines.append(
        f"= {what}: {value:.4g}{unit} (goal {goal})" if value < 1e4 else f"= {what}: {value:.0f}{unit}"
    )
