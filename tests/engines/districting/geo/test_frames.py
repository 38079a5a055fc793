"""A GeoDataFrame in, a problem out: columns by name, distances in kilometres, islands named."""

from typing import Any

import numpy as np
import pytest
from shapely import LineString, Point, Polygon, box

from jingge_engines.core.stop import MaxIterations
from jingge_engines.districting import ProblemError, solve
from jingge_engines.districting.frames import problem_from_frame
from tests.engines.districting.geo.maps import chessboard

LIMITS: dict[str, Any] = {"districts": 2, "lower": 30, "upper": 50}


def test_a_frame_becomes_a_problem_row_for_row() -> None:
    frame = chessboard(4, 2, town=["a", "b"] * 4, households=[3.0] * 8)
    problem = problem_from_frame(
        frame, **LIMITS, unit="code", nest="town", today="town", measures={"households": (9, 15)}
    )
    assert problem.units[:2] == ("r0c0", "r0c1")
    assert len(problem.edges) == 10
    assert problem.load.tolist() == [10.0] * 8
    assert problem.nest == problem.today == ("a", "b") * 4
    assert np.asarray(problem.measures["households"].values).tolist() == [3.0] * 8
    result = solve(problem, stop=MaxIterations(3), rng=1)
    assert result.evaluation.contiguous


def test_distances_are_kilometres_on_a_plane_and_on_the_globe() -> None:
    metres = problem_from_frame(chessboard(4, 1), **LIMITS)
    degrees = problem_from_frame(chessboard(4, 1, crs="EPSG:4490", side=0.01), **LIMITS)
    assert metres.metric == "plane"
    assert metres.points[1, 0] - metres.points[0, 0] == pytest.approx(1.0)
    assert degrees.metric == "haversine_km"
    assert degrees.points[0].tolist() == pytest.approx([0.005, 0.005])
    assert len(degrees.edges) == len(metres.edges) == 3


def test_a_frame_without_a_crs_is_a_plane_in_its_own_unit() -> None:
    problem = problem_from_frame(chessboard(4, 1, crs=None, side=5.0), **LIMITS)
    assert (problem.metric, problem.points[0].tolist()) == ("plane", [2.5, 2.5])


def test_an_island_is_named_with_its_nearest_neighbour() -> None:
    frame = chessboard(4, 1)
    frame.loc[3, "geometry"] = box(3300, 0, 4300, 1000)
    with pytest.raises(ProblemError) as refused:
        problem_from_frame(frame, **LIMITS, unit="code")
    assert "apart from the rest lie 'r0c3' (nearest: 'r0c2', 0.3 away)" in str(refused.value)
    assert "join_islands=True" in str(refused.value)


def test_islands_are_joined_when_told_to_or_bridged_by_a_gap() -> None:
    frame = chessboard(4, 1)
    frame.loc[3, "geometry"] = box(3100, 0, 4100, 1000)
    joined = problem_from_frame(frame, **LIMITS, join_islands=True)
    wide = problem_from_frame(frame, **LIMITS, gap=0.11)
    assert joined.edges.tolist() == wide.edges.tolist() == [[0, 1], [1, 2], [2, 3]]


def test_pieces_that_can_be_areas_of_their_own_are_no_islands() -> None:
    frame = chessboard(6, 1, crs=None, side=1.0)
    frame.loc[3:, "geometry"] = [box(x, 9, x + 1, 10) for x in (3, 4, 5)]
    assert len(problem_from_frame(frame, districts=2, lower=30, upper=30).edges) == 4
    with pytest.raises(ProblemError, match="apart from the rest"):
        problem_from_frame(frame, districts=1, lower=60, upper=60)


def test_each_region_is_joined_in_itself() -> None:
    frame = chessboard(4, 1, station=["s1", "s2", "s1", "s2"])
    districts = {"s1": 1, "s2": 1}
    with pytest.raises(ProblemError, match="apart from the rest"):
        problem_from_frame(frame, districts=districts, lower=20, upper=20, region="station")
    problem = problem_from_frame(
        frame, districts=districts, lower=20, upper=20, region="station", join_islands=True
    )
    assert {(0, 2), (1, 3)} <= {(u, v) for u, v in problem.edges.tolist()}


def test_a_frame_of_ground_without_any_neighbours_is_joined_like_any_other() -> None:
    frame = chessboard(5, 1, crs=None, side=1.0)
    frame["geometry"] = [box(3 * i, 0, 3 * i + 1, 1) for i in range(5)]
    with pytest.raises(ProblemError, match=r"'0' \(nearest: '1', 2 away\).*"):
        problem_from_frame(frame, **LIMITS)
    problem = problem_from_frame(frame, **LIMITS, join_islands=True)
    assert problem.edges.tolist() == [[0, 1], [1, 2], [2, 3], [3, 4]]


def test_roads_say_who_is_joined() -> None:
    frame = chessboard(2, 2, crs=None, side=1.0)
    roads = chessboard(1, 1, crs=None, side=1.0).set_geometry(
        [LineString([(0.5, 0.5), (1.5, 0.5), (1.5, 1.5), (0.5, 1.5)])]
    )
    problem = problem_from_frame(frame, districts=2, lower=10, upper=30, roads=roads)
    assert problem.edges.tolist() == [[0, 1], [1, 3], [2, 3]]
    with pytest.raises(ProblemError, match="roads: another CRS than the units"):
        problem_from_frame(chessboard(2, 2), **LIMITS, roads=roads.set_crs("EPSG:4490"))


def test_pairs_and_mappings_say_who_is_joined() -> None:
    frame = chessboard(3, 1)
    by_place = problem_from_frame(frame, **LIMITS, neighbours=[(0, 1), (1, 2)])
    by_name = problem_from_frame(
        frame, **LIMITS, unit="code", neighbours={"r0c0": ["r0c1"], "r0c1": ["r0c2"]}
    )
    assert by_place.edges.tolist() == by_name.edges.tolist() == [[0, 1], [1, 2]]
    with pytest.raises(ProblemError, match="neighbours: give libpysal weights, a mapping, or m x 2"):
        problem_from_frame(frame, **LIMITS, neighbours=["r0c0"])


@pytest.mark.parametrize(
    ("columns", "options", "message"),
    [
        ({}, {"load": "people"}, "frame: no column 'people'; there are code, population, geometry"),
        ({"population": [1, None, 3]}, {}, "load: unit '1' has nan; give a number of at least 0"),
        ({"population": [1, float("inf"), 3]}, {}, "load: unit '1' has inf; give a number of at least 0"),
        ({"population": [1, -2, 3]}, {}, "load: unit '1' has -2.0; give a number of at least 0"),
        ({"population": ["1", "2", "many"]}, {}, "population: row 2 has 'many'; give a number"),
        ({"code": ["a", "a", "b"]}, {"unit": "code"}, "units: id 'a' stands twice"),
    ],
)
def test_a_wrong_column_is_refused_by_name(
    columns: dict[str, Any], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ProblemError) as refused:
        problem_from_frame(chessboard(3, 1, **columns), **LIMITS, **options)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        (None, "geometry: unit '1' has none; draw its polygon or leave the unit out"),
        (Polygon(), "geometry: unit '1' has none"),
        (Point(0, 0), "geometry: unit '1' is a Point; give polygons"),
        (
            Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]),
            "geometry: the polygon of unit '1' is broken (Self-inter",
        ),
    ],
)
def test_a_wrong_shape_is_refused_by_unit(shape: Any, message: str) -> None:
    frame = chessboard(3, 1)
    frame.loc[1, "geometry"] = shape
    with pytest.raises(ProblemError) as refused:
        problem_from_frame(frame, **LIMITS)
    assert message in str(refused.value)


def test_a_frame_without_shapes_is_refused() -> None:
    with pytest.raises(ProblemError, match="geometry: the frame has no geometry column in force"):
        problem_from_frame(chessboard(2, 1).drop(columns="geometry"), **LIMITS)
