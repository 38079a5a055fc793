"""Every kind of file a bureau may send reads into the same table, whatever it is called."""

import json
import os
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from openpyxl import Workbook

from jingge.uploads.queries import read_tables
from jingge.uploads.terms import ReadTable

SQUARES = np.array([shapely.box(106 + n, 38, 107 + n, 39) for n in range(3)])
CODES = np.array(["001", "002", "003"], dtype=object)
NAMES = np.array(["东塔", "西郊", "崇兴"], dtype=object)


def layer(path: Path, driver: str, crs: str = "EPSG:4490", **more: object) -> Path:
    shapes = SQUARES
    if crs == "EPSG:4549":
        from pyproj import Transformer

        turn = Transformer.from_crs("EPSG:4490", crs, always_xy=True)
        shapes = shapely.transform(SQUARES, lambda p: np.column_stack(turn.transform(p[:, 0], p[:, 1])))
    pyogrio.raw.write(
        str(path), shapely.to_wkb(shapes), [CODES, NAMES], ["code", "label"], geometry_type="Polygon",
        driver=driver, crs=crs, **more,
    )  # fmt: skip
    return path


def shapefile(folder: Path, encoding: str = "UTF-8", crs: str = "EPSG:4490", keep_cpg: bool = True) -> Path:
    layer(folder / "blocks.shp", "ESRI Shapefile", crs, encoding=encoding)
    path = folder / "blocks.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in folder.glob("blocks.*"):
            if part.suffix != ".zip" and (keep_cpg or part.suffix != ".cpg"):
                archive.write(part, part.name)
    return path


def geojson(folder: Path) -> Path:
    path = folder / "blocks.geojson"
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "label": label},
            "geometry": shapely.geometry.mapping(shape),
        }
        for code, label, shape in zip(CODES, NAMES, SQUARES, strict=True)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


LAYERS: dict[str, Callable[[Path], Path]] = {
    "GeoPackage": lambda f: layer(f / "blocks.gpkg", "GPKG"),
    "KML": lambda f: layer(f / "blocks.kml", "LIBKML", "EPSG:4326"),
    "GeoJSON": geojson,
    "Shapefile": shapefile,
    "Shapefile in GBK": lambda f: shapefile(f, "GB18030", keep_cpg=False),
    "Shapefile in a plane": lambda f: shapefile(f, crs="EPSG:4549"),
}


@pytest.mark.parametrize("named", [True, False], ids=["named", "stored without an ending"])
@pytest.mark.parametrize("kind", LAYERS)
def test_a_layer_of_any_kind_reads_alike(kind: str, named: bool, tmp_path: Path) -> None:
    path = LAYERS[kind](tmp_path)
    label = path.name
    if not named:
        path = path.rename(tmp_path / "0197a3")
    result = read_tables(path, name=label)
    assert [p for p in result.problems if p.severity == "error"] == []
    [table] = result.tables
    assert table.name == "blocks"
    assert (values(table, "code"), values(table, "label")) == (list(CODES), list(NAMES))
    assert table.geometry is not None
    shapes = shapely.from_wkb(table.geometry)
    assert (shapely.area(shapely.symmetric_difference(shapes, SQUARES)) < 1e-6).all()
    assert list(table.rows) == [1, 2, 3]


def values(table: ReadTable, column: str) -> list[str]:
    return table.values[table.columns.index(column)]


def test_a_workbook_reads_by_content_with_days_and_numbers_as_text(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "units"
    sheet["A1"] = "灵州市社区（村）一览表"
    sheet.merge_cells("A1:E1")
    for row in (
        ["code", "name", "day", "count", "share"],
        [640181100001, " 东塔 ", date(2021, 3, 4), 12.0, 0.5],
        ["640181100002", None, datetime.fromisoformat("2021-03-05"), True, 44256],
        [],
        ["640181100003", "崇兴", "2021-03-06", "７", None],
    ):
        sheet.append(row)
    path = tmp_path / "0197a3"
    book.save(path)
    result = read_tables(path, name="表.xlsx")
    assert result.problems == [], "a title merged above the header harms nothing"
    [table] = result.tables
    assert (table.name, list(table.rows)) == ("units", [3, 4, 6]), "rows as the spreadsheet counts"
    assert table.values == [
        ["640181100001", "640181100002", "640181100003"],
        ["东塔", "", "崇兴"],
        ["2021-03-04", "2021-03-05", "2021-03-06"],
        ["12", "1", "７"],
        ["0.5", "44256", ""],
    ]


def test_a_stored_formula_value_is_taken_and_named(tmp_path: Path) -> None:
    from tests.instances.hostile import workbook

    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c><c r="B1" t="inlineStr"><is><t>n</t></is></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
    )
    path = tmp_path / "x"
    path.write_bytes(workbook(rows))
    result = read_tables(path, name="x.xlsx")
    [problem] = result.problems
    assert (problem.severity, problem.code, problem.row, problem.field, problem.value) == (
        "warning", "formula_value", 2, "n", "=1+1",
    )  # fmt: skip
    assert problem.params == {"cell": "B2", "stored": "2"}
    assert result.tables[0].values == [["1"], ["2"]]


def test_names_in_a_chinese_windows_zip_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("XXXX.csv")
        archive.writestr(info, "code,name\n1,2\n")
    gbk = "派所".encode("gbk")
    path.write_bytes(path.read_bytes().replace(b"XXXX", gbk))
    assert [t.name for t in read_tables(path).tables] == ["派所"]


def test_what_is_no_table_in_a_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x")
    (tmp_path / "units.csv").write_text("code,name\n1,2\n")
    result = read_tables(tmp_path)
    assert ([t.name for t in result.tables], result.problems) == (["units"], [])


def test_the_reader_cannot_open_a_socket_or_start_a_program() -> None:
    """The filter itself, in a process of its own: once on it cannot be taken off."""
    import subprocess
    import sys

    code = (
        "import os, socket\n"
        "from jingge.uploads.reader.confine import confine\n"
        "from jingge.uploads.terms import NORMAL\n"
        "confine(NORMAL)\n"
        "for deed in (lambda: socket.socket(), lambda: os.execv('/bin/true', ['true'])):\n"
        "    try:\n"
        "        deed()\n"
        "        print('could')\n"
        "    except PermissionError:\n"
        "        print('could not')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.split("\n")[:2] == ["could not", "could not"]


def test_a_single_column_of_identity_numbers_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("名单\n11010519491231002X\n11010519491231002X\n")
    result = read_tables(path)
    assert [(p.code, p.row, p.value) for p in result.problems] == [("forbidden_content", 2, "110" + "•" * 15)]
    assert result.tables[0].values == [["", ""]]


def test_a_single_identity_number_without_any_header_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("11010519491231002X\n")
    result = read_tables(path)
    assert result.holds_forbidden
    assert "11010519491231002X" not in repr(result)
