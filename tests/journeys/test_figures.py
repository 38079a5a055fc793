"""The two ratios as the article writes them and rounded, what a move would do, and the map for the wall."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import Shot, SignIn

UNUSED = "/Helvetica"  # ReportLab names it at the start of every page and writes nothing in it


def percents(page: Page) -> list[str]:
    return [re.sub(r"\s", "", one) for one in page.locator(".ratio-percent").all_inner_texts()]


def fonts_without_file(sheet: PdfReader) -> list[str]:
    """Fonts that another machine would have to have."""
    resources: Any = sheet.pages[0]["/Resources"]
    found = [font.get_object() for font in resources["/Font"].values()]
    assert found
    descriptions = [one.get("/DescendantFonts", [one])[0].get_object() for one in found]
    return [
        str(one["/BaseFont"])
        for one in descriptions
        if one["/BaseFont"] != UNUSED and "/FontFile2" not in one["/FontDescriptor"].get_object()
    ]


def test_the_two_ratios_are_cut_as_in_the_article_or_rounded(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    page.goto("/staffing/?shown=cut")
    assert percents(page) == ["40.5%", "50.4%"]
    expect(page.locator(".ratios")).to_contain_text("102")
    expect(page.locator(".ratios")).to_contain_text("42")
    shot(page, "ratios-cut")
    page.goto("/staffing/?shown=rounded")
    assert percents(page) == ["40.6%", "50.5%"]


def test_one_officer_may_leave_the_stations_a_second_one_may_not(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    page.goto("/staffing/?shown=cut")
    form = page.locator(".what-if-form")
    form.locator("[name=source]").select_option(label="东塔派出所")
    form.locator("[name=officers]").fill("1")
    result = page.locator("#what-if-result")
    expect(result).to_contain_text("102")
    expect(result.locator(".compared.bad")).to_have_count(0)
    form.locator("[name=officers]").fill("2")
    expect(result).to_contain_text("39.7")
    expect(result.locator(".compared.bad")).not_to_have_count(0)
    shot(page, "what-if")


def test_the_wall_map_carries_its_title_note_version_and_date_in_embedded_fonts(
    sign_in: SignIn, tmp_path: Path
) -> None:
    page = sign_in("command")
    page.goto("/wall-map/")
    href = page.locator("a[href*='A3.pdf']").get_attribute("href") or ""
    answer = page.request.get(href)
    assert answer.ok
    file = tmp_path / "wall-map.pdf"
    file.write_bytes(answer.body())
    sheet = PdfReader(file)
    text = re.sub(r"\s", "", sheet.pages[0].extract_text())
    assert "灵武市公安局" in text
    assert "示意图，非行政区域界线" in text
    assert "第1版" in text or "版本1" in text
    assert re.search(r"20\d\d-\d\d-\d\d|20\d\d年\d+月\d+日", text)
    assert fonts_without_file(sheet) == []
    landscape = sheet.pages[0].mediabox
    assert {round(landscape.width / 72 * 25.4), round(landscape.height / 72 * 25.4)} == {420, 297}
