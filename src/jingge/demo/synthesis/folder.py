"""Writing the tables: the same bytes for the same rows, on every machine."""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely import Geometry

from jingge.demo.synthesis.plane import DECIMALS

CGCS2000 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
"""RFC 7946 knows only WGS 84; the older member says the system, and GDAL still reads it."""
Properties = Mapping[str, str | int | float]


def write_table(path: Path, rows: list[dict[str, str | int | float]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_layer(path: Path, name: str, features: Iterable[tuple[Geometry, Properties]]) -> None:
    """One feature to a line, so that two versions can be compared by eye."""
    lines = [
        json.dumps(
            {"type": "Feature", "properties": properties, "geometry": _geometry(geometry)},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for geometry, properties in features
    ]
    head = (
        f'{{"type":"FeatureCollection","name":{json.dumps(name)},"crs":{json.dumps(CGCS2000)},"features":[\n'
    )
    path.write_text(head + ",\n".join(lines) + "\n]}\n", encoding="utf-8", newline="\n")


def _geometry(geometry: Geometry) -> dict[str, Any]:
    written = json.loads(shapely.to_geojson(geometry))
    return {"type": written["type"], "coordinates": _rounded(written["coordinates"])}


def _rounded(value: Any) -> Any:
    return [_rounded(v) for v in value] if isinstance(value, list) else round(value, DECIMALS)
