"""A plan as a GeoPackage: layers `units` and `areas` and the table `plan`, ready to open in QGIS."""

import os
import tempfile
import warnings
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from jingge_engines.districting.checks import ProblemError
from jingge_engines.districting.columns import Columns
from jingge_engines.districting.geometry import Shapes, checked_polygons, shapely
from jingge_engines.districting.solution import Result

try:
    import pyogrio.raw
except ImportError as error:
    raise ImportError(
        "a GeoPackage needs pyogrio, which is not installed: pip install 'jingge[geo]'"
    ) from error

OWN = ("fid", "geom", "unit", "plan_area", "plan_region")
"""Columns of the layer `units` that a frame's own columns do not replace."""
Table = Mapping[str, Any]


def write_geopackage(
    path: Path | str, frame: Any, result: Result, *, unit: str | None = None, crs: Any = None
) -> None:
    """Write the plan of the polygons of `frame`, whole or not at all; an older file is replaced.

    `frame` is the GeoDataFrame of the problem, or its polygons in the same order; `unit` is its column of ids
    (the index by default), `crs` is needed only where the frame has none. The layers:

    - `units`: unit, plan_area, plan_region, and every column of the frame that is a number or a text;
    - `areas`: one row per area with its figures, its polygon the union of its units;
    - `plan`: one row: every term, objective, bound, gap, status, what is not kept, seed and print of the input.
    """
    target = Path(path)
    columns = Columns(frame)
    units = columns.ids(unit)
    if len(units) != len(result.plan.assignment):
        raise ProblemError(
            f"frame: {len(units)} rows for a plan of {len(result.plan.assignment)} units; give the frame of "
            "the problem"
        )
    polygons = checked_polygons(columns.shapes(), units)
    known = _wkt(crs if crs is not None else getattr(frame, "crs", None))
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
            draft = Path(folder) / "plan.gpkg"
            _write(draft, "units", polygons, _units(columns, units, result), known)
            _write(draft, "areas", _areas_of(polygons, result), _areas(result), known)
            _write(draft, "plan", None, _plan(result), None)
            os.replace(draft, target)
    except OSError as error:
        raise ProblemError(
            f"{target.name}: cannot be written ({error.strerror}); give another place"
        ) from error


def _units(columns: Columns, units: tuple[str, ...], result: Result) -> Table:
    areas = result.plan.assignment
    own = {
        "unit": np.array(units, dtype=object),
        "plan_area": np.array(result.plan.labels, dtype=object)[areas],
        "plan_region": np.array(result.plan.regions, dtype=object)[areas],
    }
    return own | {name: values for name, values in columns.plain().items() if name.lower() not in OWN}


def _areas_of(polygons: Shapes, result: Result) -> Shapes:
    """The union of the units of every area."""
    shapes = [
        shapely.union_all(polygons[result.plan.assignment == area]) for area in range(len(result.plan.labels))
    ]
    return np.array(shapes, dtype=object)


def _areas(result: Result) -> Table:
    rows = [asdict(district) for district in result.evaluation.districts]
    for row in rows:
        row |= {f"measure_{place + 1}": value for place, value in enumerate(row.pop("measures"))}
    table = {name: _column([row[name] for row in rows]) for name in rows[0]}
    return {"area": table.pop("label")} | table


def _plan(result: Result) -> Table:
    missing = float("nan")
    row: dict[str, Any] = {
        "objective": float(result.objective),
        "lower_bound": missing if result.lower_bound is None else float(result.lower_bound),
        "gap": missing if result.gap is None else float(result.gap),
        "status": result.status.value,
        "bound_method": result.bound_method,
        "feasible": result.feasible,
        "not_kept": "; ".join(violation.message for violation in result.violations),
        **asdict(result.terms),
        "seed": "" if result.seed is None else str(result.seed),
        "engine_version": result.version,
        "input_hash": result.input_hash,
    }
    return {name: _column([value]) for name, value in row.items()}


def _column(values: list[Any]) -> Any:
    """Texts as objects, all else by its own type."""
    return np.array(values, dtype=object if isinstance(values[0], str) else None)


def _wkt(crs: Any) -> str | None:
    return crs if crs is None or isinstance(crs, str) else str(crs.to_wkt())


def _write(path: Path, layer: str, shapes: Shapes | None, table: Table, crs: str | None) -> None:
    with warnings.catch_warnings():
        # A plane without a CRS is allowed; QGIS then asks for one.
        warnings.filterwarnings("ignore", message="'crs' was not provided")
        pyogrio.raw.write(
            str(path),
            None if shapes is None else shapely.to_wkb(shapes),
            list(table.values()),
            list(table),
            layer=layer,
            driver="GPKG",
            geometry_type=None if shapes is None else "MultiPolygon",
            promote_to_multi=shapes is not None,
            crs=crs,
            append=path.exists(),
        )
