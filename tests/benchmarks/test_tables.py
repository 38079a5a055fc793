"""What the tables say of runs, and above all what they do not gloss over."""

from pathlib import Path

from benchmarks.quality import tables
from benchmarks.quality.growth import growth_table
from benchmarks.quality.plot import Chart, Line, page
from benchmarks.quality.runs import Row
from benchmarks.run import kept_rows

LABEL = "ms_county_2010:cut_edges"


def row(solver: str, seed: int, objective: float | None, **more: object) -> Row:
    made = Row(solver, LABEL, seed, 2.0, 2.0, 100.0, feasible=objective is not None, objective=objective)
    if objective is not None:
        made.trace = [(0.5, objective + 2), (1.0, objective)]
    for name, value in more.items():
        setattr(made, name, value)
    return made


def test_a_peer_is_taken_at_the_best_of_its_three_ways_for_every_seed() -> None:
    rows = [
        row("jingge", 1, 34.0), row("jingge", 2, 34.0),
        row("bursts", 1, 40.0), row("tilted", 1, 36.0), row("bursts", 2, 35.0), row("annealing", 2, 38.0),
    ]  # fmt: skip
    assert tables.best_by_seed(rows, LABEL, tables.GERRYCHAIN) == [36.0, 35.0]
    assert tables.ratio(rows, LABEL, tables.GERRYCHAIN) == 34.0 / 36.0


def test_no_feasible_plan_is_said_and_never_counted_as_a_ratio() -> None:
    rows = [row("jingge", 1, 34.0), row("spopt", 1, None, deviation=0.055)]
    assert tables.ratio(rows, LABEL, ["spopt"]) is None
    assert "no feasible plan, nearest 5.5 % off" in tables.peers_table(rows)


def test_our_own_runs_without_a_plan_are_counted_against_us() -> None:
    rows = [row("jingge", 1, 34.0), row("jingge", 2, None)]
    assert "(1 without)" in tables.ours_table(rows)
    assert f"= {LABEL}: runs without a feasible plan: 1 (goal ≤ 0)" in tables.figures(rows, within=0.1)


def test_the_target_is_the_best_anybody_found_where_that_beats_what_was_known() -> None:
    rows = [row("jingge", 1, 34.0), row("bursts", 1, 33.0)]
    assert tables.target_of(LABEL, rows) == 33.0
    assert tables.target_of(LABEL, rows[:1]) == 34.0


def test_the_time_to_a_target_is_that_of_the_first_plan_as_good() -> None:
    assert row("jingge", 1, 34.0).reached(34.0) == 1.0
    assert row("jingge", 1, 34.0).reached(36.5) == 0.5
    assert row("jingge", 1, 34.0).reached(33.0) is None


def test_growth_says_where_no_plan_was_found() -> None:
    made = row("jingge", 1, None)
    made.case = "slack_5x2_1:cut_edges"
    assert "no feasible plan" in growth_table([made])


def test_a_picture_leaves_out_what_cannot_be_drawn_on_logarithms() -> None:
    drawn = page([Chart("Time", "units", "seconds", [Line("a < b", [(100, 0.0), (200, 1.0), (400, 2.0)])])])
    assert drawn.count("<circle") == 2
    assert "a &lt; b" in drawn


def test_running_one_benchmark_keeps_the_days_figures_of_the_others(tmp_path: Path) -> None:
    table = tmp_path / "day.md"
    table.write_text(
        "| What | … | Benchmark |\n|---|\n| pages | 67 | `micro/pages` |\n| points | 1 s | `micro/points` |\n"
    )
    assert kept_rows(table, ["micro/points"]) == ["| pages | 67 | `micro/pages` |"]
    assert kept_rows(tmp_path / "none.md", []) == []
