"""Who touches whom: a stretch of border is wanted, a corner is not enough, a hair's breadth is no gap."""

import numpy as np
import pytest
from libpysal.graph import Graph
from libpysal.weights import KNN, Rook
from shapely import LineString, MultiLineString, Point, Polygon, box

from jingge_engines.districting import ProblemError
from jingge_engines.districting.adjacency import border_edges, road_edges, shared_borders, weight_edges
from jingge_engines.districting.geometry import Shapes
from jingge_engines.districting.problem import Ints
from tests.engines.districting.cases import grid_edges
from tests.engines.districting.geo.maps import chessboard


def polygons(*shapes: object) -> Shapes:
    return np.array(shapes, dtype=object)


def as_pairs(edges: Ints) -> set[tuple[int, int]]:
    return {(int(u), int(v)) for u, v in edges}


def test_squares_touch_along_sides_and_not_at_corners() -> None:
    frame = chessboard(4, 3)
    edges, lengths = shared_borders(np.asarray(frame.geometry))
    assert as_pairs(edges) == as_pairs(grid_edges(4, 3))
    assert lengths == pytest.approx(1000.0)


def test_it_finds_what_libpysal_calls_rook() -> None:
    rng = np.random.default_rng(1)
    frame = chessboard(8, 8)
    frame = frame[rng.random(64) > 0.2].reset_index(drop=True)
    w = Rook.from_dataframe(frame, use_index=False, silence_warnings=True)
    assert as_pairs(border_edges(np.asarray(frame.geometry))) == as_pairs(
        weight_edges(w, [str(i) for i in range(len(frame))])
    )


def test_a_border_whose_vertices_do_not_agree_is_shared_all_the_same() -> None:
    left = Polygon([(0, 0), (1, 0), (1.0000000001, 3), (0, 3)])
    right = Polygon([(1, 0.3), (2, 0), (2, 3), (1.00000000005, 1.7)])
    assert as_pairs(border_edges(polygons(left, right))) == {(0, 1)}


def test_a_gap_is_bridged_only_when_it_is_allowed() -> None:
    west, east, corner = box(0, 0, 1, 1), box(1.01, 0, 2, 1), box(2.01, 1.01, 3, 2)
    assert len(border_edges(polygons(west, east, corner))) == 0
    assert as_pairs(border_edges(polygons(west, east, corner), gap=0.02)) == {(0, 1)}


def test_a_unit_in_a_hole_and_one_drawn_over_another_touch_it() -> None:
    ring = Polygon(box(0, 0, 9, 9).exterior, [box(3, 3, 6, 6).exterior])
    assert as_pairs(border_edges(polygons(ring, box(3, 3, 6, 6)))) == {(0, 1)}
    assert as_pairs(border_edges(polygons(box(0, 0, 9, 9), box(3, 3, 6, 6)))) == {(0, 1)}


def test_one_unit_touches_nobody_and_a_wrong_gap_is_refused() -> None:
    assert border_edges(polygons(box(0, 0, 1, 1))).shape == (0, 2)
    with pytest.raises(ProblemError, match="gap: nan; give a finite distance"):
        border_edges(polygons(box(0, 0, 1, 1)), gap=float("nan"))


def test_a_road_joins_the_units_it_passes_one_after_the_other() -> None:
    row = np.asarray(chessboard(4, 2, side=1.0).geometry)
    along = LineString([(0.5, 0.5), (1.5, 0.5), (1.5, 1.5)])
    assert as_pairs(road_edges(row, [along])) == {(0, 1), (1, 5)}


def test_a_bridge_joins_two_banks_and_two_roads_join_nothing_between_them() -> None:
    banks = polygons(box(0, 0, 1, 1), box(3, 0, 4, 1))
    bridge = LineString([(0.5, 0.5), (3.5, 0.5)])
    apart = [LineString([(0.2, 0.5), (0.8, 0.5)]), LineString([(3.2, 0.5), (3.8, 0.5)])]
    assert as_pairs(road_edges(banks, MultiLineString([bridge]))) == {(0, 1)}
    assert len(road_edges(banks, apart)) == 0
    assert len(road_edges(banks, [])) == 0


def test_what_is_no_road_is_refused() -> None:
    with pytest.raises(ProblemError, match="roads: not all are lines"):
        road_edges(polygons(box(0, 0, 1, 1)), [Point(0, 0)])


def test_libpysal_weights_are_taken_by_id_by_index_and_by_position() -> None:
    frame = chessboard(3, 3)
    codes = list(frame["code"])
    by_id = Rook.from_dataframe(frame, ids="code")
    by_place = Rook.from_dataframe(frame, use_index=False)
    graph = Graph.build_contiguity(frame.set_index("code"), rook=True)
    for weights in (by_id, by_place, graph):
        assert as_pairs(weight_edges(weights, codes)) == as_pairs(grid_edges(3, 3))


def test_a_neighbour_that_only_one_side_names_counts() -> None:
    line = chessboard(3, 1)
    nearest = KNN.from_dataframe(line, k=1)
    assert as_pairs(weight_edges(nearest, list(line["code"]))) == {(0, 1), (1, 2)}
    assert as_pairs(weight_edges({"r0c0": ["r0c0", "r0c1"]}, list(line["code"]))) == {(0, 1)}


def test_strangers_among_the_neighbours_are_named() -> None:
    with pytest.raises(ProblemError, match="neighbours: no unit 'atlantis'"):
        weight_edges({"a": ["atlantis"]}, ["a", "b"])
    with pytest.raises(ProblemError, match="neighbours: a int; give libpysal weights"):
        weight_edges(7, ["a", "b"])
