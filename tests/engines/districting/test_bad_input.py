"""Whatever is handed in, there is an answer that names what is wrong, or a clear refusal; and it comes at once."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jingge_engines.core.stop import AnyOf, MaxIterations, MaxTime, Proven
from jingge_engines.districting import (
    Broken,
    Measure,
    Params,
    Problem,
    ProblemError,
    Result,
    diagnose,
    solve,
)
from jingge_engines.districting.cli import main
from jingge_engines.districting.terms import CHANGES
from tests.engines.districting.cases import grid, grid_edges

NO_EDGES = np.zeros((0, 2), dtype=np.int64)
HALVES = np.array(
    [pair for pair in grid_edges(4, 4).tolist() if pair not in ([4, 8], [5, 9], [6, 10], [7, 11])]
)
ISLAND = np.array([pair for pair in grid_edges(4, 4).tolist() if 15 not in pair])
OBJECTIVES = ("cut_edges", "moment_of_inertia", "travel")


def answered(problem: Problem, objective: Any = "cut_edges", rounds: int = 2) -> Result:
    stop = AnyOf(MaxIterations(rounds), Proven())
    return solve(problem, stop=stop, rng=0, params=Params(objective=objective, islands=1))


def kinds(result: Result) -> set[Broken]:
    return {violation.kind for violation in result.violations}


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_ground_in_two_pieces_is_divided_piece_by_piece(objective: str) -> None:
    result = answered(grid(4, 4, edges=HALVES, districts=4, lower=4, upper=4), objective)
    assert result.feasible
    assert result.evaluation.contiguous


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_more_pieces_than_areas_are_named(objective: str) -> None:
    result = answered(grid(4, 4, edges=HALVES, districts=1, lower=4, upper=16), objective)
    assert kinds(result) == {Broken.NOT_CONTIGUOUS, Broken.REGION_IN_PIECES}


def test_an_island_that_no_number_of_areas_can_divide_is_named() -> None:
    result = answered(grid(4, 4, edges=ISLAND, districts=2, lower=6, upper=10))
    assert Broken.NO_PLAN_EXISTS in kinds(result)
    assert any("the piece around unit 'u15' carries 1" in one.message for one in result.violations)


def test_ground_without_any_neighbours_is_answered() -> None:
    alone = answered(grid(3, 3, edges=NO_EDGES, districts=9, lower=1, upper=1))
    assert alone.feasible
    shared = answered(grid(3, 3, edges=NO_EDGES, districts=3, lower=3, upper=3))
    assert Broken.REGION_IN_PIECES in kinds(shared)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_unit_heavier_than_the_limit_is_named(objective: str) -> None:
    load = np.array([20.0] + [1.0] * 15)
    result = answered(grid(4, 4, load=load, districts=3, lower=4, upper=10), objective)
    heavy = [one for one in result.violations if one.kind == Broken.UNIT_TOO_HEAVY]
    assert [one.unit for one in heavy] == ["u0"]


def test_more_areas_than_units_get_a_unit_each_and_the_reason() -> None:
    result = answered(grid(2, 2, districts=6, lower=0, upper=4))
    assert kinds(result) == {Broken.DISTRICT_COUNT, Broken.TOO_FEW_UNITS}
    assert sorted(result.plan.assignment) == [0, 1, 2, 3]


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_ground_without_any_load_is_divided(objective: str) -> None:
    result = answered(grid(4, 4, load=np.zeros(16), districts=3, lower=0, upper=0), objective)
    assert result.feasible
    assert result.terms.imbalance_gini == 0


@pytest.mark.parametrize(
    ("asked", "kind", "message"),
    [
        (
            {"measures": {"households": Measure(np.full(16, 2.0), 1, 7)}},
            Broken.MEASURE_TOTAL,
            "all units have 32 of households; 4 areas hold 4 to 28",
        ),
        (
            {"measures": {"households": Measure(np.full(16, 2.0), 9)}},
            Broken.MEASURE_TOTAL,
            "all units have 32 of households; 4 areas hold at least 36",
        ),
        ({"least_units": 5}, Broken.MEASURE_TOTAL, "all units have 16 of units; 4 areas hold 20 to 64"),
        (
            {"measures": {"households": Measure(np.array([9.0] + [1.0] * 15), 0, 8)}},
            Broken.UNIT_TOO_HEAVY,
            "unit 'u0' alone has 9 of households, above the limit 8",
        ),
    ],
)
def test_a_further_measure_that_can_never_fit_is_named_at_once(
    asked: dict[str, Any], kind: Broken, message: str
) -> None:
    found = diagnose(grid(4, 4, districts=4, lower=1, upper=16, **asked))
    assert [(one.kind, one.message) for one in found] == [(kind, message)]
    assert found[0].measure in ("households", "units")


def test_further_measures_that_fit_are_no_reason() -> None:
    even = Measure(np.full(16, 0.1), 0.4, 0.4)
    assert (
        diagnose(grid(4, 4, districts=4, lower=4, upper=4, measures={"households": even}, most_units=4)) == ()
    )


def test_solve_says_that_a_further_measure_can_never_fit() -> None:
    result = answered(grid(4, 4, districts=4, lower=4, upper=4, measures={"h": Measure(np.ones(16), 0, 3)}))
    assert Broken.MEASURE_TOTAL in kinds(result)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_one_unit_is_one_area(objective: str) -> None:
    result = answered(grid(1, 1, districts=1, lower=1, upper=1), objective)
    assert (result.feasible, result.status.value, result.plan.labels) == (True, "proven", ("1",))


def test_fifty_thousand_units_are_divided_by_their_edges() -> None:
    result = answered(grid(250, 200, districts=100, lower=400, upper=600), rounds=1)
    assert len(result.plan.labels) == 100
    assert result.evaluation.contiguous


@pytest.mark.parametrize("objective", ["moment_of_inertia", "travel"])
def test_fifty_thousand_units_are_refused_at_once_where_every_pair_would_be_measured(objective: str) -> None:
    with pytest.raises(ProblemError, match="50000 units and every pair is measured; at most 12000 fit"):
        answered(grid(250, 200, districts=100, lower=490, upper=510), objective)


def test_fifty_thousand_islands_are_answered() -> None:
    result = answered(grid(250, 200, edges=NO_EDGES, districts=2, lower=0, upper=50_000), rounds=1)
    assert Broken.REGION_IN_PIECES in kinds(result)


@pytest.mark.parametrize(
    ("edges", "message"),
    [
        (grid_edges(4, 4).T, "edges: shape (2, 24); give one row for each pair"),
        (grid_edges(4, 4) + 0.5, "edges: row 0 is (0.5, 1.5); give whole positions of units"),
        ([(0, float("nan"))], "edges: row 0 is (0.0, nan); give whole positions of units"),
        ([("u0", "u1")], "edges: not an array of numbers"),
        ([0, 1, 2], "edges: shape (3,); give one row for each pair"),
    ],
)
def test_edges_that_are_no_pairs_of_positions_are_refused(edges: Any, message: str) -> None:
    with pytest.raises(ProblemError) as refused:
        grid(4, 4, edges=edges, districts=4)
    assert message in str(refused.value)


def test_loads_that_are_no_numbers_are_refused_by_field() -> None:
    with pytest.raises(ProblemError, match="load: not an array of numbers"):
        grid(4, 4, load=["many"] * 16, districts=4)


@pytest.mark.parametrize("capped", CHANGES)
def test_a_cap_on_change_is_kept_where_nothing_has_an_area_today(capped: str) -> None:
    result = answered(grid(4, 4, districts=4, lower=4, upper=4, caps={capped: 0}))
    assert (result.status.value, result.objective) == ("proven", 8)


def test_a_plan_that_costs_nothing_is_proven() -> None:
    even = grid(6, 6, districts=4, lower=0, upper=36, load=np.zeros(36))
    params = Params(objective="blend", weights={"imbalance": 1.0})
    result = solve(even, stop=AnyOf(MaxIterations(2), Proven()), rng=0, params=params)
    assert (result.feasible, result.status.value, result.gap) == (True, "proven", 0)


def test_scattered_ground_without_a_border_is_answered_against_a_clock() -> None:
    scattered = grid(6, 6, edges=NO_EDGES, districts=4, lower=0, upper=36)
    result = solve(scattered, stop=MaxTime(1), rng=0, params=Params(objective="cut_edges"))
    assert Broken.REGION_IN_PIECES in kinds(result)


NODES = "id,population,x,y\n" + "".join(f"{i},1,{i % 2},{i // 2}\n" for i in range(4))
EDGES = "u,v\n0,1\n2,3\n0,2\n1,3\n"


def said(folder: Path, capsys: pytest.CaptureFixture[str], nodes: bytes, edges: bytes) -> tuple[int, str]:
    (folder / "nodes.csv").write_bytes(nodes)
    (folder / "edges.csv").write_bytes(edges)
    limits = ["--districts", "2", "--lower", "1", "--upper", "3", "--distance", "plane"]
    code = main(["solve", str(folder), *limits, "--time", "5", "--out", str(folder / "out")])
    return code, capsys.readouterr().err


def test_rows_may_stand_in_any_order_with_a_byte_order_mark_and_windows_line_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, *rows = NODES.splitlines()
    turned = "\r\n".join([head, *reversed(rows)]).encode("utf-8-sig")
    assert said(tmp_path, capsys, turned, EDGES.encode()) == (0, "")
    plan = (tmp_path / "out" / "plan.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in plan] == ["id", "3", "2", "1", "0"]


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        (b"", b"", "nodes.csv row 1: column 'id' is missing; the header is []"),
        (NODES.encode(), b"", "edges.csv row 1: column 'u' is missing; the header is []"),
        (NODES.encode(), b"\n\n", "edges.csv row 1: column 'u' is missing"),
        (
            NODES.replace("population", "人口").encode("gb18030"),
            EDGES.encode(),
            "nodes.csv row 1: not UTF-8; save the file as UTF-8 (Excel: CSV UTF-8, not the plain CSV",
        ),
        (NODES.encode("utf-16"), EDGES.encode(), "nodes.csv row 1: not UTF-8"),
        (NODES.replace("population", "people").encode(), EDGES.encode(), "column 'population' is missing"),
        (NODES.replace("x,y", "east,north").encode(), EDGES.encode(), "column 'lon' is missing"),
        (
            NODES.replace("0,1,0,0", "0,inf,0,0").encode(),
            EDGES.encode(),
            "row 2, population: 'inf' is not a num",
        ),
        (NODES.replace("0,1,0,0", "0,-1,0,0").encode(), EDGES.encode(), "row 2, population: -1 is below 0"),
        (NODES.replace("0,1,0,0", "0,1,nan,0").encode(), EDGES.encode(), "row 2, x: 'nan' is not a number"),
        (NODES.replace("0,1,0,0", "0,1").encode(), EDGES.encode(), "row 2, x: empty; fill it in"),
        (
            NODES.replace("0,1,0,0", "0,1,200,0").encode(),
            EDGES.encode() + b"0,0\n",
            "row 6, v: '0' is joined to",
        ),
        (
            NODES.replace("0,1,0,0", "0,1,0,0,7").encode(),
            EDGES.encode(),
            "row 2: 5 values under 4 columns; quote",
        ),
        (NODES.encode() + b'4,"1', EDGES.encode(), "nodes.csv row 6: not CSV (unexpected end of data)"),
        (NODES.encode() + b"3,1,0,0\n", EDGES.encode(), "nodes.csv row 6, id: '3' stands twice"),
    ],
)
def test_a_wrong_file_is_refused_by_row_and_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], nodes: bytes, edges: bytes, message: str
) -> None:
    code, text = said(tmp_path, capsys, nodes, edges)
    assert code == 2
    assert message in text
    assert not (tmp_path / "out").exists()


def test_a_file_of_edges_without_a_row_is_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(tmp_path, capsys, NODES.encode(), b"u,v\n") == (0, "")
