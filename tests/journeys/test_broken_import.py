"""A hand-over with mistakes writes nothing and names each of them; an applied one can be taken back."""

import csv
import io
import re
import shutil
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from jingge.common.clock import today
from tests.journeys.conftest import Shot, SignIn
from tests.journeys.deeds import hand_over, is_still, zipped
from tests.journeys.running import Platform


def spoilt(folder: Path, target: Path) -> Path:
    """The county's tables with two mistakes in officers.csv: a word for years, a station nobody knows."""
    shutil.copytree(folder, target)
    officers = target / "officers.csv"
    rows = list(csv.DictReader(io.StringIO(officers.read_text(encoding="utf-8-sig"))))
    rows[2]["community_years"] = "许多"
    rows[4]["organ_code"] = "LW99"
    with officers.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return target


def renamed(folder: Path, target: Path) -> Path:
    """The same tables with one police office under another name: a change that is in order."""
    shutil.copytree(folder, target)
    offices = target / "offices.csv"
    first = next(csv.DictReader(io.StringIO(offices.read_text(encoding="utf-8-sig"))))
    offices.write_text(offices.read_text(encoding="utf-8-sig").replace(first["name"], "清水湾警务室"))
    return target


def versions(page: Page) -> int:
    page.goto("/territory/versions/")
    return page.locator("#list-territory-versions tbody tr").count()


def test_a_broken_hand_over_names_row_column_value_and_mend_and_writes_nothing(
    sign_in: SignIn, platform: Platform, tmp_path: Path, shot: Shot
) -> None:
    page = sign_in("command")
    before = versions(page)
    file = zipped(spoilt(platform.home / "demo" / "lingwu", tmp_path / "spoilt"), tmp_path / "坏表.zip")
    hand_over(page, file, from_day="2026-12-01")
    body = page.locator("#import-body")
    expect(body).to_contain_text("被拒绝")
    years = body.locator("tbody tr", has_text="许多").first
    expect(years).to_contain_text("officers")
    expect(years).to_contain_text("4")  # as a spreadsheet counts: the header is row 1
    expect(body.locator("tbody tr", has_text="LW99").first).to_be_visible()
    expect(page.locator("form[action$='/apply/'], a[href$='/apply/']")).to_have_count(0)
    shot(page, "import-refused")
    with page.expect_download() as download:
        page.locator("a[href$='/problems.xlsx']").click()
    saved = tmp_path / "problems.xlsx"
    download.value.save_as(saved)
    cells = [str(cell) for sheet in openpyxl.load_workbook(saved) for row in sheet.values for cell in row]
    assert "许多" in cells
    assert "LW99" in cells
    assert versions(page) == before


def test_a_hand_over_that_was_applied_is_taken_back_whole(
    sign_in: SignIn, platform: Platform, tmp_path: Path, shot: Shot
) -> None:
    page = sign_in("command")
    before = versions(page)
    file = zipped(renamed(platform.home / "demo" / "lingwu", tmp_path / "renamed"), tmp_path / "改名.zip")
    hand_over(page, file, from_day=today().isoformat())
    here = page.url
    page.locator("form[action$='/apply/'] button").click()
    is_still(page)
    expect(page.locator("#import-body")).to_contain_text("已应用")
    page.goto("/staffing/offices/?words=清水湾")
    expect(page.locator("#content")).to_contain_text("清水湾警务室")
    page.goto(here)
    page.locator("a[href$='/undo/']").click()
    page.get_by_role("button", name=re.compile("撤回")).click()
    page.wait_for_url(here)
    expect(page.locator("#import-body")).to_contain_text("已撤回")
    shot(page, "import-undone")
    page.goto("/staffing/offices/")
    expect(page.locator("#content")).not_to_contain_text("清水湾警务室")
    assert versions(page) == before


def test_a_table_with_identity_numbers_is_refused_and_not_kept(
    sign_in: SignIn, platform: Platform, tmp_path: Path
) -> None:
    folder = tmp_path / "forbidden"
    shutil.copytree(platform.home / "demo" / "lingwu", folder)
    stations = folder / "stations.csv"
    lines = stations.read_text(encoding="utf-8-sig").splitlines()
    stations.write_text("\n".join([f"{lines[0]},民族", *(f"{line},甲" for line in lines[1:])]))
    page = sign_in("command")
    hand_over(page, zipped(folder, tmp_path / "民族.zip"), from_day="2026-12-01")
    body = page.locator("#import-body")
    expect(body).to_contain_text("被拒绝")
    expect(body).to_contain_text("民族")
    kept = [file for file in (platform.home / "uploads").rglob("*") if "民族" in file.name]
    assert kept == []
