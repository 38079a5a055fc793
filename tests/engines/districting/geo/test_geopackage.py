"""A plan as GeoPackage, read back by GeoPandas as QGIS reads it."""

from pathlib import Path
from typing import Any

import geopandas
import pyogrio
import pytest

from jingge_engines.core.stop import MaxIterations
from jingge_engines.districting import Params, ProblemError, Result, solve
from jingge_engines.districting.frames import problem_from_frame
from jingge_engines.districting.geopackage import write_geopackage
from tests.engines.districting.geo.maps import chessboard


def solved(frame: Any, **options: Any) -> Result:
    limits: dict[str, Any] = {"districts": 2, "lower": 40, "upper": 40}
    problem = problem_from_frame(frame, **(limits | options))
    return solve(problem, stop=MaxIterations(3), rng=1, params=Params(objective="cut_edges"))


def test_units_areas_and_plan_are_layers_of_one_file(tmp_path: Path) -> None:
    frame = chessboard(4, 2, Area=[1.5] * 8, note=["x", None] * 4, when=[frozenset()] * 8)
    result = solved(frame, unit="code")
    write_geopackage(tmp_path / "plan.gpkg", frame, result, unit="code")
    assert pyogrio.list_layers(tmp_path / "plan.gpkg")[:, 0].tolist() == ["units", "areas", "plan"]
    units = geopandas.read_file(tmp_path / "plan.gpkg", layer="units")
    assert units["unit"].tolist() == frame["code"].tolist()
    assert units["plan_area"].tolist() == list(result.plan.label_of_unit())
    assert units["Area"].tolist() == [1.5] * 8
    assert "when" not in units.columns
    assert units.crs == frame.crs
    areas = geopandas.read_file(tmp_path / "plan.gpkg", layer="areas").set_index("area")
    assert sorted(areas.index) == sorted(result.plan.labels)
    assert areas["load"].tolist() == [40.0, 40.0]
    for label, shape in areas.geometry.items():
        mine = frame.geometry[[one == label for one in result.plan.label_of_unit()]]
        assert shape.equals(mine.union_all())
    (plan,) = geopandas.read_file(tmp_path / "plan.gpkg", layer="plan").to_dict("records")
    assert (plan["cut_edges"], plan["objective"], plan["gap"], plan["status"]) == (2, 2.0, 0.0, "proven")
    assert plan["feasible"]
    assert plan["input_hash"] == result.input_hash
    assert [path.name for path in tmp_path.iterdir()] == ["plan.gpkg"]


def test_a_plan_without_a_bound_leaves_it_empty_and_says_what_is_not_kept(tmp_path: Path) -> None:
    frame = chessboard(4, 2, crs=None)
    result = solved(frame, lower=41, upper=41)
    (tmp_path / "plan.gpkg").write_text("an older file")
    write_geopackage(tmp_path / "plan.gpkg", list(frame.geometry), result)
    (plan,) = geopandas.read_file(tmp_path / "plan.gpkg", layer="plan").to_dict("records")
    assert "below the limit 41" in plan["not_kept"]
    assert not plan["feasible"]
    units = geopandas.read_file(tmp_path / "plan.gpkg", layer="units")
    assert units["unit"].tolist() == [str(i) for i in range(8)]
    assert units.crs is None


def test_a_frame_of_another_problem_or_a_missing_folder_is_refused(tmp_path: Path) -> None:
    frame = chessboard(4, 2)
    result = solved(frame)
    with pytest.raises(ProblemError, match="frame: 6 rows for a plan of 8 units"):
        write_geopackage(tmp_path / "plan.gpkg", chessboard(3, 2), result)
    with pytest.raises(ProblemError, match=r"plan\.gpkg: cannot be written"):
        write_geopackage(tmp_path / "nowhere" / "plan.gpkg", frame, result)
