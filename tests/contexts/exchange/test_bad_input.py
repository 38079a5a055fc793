"""Every case of bad input by name: the row, the field, the value, the message, the mend; and nothing written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook

from jingge.exchange.queries.reading import Reading
from jingge.exchange.terms import Problem
from jingge.organisation.models import Bureau, Station
from jingge.staffing.models import Officer
from jingge.territory.geo.gcj02 import to_gcj02
from jingge.territory.models import Grid, GridVersion, Shape
from tests.contexts.exchange.conftest import Judge
from tests.contexts.exchange.handover import UNITS, Tables, csv_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_written(db: None) -> Iterator[None]:
    """Reading and judging never writes, whatever it finds."""
    yield
    for model in (Bureau, Station, Officer, GridVersion, Grid, Shape):
        assert not model._default_manager.exists()


@dataclass(frozen=True)
class Bad:
    """A way to spoil the tables, and the one problem that must come of it."""

    spoil: Callable[[Tables], object]
    sheet: str
    row: int | None
    field: str
    value: str
    message: str
    mend: str
    severity: str = "error"


def put(table: str, row: int, **cells: object) -> Callable[[Tables], object]:
    return lambda t: getattr(t, table)[row].update(cells)


def bow_tie(t: Tables) -> None:
    ring = t.blocks[5]["ring"]
    ring[1], ring[2] = ring[2], ring[1]


def overlap(t: Tables) -> None:
    ring = t.blocks[0]["ring"]
    ring[1], ring[2] = [ring[1][0] + 0.005, ring[1][1]], [ring[2][0] + 0.005, ring[2][1]]


def gap(t: Tables) -> None:
    """The corner of block 4 (row 4) in the middle of the map is cut away."""
    ring = t.blocks[3]["ring"]
    east, north = ring[2]
    ring[2:3] = [[east, north - 0.004], [east - 0.004, north - 0.004], [east - 0.004, north]]


def swap(t: Tables) -> None:
    t.blocks[2]["ring"] = [[y, x] for x, y in t.blocks[2]["ring"]]


def no_community_officers(t: Tables) -> None:
    for n in (1, 2, 4):
        t.officers[n]["post"] = "duty_officer"
    for n in (8, 9):
        t.officers[n]["paired_with"] = ""
    t.areas = []


CASES = {
    "a code that became a float": Bad(
        put("units", 1, code="640181100002.0"), "units", 3, "code", "640181100002.0",
        "The spreadsheet turned the code into a number.",
        "Taken as 640181100002. Store the column as text to keep it so.", "warning",
    ),
    "a code in scientific notation": Bad(
        put("units", 1, code="6.40181E+11"), "units", 3, "code", "6.40181E+11",
        "The spreadsheet turned the code into a number and lost digits.",
        "Probably 640181…: enter all 12 digits again in a column stored as text.",
    ),
    "a code in scientific notation with all its digits": Bad(
        put("units", 1, code="6.40181100002E+11"), "units", 3, "code", "6.40181100002E+11",
        "The spreadsheet turned the code into a number.",
        "Taken as 640181100002. Store the column as text to keep it so.", "warning",
    ),
    "a code that lost a digit": Bad(
        put("units", 1, code="64018110000"), "units", 3, "code", "64018110000",
        "The code has 11 digits instead of 12: a leading zero was lost, or a digit.",
        "If a zero was lost write 064018110000; store the column as text.",
    ),
    "a police number that lost its leading zero": Bad(
        put("officers", 5, police_number="12306"), "officers", 7, "police_number", "12306",
        "The number has 5 digits, the others 6: a leading zero was lost.",
        "Write 012306 and store the column as text.",
    ),
    "a code in full-width digits": Bad(
        put("units", 1, code="６４０１８１１００００２"), "units", 3, "code", "６４０１８１１００００２",
        "The code was written in an unusual way.",
        "Taken as 640181100002. Store the column as text to keep it so.", "warning",
    ),
    "a day stored as a number": Bad(
        put("officers", 0, since="43831"), "officers", 2, "since", "43831",
        "The day is stored as a number of days.",
        "Taken as 2020-01-01. Store the column as text to keep it so.", "warning",
    ),
    "no such day": Bad(
        put("officers", 0, since="2020-02-30"), "officers", 2, "since", "2020-02-30",
        "There is no such day.", "Write it as 2021-03-04.",
    ),
    "an unknown parent": Bad(
        put("blocks", 6, unit_code="640181100009"), "blocks", 7, "unit_code", "640181100009",
        "“Communities and villages” has no row with this code in force.",
        "Perhaps 640181100002 is meant; or add the row to “Communities and villages”.",
    ),
    "an unknown station": Bad(
        put("offices", 1, station_code="LW09"), "offices", 3, "station_code", "LW09",
        "“Stations” has no row with this code in force.",
        "Perhaps LW02 is meant; or add the row to “Stations”.",
    ),
    "an unknown organ": Bad(
        put("officers", 3, organ_code="ZZZ"), "officers", 5, "organ_code", "ZZZ",
        "“Stations” has no row with this code in force.",
        "Correct the code, or add the row to “Stations”.",
    ),
    "a duplicate": Bad(
        lambda t: t.brigades.append(dict(t.brigades[0])), "brigades", 3, "code", "XJ",
        "The same code is in row 2.", "Remove one of the two rows, or correct the code.",
    ),
    "two stations with one level-1 grid": Bad(
        put("stations", 1, level1_code="640181100"), "stations", 3, "level1_code", "640181100",
        "The station in row 2 has this level-1 grid already.",
        "One station has exactly one level-1 grid: correct one of the two.",
    ),
    "an empty required cell": Bad(
        put("stations", 1, name=""), "stations", 3, "name", "", "The cell is empty.",
        "Write 名称, for example 东塔派出所.",
    ),
    "a negative count": Bad(
        put("blocks", 8, population="-5"), "blocks", 9, "population", "-5",
        "A count cannot be negative.", "Write a whole number, 0 or more.",
    ),
    "half a person": Bad(
        put("blocks", 8, population="12.5"), "blocks", 9, "population", "12.5",
        "A count is a whole number.", "Write 12, or the number meant.",
    ),
    "a count in words": Bad(
        put("blocks", 8, households="约三百"), "blocks", 9, "households", "约三百",
        "This is not a number.", "Write a whole number, 0 or more.",
    ),
    "an unknown word": Bad(
        put("officers", 2, post="片警"), "officers", 4, "post", "片警",
        "This word is not known.", "Write one of: 所长 (station_head), 副所长 (deputy_head)",
    ),
    "a self-intersecting polygon": Bad(
        bow_tie, "blocks", 6, "geometry", "106.37 38.01",
        "Its border crosses", "Redraw it; a GIS can repair it with “fix geometries”.",
    ),
    "an overlap": Bad(
        overlap, "blocks", 1, "geometry", f"{UNITS[0]}002",
        f"It overlaps block {UNITS[0]}002 by", "Give the common ground to one of the two.",
    ),
    "a gap": Bad(
        gap, "blocks", 4, "geometry", "106.338", "A gap of", "Extend one of them over the gap.",
    ),
    "a polygon with swapped coordinates": Bad(
        swap, "blocks", 3, "geometry", "38.03, 106.31", "Longitude and latitude are swapped.",
        "Write longitude 106.31 and latitude 38.03.",
    ),
    "a point with swapped coordinates": Bad(
        put("offices", 0, lon="38.018", lat="106.338"), "offices", 2, "lon", "38.018, 106.338",
        "Longitude and latitude are swapped.", "Write longitude 106.338 and latitude 38.018.",
    ),
    "metres instead of degrees": Bad(
        put("offices", 0, lon="35618000", lat="4218000"), "offices", 2, "lon", "3.5618e+07, 4.218e+06",
        "These are metres of a projection, not degrees.",
        "Convert to CGCS2000 longitude and latitude (EPSG:4490).",
    ),
    "a community without blocks": Bad(
        lambda t: t.blocks.__delitem__(slice(12, 16)), "units", 5, "code", UNITS[3],
        "Nothing of the next level lies in it", "Add what lies in it, or remove it.",
    ),
    "an area over two stations": Bad(
        put("areas", 3, area_code="Z01"), "areas", 2, "area_code", "Z01",
        "It reaches over the ground of two stations", "Divide it: an area lies in one station.",
    ),
    "an area without its officer": Bad(
        put("areas", 1, police_number=""), "areas", 3, "police_number", "", "The cell is empty.",
        "Write 责任民警, for example 012345.",
    ),
    "a responsible officer of another station": Bad(
        put("areas", 1, police_number="012306"), "areas", 3, "police_number", "012306",
        "The responsible officer must serve at the area's own station on that day.",
        "Name an officer of station LW01, or correct where this one serves.",
    ),
    "a helper as station head": Bad(
        put("officers", 10, post="station_head"), "officers", 12, "post", "station_head",
        "The post “Head of the station” is for police officers only. Auxiliaries and helpers:",
        "Correct the post, the kind of person, or where they serve.",
    ),
    "an auxiliary paired across stations": Bad(
        put("officers", 9, paired_with="012302"), "officers", 11, "paired_with", "012302",
        "The two serve at different places on that day.",
        "Name a community officer of the same station, or leave the cell empty.",
    ),
    "a name that ends before it begins": Bad(
        put("units", 0, valid_to="2016-01-01"), "units", 2, "valid_to", "2016-01-01",
        "It ends on 2016-01-01, not after it begins.",
        "Write the first day it no longer holds, or leave the cell empty.",
    ),
    "two names at once": Bad(
        lambda t: t.units.append(t.units[0] | {"valid_from": "2018-01-01", "name": "新名"}), "units", 6,
        "valid_from", "2018-01-01", "The name in row 2 still holds on that day.",
        "End the earlier name on the day the later one begins.",
    ),
    "an unlisted column": Bad(
        lambda t: [row.update(colour="red") for row in t.brigades], "brigades", 1, "colour", "",
        "The column is not known and was passed over.",
        "If it should be taken, say on the mapping page which column it is.", "warning",
    ),
    "a code outside its parent's": Bad(
        put("blocks", 6, code="640181100009777"), "blocks", 7, "code", "640181100009777",
        "The code does not begin with 640181100002, the code of what it lies in.", "Check both codes.", "warning",
    ),
    "a formula in a CSV cell": Bad(
        put("stations", 0, name="=1+1"), "stations", 2, "name", "=1+1", "The cell holds a formula and no value.",
        "Copy the column and paste it as values, then upload again.",
    ),
    "the second ratio below 40 %": Bad(
        no_community_officers,
        "officers", None, "post", "0",
        "0 of 6 station officers are community officers; the target of 40 % needs 3.",
        "Check the posts; the import goes on all the same.", "warning",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_told_with_row_field_value_and_mend(name: str, judge: Judge) -> None:
    case, tables = CASES[name], Tables()
    case.spoil(tables)
    reading = judge(tables)
    mine = [
        p
        for p in reading.problems
        if (p.severity, p.sheet, p.row, p.field) == (case.severity, case.sheet, case.row, case.field)
    ]
    assert mine, told(reading)
    shown = [(p.value, str(p.message), str(p.mend)) for p in mine]
    assert any(
        value.startswith(case.value) and message.startswith(case.message) and mend.startswith(case.mend)
        for value, message, mend in shown
    ), shown
    if case.severity == "error":
        assert reading.differences == []
    else:
        assert reading.errors == 0, told(reading)


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if c.severity == "error"])
def test_no_other_row_is_accused(name: str, judge: Judge) -> None:
    """One spoilt cell gives errors on its own row, or on the row that leans on it, never all over the map."""
    case, tables = CASES[name], Tables()
    case.spoil(tables)
    errors = [p for p in judge(tables).problems if p.severity == "error"]
    assert len(errors) <= 4, errors
    assert case.sheet in {p.sheet for p in errors}


def told(reading: Reading) -> list[tuple[object, ...]]:
    return [(p.severity, p.sheet, p.row, p.field, p.value, str(p.message)) for p in reading.problems]


def only(reading: Reading, severity: str = "error") -> Problem:
    found = [p for p in reading.problems if p.severity == severity]
    assert len(found) == 1, told(reading)
    return found[0]


def test_clean_tables_raise_nothing_but_what_is_worth_knowing(judge: Judge) -> None:
    reading = judge(Tables())
    assert reading.errors == 0
    assert {str(p.message) for p in reading.problems} == {
        "No auxiliary is paired with this community officer."
    }


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_table_in_any_chinese_encoding_reads_alike(encoding: str, tmp_path: Path, judge: Judge) -> None:
    folder = Tables().write(tmp_path)
    (folder / "stations.csv").write_bytes(csv_of(Tables().stations, encoding))
    reading = judge(folder)
    assert reading.errors == 0, told(reading)
    assert reading.book is not None
    assert reading.book.get("stations").column("name") == ["东塔派出所", "西郊派出所"]
    warned = [p for p in reading.problems if "GBK" in str(p.message)]
    assert [p.sheet for p in warned] == (["stations"] if encoding in ("gbk", "gb18030") else [])


def test_a_broken_encoding_names_the_line(tmp_path: Path, judge: Judge) -> None:
    folder = Tables().write(tmp_path)
    content = csv_of(Tables().stations)
    (folder / "stations.csv").write_bytes(content.replace("西郊派出所".encode(), b"\x81\xff\xff", 1))
    problem = only(judge(folder))
    assert (problem.sheet, problem.row) == ("stations", 3)
    assert problem.mend == "Save the file as CSV UTF-8."


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_seen(delimiter: str, tmp_path: Path, judge: Judge) -> None:
    folder = Tables().write(tmp_path)
    content = csv_of(Tables().brigades).decode().replace(",", delimiter)
    (folder / "brigades.csv").write_text(content, encoding="utf-8")
    assert judge(folder).errors == 0


@pytest.mark.parametrize("columns", ["民族", "宗教信仰", "政治面貌", "健康状况", "身份证号", "联系电话", "户主", "车牌号", "人脸照片",
                                     "ethnicity", "religion", "ID number", "mobile_phone", "residentName", "plate"])  # fmt: skip
def test_a_forbidden_column_is_refused_by_its_name(columns: str, judge: Judge) -> None:
    tables = Tables()
    for n, row in enumerate(tables.blocks):
        row[columns] = "" if n < 2 else "某个不得收集的内容"
    reading = judge(tables)
    problem = only(reading)
    assert (problem.sheet, problem.row, problem.field) == ("blocks", 3, columns)
    assert "某个不得收集" not in problem.value + str(reading.tables)
    assert "which are not taken" in str(problem.message) or "which is not taken" in str(problem.message)
    assert reading.holds_forbidden


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("11010519491231002X", "identity numbers"),
        ("１１０１０５１９４９１２３１００２Ｘ", "identity numbers"),
        ("110105 19491231 002X", "identity numbers"),
        ("证号11010519491231002x，见档案", "identity numbers"),
        ("13912345678", "phone numbers"),
        ("+86 139-1234-5678", "phone numbers"),
        ("联系13912345678", "phone numbers"),
        ("卡号6222020000000000000", "bank cards"),
        ("宁A12345", "number plates"),
    ],
)
def test_a_forbidden_value_is_refused_wherever_it_stands(value: str, kind: str, judge: Judge) -> None:
    tables = Tables()
    for row in tables.officers:
        row["备注"] = ""
    tables.officers[4]["备注"] = value
    reading = judge(tables)
    problem = only(reading)
    assert (problem.sheet, problem.row, problem.field) == ("officers", 6, "备注")
    assert kind in str(problem.message)
    assert value not in problem.value
    assert len(set(problem.value.strip("•"))) <= 3
    assert value not in str(reading.tables)


def test_a_column_of_peoples_is_refused_whatever_it_is_called(judge: Judge) -> None:
    tables = Tables()
    for row, word in zip(tables.blocks, ["回族", "汉", "回", "汉族"] * 4, strict=True):
        row["类型二"] = word
    problem = only(judge(tables))
    assert (problem.row, problem.field, problem.value) == (1, "类型二", "•••")
    assert "ethnicity" in str(problem.message)


def test_place_names_and_codes_are_not_taken_for_people(judge: Judge) -> None:
    tables = Tables()
    names = ["回民巷社区", "汉渠村", "民族团结小区", "电话局家属院"]
    for row, name in zip(tables.blocks, names * 4, strict=True):
        row["name"] = f"{name}{row['code'][-3:]}"
    assert judge(tables).errors == 0


def test_gcj02_offices_among_cgcs2000_blocks_are_doubted(judge: Judge) -> None:
    tables = Tables()
    places = to_gcj02(np.array([[row["lon"], row["lat"]] for row in tables.offices]))
    for row, (lon, lat) in zip(tables.offices, places, strict=True):
        row["lon"], row["lat"] = round(float(lon), 6), round(float(lat), 6)
    reading = judge(tables)
    assert reading.errors == 0
    found = [p for p in reading.problems if p.value == "GCJ-02"]
    assert [(p.sheet, p.severity, p.field) for p in found] == [("offices", "warning", "lon")]
    assert "Convert the layer to CGCS2000" in str(found[0].mend)


def test_sound_offices_are_not_doubted(judge: Judge) -> None:
    assert not [p for p in judge(Tables()).problems if p.value == "GCJ-02"]


def test_formulas_merged_cells_and_error_cells_are_named_by_cell(tmp_path: Path, judge: Judge) -> None:
    tables = Tables()
    book = Workbook()
    for name in ("bureau", "stations", "brigades", "units", "officers", "offices", "areas"):
        sheet = book.create_sheet(name)
        rows = getattr(tables, name)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    book["stations"]["B2"] = '="东塔"&"派出所"'
    book["officers"]["D3"] = "#N/A"
    book["units"].merge_cells("G2:G3")
    book.remove(book.worksheets[0])
    path = tmp_path / "bureau.xlsx"
    book.save(path)
    found = {(p.sheet, p.row, p.field): p for p in judge(path).problems if p.severity == "error"}
    formula = found["stations", 2, "name"]
    assert (formula.value, str(formula.message)) == (
        '="东塔"&"派出所"',
        "The cell holds a formula and no value.",
    )
    error = found["officers", 3, "age_band"]
    assert (error.value, str(error.message)) == ("#N/A", "Cell D3 holds an error.")
    merged = found["units", 2, "station_code"]
    assert str(merged.message) == "Cells G2:G3 are merged: rows after the first are empty."
    assert str(merged.mend) == "Unmerge them and write the value into every row."
