"""GeoPackage, Shapefile and KML through GDAL, with every other driver shut off before it loads.

GDAL sniffs content: a VRT document named .geojson once returned a server file and sent
requests (reliability, finding 3). So: types are decided before GDAL sees a file, GDAL_SKIP
names every driver but the three, no driver may be asked for by content, and the process
has no sockets (confine).
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from jingge.uploads.reader.layer import Layer
from jingge.uploads.terms import ERROR, MB, Limits, ReadProblem, ReadTable, Unreadable

ALLOWED = {"gpkg": "GPKG", "shp": "ESRI Shapefile", "kml": "LIBKML"}
SKIPPED = [
    "ADBC",
    "AIVector",
    "AVCBin",
    "AVCE00",
    "AmigoCloud",
    "CSV",
    "CSW",
    "Carto",
    "DGN",
    "DXF",
    "EDIGEO",
    "EEDA",
    "ESRIJSON",
    "Elasticsearch",
    "FlatGeobuf",
    "GDALG",
    "GML",
    "GPSBabel",
    "GPX",
    "GTFS",
    "GeoJSON",
    "GeoJSONSeq",
    "GeoRSS",
    "HTTP",
    "Idrisi",
    "JML",
    "JSONFG",
    "KML",
    "LVBAG",
    "MBTiles",
    "MVT",
    "MapInfo_File",
    "MapML",
    "MiraMonVector",
    "NGW",
    "OAPIF",
    "ODS",
    "OGCAPI",
    "OGR_GMT",
    "OGR_PDS",
    "OGR_VRT",
    "OSM",
    "OpenFileGDB",
    "PCIDSK",
    "PDF",
    "PDS4",
    "PGDUMP",
    "PLSCENES",
    "PMTiles",
    "S57",
    "SQLite",
    "SXF",
    "Selafin",
    "TopoJSON",
    "VDV",
    "VFK",
    "VICAR",
    "WAsP",
    "WFS",
    "XLSX",
    "VRT",
    "WMS",
    "WMTS",
    "WCS",
    "GTI",
    "STACIT",
    "STACTA",
    "DAAS",
    "PostgreSQL",
    "MySQL",
    "MSSQL",
    "Parquet",
    "Arrow",
    "netCDF",
    "HDF5",
    "DIMAP",
    "JPIPKAK",
    "EEDAI",
    "OZI",
    "XODR",
    "GeoJSON",
    "MSSQLSpatial",
    "ODBC",
    "PGeo",
    "Memory",
]
SETTINGS = {
    "GDAL_SKIP": ",".join(name.replace("MapInfo_File", "MapInfo File") for name in SKIPPED),
    "GDAL_DISABLE_READDIR_ON_OPEN": "FALSE",
    "GDAL_HTTP_PROXY": "127.0.0.1:9",
    "GDAL_HTTP_TIMEOUT": "1",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_NUM_THREADS": "1",
    "GDAL_CACHEMAX": "32",
    "PROJ_NETWORK": "OFF",
    "OGR_GEOJSON_MAX_OBJ_SIZE": "8",
    "OGR_SQLITE_LOAD_EXTENSIONS": "NO",
    "LIBKML_RESOLVE_STYLE": "NO",
    "OPENBLAS_NUM_THREADS": "1",
}


def load_gdal() -> Any:
    """Import pyogrio with the allow-list in place; refuse to go on when a driver slipped through."""
    os.environ.update(SETTINGS)
    import pyogrio

    present = set(pyogrio.list_drivers())
    if surplus := present - set(ALLOWED.values()) - {"MEM"}:
        raise RuntimeError(f"GDAL drivers outside the allow-list: {sorted(surplus)}; add them to SKIPPED")
    return pyogrio


def read_layers(
    path: Path, name: str, kind: str, limits: Limits
) -> tuple[list[ReadTable], list[ReadProblem]]:
    """Every layer of a file whose kind is already known.

    GDAL wants the ending of its kind, and an upload is stored without one: it gets a link.
    """
    if kind == "kml":
        refuse_declarations(path, name)
    if path.suffix.lower() == f".{kind}":
        return read_named(path, name, kind, limits)
    with tempfile.TemporaryDirectory() as folder:
        link = Path(folder) / f"layer.{kind}"
        link.symlink_to(path.resolve())
        return read_named(link, name, kind, limits)


def read_named(path: Path, name: str, kind: str, limits: Limits) -> tuple[list[ReadTable], list[ReadProblem]]:
    pyogrio = load_gdal()
    tables: list[ReadTable] = []
    problems: list[ReadProblem] = []
    try:
        layers = pyogrio.list_layers(str(path))
        for layer_name, geometry_type in layers:
            if geometry_type is None and kind != "kml":
                continue
            shown = name if len(layers) == 1 else str(layer_name)
            found, said = read_layer(pyogrio, path, str(layer_name), shown, kind, limits)
            tables += found
            problems += said
    except pyogrio.errors.DataSourceError as error:
        raise Unreadable("broken_layer", sheet=name, value=name) from error
    if not tables:
        raise Unreadable("empty_file", sheet=name)
    return tables, problems


def read_layer(
    pyogrio: Any, path: Path, layer_name: str, shown: str, kind: str, limits: Limits
) -> tuple[list[ReadTable], list[ReadProblem]]:
    info = pyogrio.read_info(str(path), layer=layer_name, force_feature_count=True)
    if info["features"] > limits.rows:
        raise Unreadable("too_many_rows", sheet=shown, limit=limits.rows)
    encoding = shapefile_encoding(path) if kind == "shp" else None
    meta, _fids, shapes, columns = pyogrio.raw.read(
        str(path), layer=layer_name, force_2d=True, encoding=encoding, max_features=limits.rows
    )
    shapes = in_degrees(shapes, meta.get("crs"), shown)
    layer = Layer(shown, kind, limits)
    names = [str(field) for field in meta["fields"]]
    for place in range(len(shapes)):
        values = {n: plain(column[place]) for n, column in zip(names, columns, strict=True)}
        layer.add(values, bytes(shapes[place]) if shapes[place] is not None else b"")
        if shapes[place] is None:
            layer.sheet.say(ERROR, "no_geometry", place + 1, "geometry")
    return layer.finish()


def plain(value: Any) -> object:
    """A NumPy value as Python's own; a missing number or date as nothing."""
    if value is None or value != value:  # NaN and NaT differ from themselves
        return None
    if hasattr(value, "dtype"):
        return str(value)[:10] if value.dtype.kind == "M" else value.item()
    return value


def shapefile_encoding(path: Path) -> str | None:
    """The .cpg says it; without one a Chinese desktop wrote GBK unless the bytes are UTF-8."""
    if path.with_suffix(".cpg").exists():
        return None
    table = path.with_suffix(".dbf")
    if not table.exists():
        return None
    with table.open("rb") as file:
        body = file.read(4 * MB)[32:]
    try:
        body[: len(body) - 4].decode("utf-8")
    except UnicodeDecodeError:
        return "GB18030"
    return "UTF-8"


def in_degrees(shapes: Any, crs: str | None, name: str) -> Any:
    """Shapes in CGCS2000 longitude and latitude; projected data is turned back."""
    if crs is None or crs.rsplit(":", 1)[-1] in ("4490", "4326", "CRS84"):
        return shapes
    import numpy as np
    import shapely
    from pyproj import CRS, Transformer
    from pyproj.exceptions import ProjError

    try:
        turn = Transformer.from_crs(CRS.from_user_input(crs), CRS.from_epsg(4490), always_xy=True)
    except ProjError as error:
        raise Unreadable("foreign_crs", sheet=name, value=str(crs)[:60]) from error
    turned = shapely.transform(
        shapely.from_wkb(shapes), lambda places: np.column_stack(turn.transform(places[:, 0], places[:, 1]))
    )
    return shapely.to_wkb(turned)


def refuse_declarations(path: Path, name: str) -> None:
    """No DOCTYPE, no entities, no links to elsewhere, in any encoding GDAL might accept."""
    with path.open("rb") as file:
        tail = b""
        while chunk := file.read(MB):
            window = (tail + chunk).replace(b"\x00", b"").lower()
            if b"<!doctype" in window or b"<!entity" in window:
                raise Unreadable("xml_declaration", sheet=name, value=name)
            if b"<networklink" in window:
                raise Unreadable("kml_link", sheet=name, value=name)
            tail = chunk[-64:]
