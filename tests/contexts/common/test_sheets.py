"""Files that leave the system do nothing when they are opened."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from jingge.common.sheets import FORMULA_SIGNS, to_csv, to_xlsx

DANGEROUS = [f"{sign}1+1" for sign in FORMULA_SIGNS] + [" =1+1", "\u3000=1+1", '=cmd|" /C calc"!A0']


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_formula_leaves_as_text(text: str) -> None:
    cell = next(csv.reader(io.StringIO(to_csv(["h"], [[text]]).decode("utf-8-sig")), dialect="excel"))
    rows = list(csv.reader(io.StringIO(to_csv(["h"], [[text]]).decode("utf-8-sig"), newline="")))
    assert cell == ["h"]
    assert rows[1][0].startswith("'")
    sheet = load_workbook(io.BytesIO(to_xlsx("t", ["h"], [[text]]))).active
    assert sheet is not None
    written = sheet["A2"]
    assert written.data_type == "s"
    assert written.quotePrefix


def test_figures_and_days_stay_figures_and_days() -> None:
    moment = datetime(2020, 6, 30, 1, tzinfo=UTC)
    sheet = load_workbook(
        io.BytesIO(to_xlsx("t", ["a", "b", "c", "d"], [[-3, Decimal("1.5"), moment, None]]))
    ).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == [-3, 1.5, datetime(2020, 6, 30, 9), None]  # noqa: DTZ001
    assert to_csv(["a"], [[-3]]).decode("utf-8-sig") == "a\r\n-3\r\n"


def test_sheet_names_are_made_to_fit() -> None:
    book = load_workbook(io.BytesIO(to_xlsx("a/b:c" * 20, ["h"], [])))
    assert len(book.sheetnames[0]) <= 31


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.lists(st.text(max_size=30), min_size=2, max_size=2), max_size=5))
def test_any_text_can_be_written_and_never_becomes_a_formula(rows: list[list[str]]) -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx("t", ["a", "b"], rows))).active
    assert sheet is not None
    assert all(cell.data_type in ("s", "n", "inlineStr") for row in sheet.iter_rows() for cell in row)
    assert b"\0" not in to_csv(["a", "b"], rows)
