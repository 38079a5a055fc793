"""Plane figures, shifted coordinates, cells round points, neighbours and roads."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from jingge.territory.geo.adjacency import shared_borders
from jingge.territory.geo.cells import cells_in, hull_of
from jingge.territory.geo.cover import closed, union
from jingge.territory.geo.gcj02 import from_gcj02, to_gcj02
from jingge.territory.geo.plane import Plane, areas_km2
from jingge.territory.geo.roads import DETOUR, build_network
from jingge.territory.geo.suspicion import Suspicion, offset_suspicion
from tests.contexts.territory.maps import cells
from tests.factories.territory import SIDE, SOUTH, WEST

GRS80 = Geod(ellps="GRS80")
LINGWU = np.array([[106.34, 38.10], [106.25, 38.05], [106.60, 37.95], [106.45, 38.20]])


def metres(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    distance: np.ndarray = np.abs(np.asarray(GRS80.inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])[2]))
    return distance


def test_areas_equal_those_on_the_ellipsoid() -> None:
    shapes = shapely.segmentize(np.array(cells(40, seed=1), dtype=object), 0.001)
    exact = [abs(GRS80.geometry_area_perimeter(shape)[0]) / 1e6 for shape in shapes]
    assert areas_km2(shapes) == pytest.approx(exact, rel=1e-6)


@settings(max_examples=200, deadline=None)
@given(lon=st.floats(73.7, 135.0), lat=st.floats(18.2, 53.5))
def test_gcj02_there_and_back_comes_home_within_a_metre(lon: float, lat: float) -> None:
    start = np.array([[lon, lat]])
    assert metres(from_gcj02(to_gcj02(start)), start)[0] < 0.01
    assert 20 < metres(to_gcj02(start), start)[0] < 1200


def test_gcj02_of_a_known_place() -> None:
    """Tiananmen by the published formula: WGS 84 116.397428, 39.90923 becomes 116.403670, 39.910634."""
    shifted = to_gcj02(np.array([[116.397428, 39.90923]]))
    assert shifted[0] == pytest.approx([116.403670, 39.910634], abs=2e-6)


def test_swapped_points_and_points_elsewhere_are_told_apart() -> None:
    points = np.vstack([LINGWU, LINGWU[:1, ::-1], [[121.47, 31.23]], [[350000.0, 4210000.0]]])
    found = {s.kind: s.points for s in offset_suspicion(points, LINGWU)}
    assert found == {Suspicion.SWAPPED: (4,), Suspicion.OUT_OF_BUREAU: (5, 6)}


def test_gcj02_data_is_suspected_from_its_offset_to_named_seats_and_true_data_is_not() -> None:
    named = {i: i for i in range(len(LINGWU))}
    [suspicion] = offset_suspicion(to_gcj02(LINGWU), LINGWU, named=named)
    assert suspicion.kind == Suspicion.GCJ02
    assert 0.3 < suspicion.km < 0.8
    assert offset_suspicion(LINGWU + 0.0003, LINGWU, named=named) == []
    assert offset_suspicion(LINGWU + (-0.006, 0.002), LINGWU, named=named) == []


def test_cells_cover_their_ground_once_and_each_holds_its_point() -> None:
    rng = np.random.default_rng(4)
    points = rng.uniform((106.3, 38.0), (106.5, 38.1), size=(60, 2))
    ground = hull_of(points)
    drawn = cells_in(points, ground)
    assert shapely.intersects_xy(drawn, points[:, 0], points[:, 1]).all()
    assert areas_km2(drawn).sum() == pytest.approx(areas_km2(np.array([ground]))[0], rel=1e-6)
    joined = union(drawn)
    assert areas_km2(np.array([joined]))[0] == pytest.approx(areas_km2(drawn).sum(), rel=1e-6)


def test_neighbours_share_a_border_and_a_corner_is_not_one() -> None:
    squares = np.array(
        [shapely.box(WEST + c * SIDE, SOUTH + r * SIDE, WEST + (c + 1) * SIDE, SOUTH + (r + 1) * SIDE)
         for r in range(2) for c in range(2)], dtype=object
    )  # fmt: skip
    found = shared_borders(squares)
    assert [(a, b) for a, b, _ in found] == [(0, 1), (0, 2), (1, 3), (2, 3)]
    assert found[0][2] == pytest.approx(1.11, abs=0.01)  # 0.01° of latitude
    assert found[1][2] == pytest.approx(0.88, abs=0.01)  # 0.01° of longitude at 38° north


def test_surveyed_borders_a_metre_apart_still_touch() -> None:
    gap = 1e-5  # about a metre
    west = shapely.box(WEST, SOUTH, WEST + SIDE - gap, SOUTH + SIDE)
    east = shapely.box(WEST + SIDE, SOUTH, WEST + 2 * SIDE, SOUTH + SIDE)
    [(_, _, km)] = shared_borders(np.array([west, east], dtype=object))
    assert km == pytest.approx(1.11, abs=0.02)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_neighbours_equal_the_slow_answer(seed: int) -> None:
    shapes = np.array(cells(30, seed), dtype=object)
    plane = Plane(106.4, 38.05)
    flat = plane.shapes(shapes)
    slow = {
        (a, b)
        for a in range(len(flat))
        for b in range(a + 1, len(flat))
        if shapely.length(shapely.intersection(flat[a].boundary, flat[b].boundary)) > 0.02
    }
    fast = {(a, b) for a, b, km in shared_borders(shapes) if km > 0.02}
    assert slow == fast


def test_travel_follows_roads_that_cross_without_a_common_vertex() -> None:
    lines = np.array(
        [
            shapely.LineString([(106.3, 38.0), (106.4, 38.0)]),
            shapely.LineString([(106.35, 37.95), (106.35, 38.05)]),
        ],
        dtype=object,
    )
    network = build_network(lines)
    assert len(network.nodes) == 5
    km = network.travel_km(np.array([[106.3, 38.0]]), np.array([[106.35, 38.05]]))[0, 0]
    legs = np.array([[106.3, 38.0], [106.35, 38.0]]), np.array([[106.35, 38.0], [106.35, 38.05]])
    assert km == pytest.approx(metres(*legs).sum() / 1000, rel=1e-3)


def test_without_roads_travel_is_the_straight_line_with_a_detour() -> None:
    network = build_network(np.zeros(0, dtype=object))
    km = network.travel_km(np.array([[106.3, 38.0]]), np.array([[106.4, 38.0]]))[0, 0]
    straight = metres(np.array([[106.3, 38.0]]), np.array([[106.4, 38.0]]))[0] / 1000
    assert km == pytest.approx(DETOUR * straight, rel=1e-4)


def test_of_two_roads_between_the_same_places_the_shorter_counts() -> None:
    straight = shapely.LineString([(106.3, 38.0), (106.4, 38.0)])
    bent = shapely.LineString([(106.3, 38.0), (106.35, 38.08), (106.4, 38.0)])
    network = build_network(np.array([straight, bent], dtype=object))
    km = network.travel_km(np.array([[106.3, 38.0]]), np.array([[106.4, 38.0]]))[0, 0]
    assert km == pytest.approx(
        metres(np.array([[106.3, 38.0]]), np.array([[106.4, 38.0]]))[0] / 1000, rel=1e-3
    )


def test_slivers_left_by_rounding_are_closed_and_real_holes_stay() -> None:
    outer = shapely.box(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE)
    sliver = shapely.box(WEST + 0.001, SOUTH + 0.001, WEST + 0.0010001, SOUTH + 0.002)
    hole = shapely.box(WEST + 0.004, SOUTH + 0.004, WEST + 0.006, SOUTH + 0.006)
    ground = shapely.difference(shapely.difference(outer, sliver), hole)
    assert [len(p.interiors) for p in shapely.get_parts(closed(ground))] == [1]
    apart = shapely.union(ground, shapely.box(WEST + 1, SOUTH, WEST + 1 + SIDE, SOUTH + SIDE))
    assert sorted(len(p.interiors) for p in shapely.get_parts(closed(apart))) == [0, 1]


def test_nothing_has_no_neighbours_no_area_and_no_offset() -> None:
    nothing = np.zeros(0, dtype=object)
    assert shared_borders(nothing) == []
    assert areas_km2(nothing).tolist() == []
    assert offset_suspicion(np.zeros((0, 2)), LINGWU) == []


def test_one_point_gets_the_whole_ground() -> None:
    ground = shapely.box(106.3, 38.0, 106.4, 38.1)
    assert cells_in(np.array([[106.35, 38.05]]), ground).tolist() == [ground]
