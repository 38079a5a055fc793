"""Graphs as arrays, against the obvious."""

import numpy as np

from jingge_engines.core.distance import between, haversine_km, plane
from jingge_engines.core.graph import articulation_points, components, graph_of
from jingge_engines.core.linear import Columns, Program
from jingge_engines.core.result import digest, gap_between
from jingge_engines.core.rng import dice, seed_of


def test_neighbours_come_in_order_and_parallel_edges_add_up() -> None:
    graph = graph_of(4, np.array([[2, 0], [0, 1], [2, 0]]), np.array([1.0, 2.0, 4.0]))
    assert graph.neighbours(0).tolist() == [1, 2]
    assert graph.weights[graph.offsets[0] : graph.offsets[1]].tolist() == [2.0, 5.0]
    assert graph.neighbours(3).tolist() == []


def test_pieces_are_counted_whole_and_by_label() -> None:
    graph = graph_of(5, np.array([[0, 1], [1, 2], [3, 4]]))
    assert components(graph)[0] == 2
    count, piece = components(graph, np.array([0, 1, 0, 0, 0]))
    assert count == 4
    assert piece[3] == piece[4]


def test_articulation_points_are_those_whose_removal_parts_the_graph() -> None:
    rng = np.random.default_rng(8)
    for _ in range(40):
        order = int(rng.integers(1, 12))
        pairs = [(i, j) for i in range(order) for j in range(i + 1, order) if rng.random() < 0.25]
        edges = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        whole = components(graph_of(order, edges))[0]
        parting = []
        for vertex in range(order):
            rest = edges[(edges != vertex).all(axis=1)]
            alone = (edges == vertex).sum() == 0
            if components(graph_of(order, rest))[0] - 1 > whole - int(alone):
                parting.append(vertex)
        assert articulation_points(graph_of(order, edges)).tolist() == parting


def test_distances_are_right_and_do_not_depend_on_blocks() -> None:
    points = np.array([[0.0, 0.0], [0.0, 90.0], [180.0, 0.0]])
    quarter = np.pi / 2 * 6371.0088
    assert np.allclose(haversine_km(points, points)[0], [0, quarter, 2 * quarter])
    assert np.allclose(plane(np.array([[0.0, 0.0]]), np.array([[3.0, 4.0]])), 5)
    many = np.random.default_rng(1).uniform(0, 80, (600, 2))
    assert np.array_equal(between(many, many, "haversine_km"), haversine_km(many, many))


def test_a_program_is_solved_relaxed_and_whole() -> None:
    columns = Columns(
        np.array([3.0, 2.0, 2.0]),
        np.array([0, 2, 3, 4]),
        np.array([0, 1, 0, 1]),
        np.array([1.0, 1.0, 1.0, 1.0]),
    )
    program = Program(np.ones(2), np.ones(2))
    program.add(columns)
    relaxed = program.solve()
    assert relaxed.optimal
    assert relaxed.objective == 3.0
    assert np.allclose(columns.priced(relaxed.dual).min(), 0)
    whole = program.solve(integer=True, nodes=10)
    assert whole.values.tolist() == [1.0, 0.0, 0.0]
    none = Program(np.array([2.0]), np.array([2.0]))
    none.add(Columns(np.ones(1), np.array([0, 1]), np.array([0]), np.ones(1)), 1.0)
    assert none.solve(integer=True, nodes=10).infeasible


def test_records_are_honest() -> None:
    assert gap_between(10, None) is None
    assert gap_between(10, 9) == 0.1
    assert gap_between(0, -1) == 1
    assert gap_between(10, 10.0000000001) == 0
    assert digest("ab", "c") != digest("a", "bc")
    assert seed_of(dice(42)) == 42
    assert dice(42).integers(1000, size=5).tolist() == dice(42).integers(1000, size=5).tolist()
