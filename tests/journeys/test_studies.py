"""What the command office asks beyond a plan: a curve, alternatives, why limits clash; and takes one of them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Shot, SignIn
from tests.journeys.deeds import draw_plan
from tests.journeys.test_pages import CHECKS

NAME, TIGHT = "取舍方案", "偏差两成方案"
WORKING = 180_000


@pytest.fixture
def at_scenario(sign_in: SignIn) -> Page:
    """The command office on the scenario that the first test drew."""
    return on(sign_in("command"), NAME)


def on(page: Page, name: str) -> Page:
    page.goto("/planning/")
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    return page


def worked_out(page: Page, button: str, seconds: int) -> None:
    """Ask, watch the progress, wait for what was found."""
    page.locator(".study-form [name=seconds]").fill(str(seconds))
    page.get_by_role("button", name=button).click()
    expect(page.locator(".job-progress")).to_be_visible()
    expect(page.locator(".job-progress")).to_have_count(0, timeout=WORKING)


def pictured(page: Page, shot: Shot, name: str) -> None:
    """The whole page at both widths, sound in both."""
    for width, height in ((390, 844), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(CHECKS) == []
        shot(page, name, whole=True)


def test_the_bound_is_said_in_words_station_by_station(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    draw_plan(page, NAME, keep="0.3", seconds=20)
    expect(page.locator("#content")).to_contain_text(re.compile("可能的最好方案|任何方案最多只能再好"))
    expect(page.locator("#content")).to_contain_text("“更好”指")
    page.locator("#stations a[href$='/stations/']").click()
    expect(page.locator("#list-planning-stations tbody tr")).to_have_count(8)
    shot(page, "planning-stations")
    page.get_by_role("link", name="西郊派出所").click()
    expect(page.locator("#list-planning-areas tbody tr").first).to_contain_text("西郊")
    expect(page.locator("#list-planning-areas tbody")).not_to_contain_text("东塔")


def test_a_curve_is_drawn_and_one_of_its_plans_taken_and_put_back(at_scenario: Page, shot: Shot) -> None:
    page = at_scenario
    page.get_by_role("link", name="均衡与变动的取舍").click()
    page.locator("[name=plans]").fill("5")
    worked_out(page, "开始绘制曲线", 4)
    expect(page.locator("svg.curve .curve-dot.own")).to_have_count(1)
    expect(page.locator(".plans-of-curve tbody tr")).to_have_count(5)
    pictured(page, shot, "planning-curve")
    page.locator("form.take button").first.click()
    expect(page.locator("#flash, #content").first).to_contain_text("选用")
    expect(page.locator("#edits")).to_contain_text("曲线上的划法")
    page.locator("form[action$='/undo/'] button").click()
    expect(page.locator("#edits")).to_contain_text("已撤销")


def test_a_plan_of_little_change_says_what_is_proven_under_its_cap_and_can_be_taken(
    at_scenario: Page, shot: Shot
) -> None:
    page = at_scenario
    page.get_by_role("link", name="均衡与变动的取舍").click()
    page.locator("[name=over]").select_option("keeping")
    page.locator("[name=plans]").fill("4")
    worked_out(page, "开始绘制曲线", 4)
    first = page.locator(".plans-of-curve tbody tr").first
    expect(first).to_contain_text("易手人口至多")
    expect(first).to_contain_text("个责任区接收他区人口")
    expect(first).to_contain_text(re.compile("已证明|最多"))
    pictured(page, shot, "planning-curve-change")
    first.locator("form.take button").first.click()
    expect(page.locator("#edits")).to_contain_text("易手人口至多")
    page.locator("form[action$='/undo/'] button").click()
    expect(page.locator("#edits")).to_contain_text("已撤销")


def test_alternatives_stand_side_by_side_with_what_differs_hatched(at_scenario: Page, shot: Shot) -> None:
    page = at_scenario
    page.get_by_role("link", name="备选方案").click()
    page.locator("[name=within_pct]").fill("30")
    page.locator("[name=differ_pct]").fill("3")
    worked_out(page, "绘制备选方案", 8)
    assert page.locator("figure.sketch").count() >= 3
    expect(page.locator(".sketch-elsewhere").first).to_be_visible()
    pictured(page, shot, "planning-alternatives")
    page.locator("#sketch-station").select_option(label="西郊派出所")
    page.wait_for_url(re.compile(r"station=LW02"))
    shot(page, "planning-alternatives-station", whole=True)
    page.get_by_role("button", name="另存为新方案").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)


def test_limits_that_clash_are_named_and_limits_that_work_drawn(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    draw_plan(page, TIGHT, keep="0.3", seconds=8, balance="20")
    expect(page.locator("#content")).to_contain_text("限值")
    page.get_by_role("link", name="为什么无法满足").click()
    worked_out(page, "查明原因", 40)
    expect(page.locator("#content")).to_contain_text("社区（村）保持完整")
    pictured(page, shot, "planning-reasons")
    works = page.get_by_role("button", name=re.compile("按 ±.* 重新绘制"))
    works.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{TIGHT} ±")
