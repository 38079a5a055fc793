"""A plan as a GeoPackage for QGIS: areas and blocks as polygons, offices as points, in CGCS2000."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import shapely

from jingge.common.viewer import Viewer
from jingge.planning.queries.office_pins import office_pins
from jingge.planning.queries.shapes import Drawn, area_rows, block_rows

CRS = "EPSG:4490"
POLYGON, POINT = "MultiPolygon", "Point"


def plan_geopackage(viewer: Viewer, scenario_id: UUID) -> bytes:
    """Layers `areas` and `blocks`, and `offices` where the plan has them, on the viewer's ground."""
    pins = office_pins(viewer, scenario_id)
    offices = [
        (
            shapely.Point(pin.office.lon, pin.office.lat),
            {
                "code": pin.office.code,
                "name": pin.office.name,
                "area": pin.area.code,
                "station": pin.area.station_name,
                "people": pin.people,
                "capacity": pin.capacity,
            },
        )
        for pin in pins
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.gpkg"
        _write(path, "areas", POLYGON, list(area_rows(viewer, scenario_id)))
        _write(path, "blocks", POLYGON, list(block_rows(viewer, scenario_id)))
        _write(path, "offices", POINT, offices)
        return path.read_bytes()


def _write(path: Path, layer: str, geometry_type: str, rows: Sequence[Drawn]) -> None:
    """Append a layer; nothing where there is nothing to show."""
    if not rows:
        return
    import pyogrio.raw  # GDAL takes a second to load, and few ever ask for this file

    shapes = np.array([shape for shape, _fields in rows], dtype=object)
    fields = [fields for _shape, fields in rows]
    pyogrio.raw.write(
        str(path),
        shapely.to_wkb(shapes),
        [_column(fields, name) for name in fields[0]],
        list(fields[0]),
        layer=layer,
        driver="GPKG",
        geometry_type=geometry_type,
        promote_to_multi=geometry_type == POLYGON,
        crs=CRS,
        append=path.exists(),
    )


def _column(rows: Sequence[Mapping[str, Any]], name: str) -> Any:
    """Numbers as numbers, with gaps where nothing is known; all else as text."""
    values = [row[name] for row in rows]
    if all(isinstance(value, bool) for value in values):
        return np.array(values)
    if all(value is None or isinstance(value, int | float) for value in values):
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    return np.array(values, dtype=object)
