"""The main job on an empty platform: accounts, import, plan, compare, approve, adopt, look back.

One story, told in order; each test goes on where the one before it stopped.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from jingge.common.clock import today
from tests.journeys.conftest import Shot, SignIn
from tests.journeys.deeds import (
    choose_password,
    draw_plan,
    hand_over,
    is_still,
    map_is_drawn,
    open_account,
    zipped,
)
from tests.journeys.founding import Founded, found

FIRST_DAY = "2021-01-18"
NEW = "four quiet lamps by the river"
MINE, OTHERS = "均衡方案", "少变动方案"


@pytest.fixture(scope="module")
def platform(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    running = found(prepared, tmp_path_factory.mktemp("founded") / "var")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def tables(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bureau's tables as one zip."""
    return zipped(prepared / "demo" / "lingwu", tmp_path_factory.mktemp("tables") / "灵武底表.zip")


def scenario(page: Page, name: str) -> None:
    page.goto("/planning/")
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_the_it_clerk_changes_the_one_time_password_and_opens_accounts(
    sign_in: SignIn, platform: Founded, shot: Shot
) -> None:
    page = sign_in("it")
    choose_password(page, platform.passwords, "it", NEW)
    platform.passwords["command"] = open_account(page, "command", "指挥室一班", "command_office")
    shot(page, "one-time-password")
    platform.passwords["chief"] = open_account(page, "chief", "局长", "bureau_leader")
    page.goto("/accounts/")
    expect(page.locator("#list-accounts tbody tr")).to_have_count(3)


def test_the_command_office_must_choose_a_password_before_anything_else(
    sign_in: SignIn, platform: Founded
) -> None:
    page = sign_in("command")
    page.goto("/map/")
    choose_password(page, platform.passwords, "command", NEW)
    page.goto("/planning/new/")
    expect(page.locator("#content")).to_contain_text("请先导入")


def test_the_command_office_imports_the_tables_after_a_preview(
    sign_in: SignIn, tables: Path, shot: Shot
) -> None:
    page = sign_in("command")
    hand_over(page, tables, from_day=FIRST_DAY)
    body = page.locator("#import-body")
    expect(body).to_contain_text("可以应用")
    blocks = body.locator("tr", has_text="四级网格").first
    expect(blocks).to_contain_text("310")
    shot(page, "import-preview")
    page.goto("/territory/versions/")
    expect(page.locator("#list-territory-versions tbody tr")).to_have_count(
        0
    )  # nothing is written before one says so
    page.go_back()
    page.locator("form[action$='/apply/'] button, a[href$='/apply/']").first.click()
    is_still(page)
    expect(body).to_contain_text("已应用")
    shot(page, "import-applied")


def test_the_map_shows_the_four_levels_and_the_responsible_officer(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    page.goto("/map/")
    map_is_drawn(page)
    shot(page, "map")
    page.locator("[data-map-focus]").first.click()
    expect(page.locator("#grid-detail")).to_contain_text("民警")
    shot(page, "map-picked")


def test_the_engine_draws_two_plans_and_says_how_good_they_are(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    draw_plan(page, OTHERS, keep="0.9")
    draw_plan(page, MINE, keep="0.2", seconds=5)
    content = page.locator("#content")
    expect(content).to_contain_text(re.compile("最多可再好|已证明最优"))
    expect(page.locator("#areas tbody tr")).to_have_count(52)
    expect(page.locator("#terms tbody tr").first).to_be_visible()
    expect(page.locator("#stations tbody tr")).to_have_count(8)
    expect(page.locator("#changes tbody tr").first).to_be_visible()
    map_is_drawn(page, "#plan-map")
    shot(page, "scenario")


def movable(page: Page) -> bool:
    """Try blocks and areas, as a person does, until a move leaves every area in one piece."""
    form = page.locator("#move form")
    codes = [one.get_attribute("value") or "" for one in page.locator("#blocks option").all()[:8]]
    for code in codes:
        for place in range(6):
            form.locator("[name=block]").fill(code)
            form.locator("[name=to_area]").select_option(index=place)
            with page.expect_response(re.compile(r"/move/$")):
                form.locator("button[value=check]").click()
            expect(page.locator("#move .note").first).to_be_visible()
            if form.locator("button[value=move]").is_enabled():
                return True
    return False


def test_a_block_moved_by_hand_is_checked_at_once_and_can_be_put_back(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    scenario(page, MINE)
    assert movable(page)
    shot(page, "move-checked")
    page.locator("#move button[value=move]").click()
    undo = page.locator("form[action$='/undo/'] button")
    expect(undo).to_be_visible()
    moved = page.locator("section", has=undo)
    expect(moved.locator("tbody tr").first).to_contain_text("有效")
    undo.click()
    expect(page.locator("#content")).to_contain_text("已撤销")


def test_two_plans_stand_side_by_side_with_today(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    page.goto("/planning/compare/")
    for name in (MINE, OTHERS):
        page.get_by_label(name).check()
    page.locator("form:has([name=scenario]) button.primary").click()
    heads = page.locator("#content table").first.locator("thead th")
    expect(heads).to_have_count(4)
    expect(page.locator(".compare-maps figure")).to_have_count(2)
    map_is_drawn(page, ".compare-maps figure:nth-child(2) [data-module~=map]")
    shot(page, "compare")


def test_nobody_approves_what_they_submitted(sign_in: SignIn) -> None:
    page = sign_in("command")
    scenario(page, MINE)
    page.locator("form[action$='/submit/'] button").click()
    expect(page.locator("#flash")).to_contain_text("由他人审批")
    expect(page.locator("form[action$='/approve/'] button.primary")).to_be_disabled()


def test_the_bureau_leader_approves(sign_in: SignIn, platform: Founded, shot: Shot) -> None:
    page = sign_in("chief")
    choose_password(page, platform.passwords, "chief", NEW)
    scenario(page, MINE)
    page.locator("form[action$='/approve/'] [name=note]").fill("同意。")
    shot(page, "approve")
    page.locator("form[action$='/approve/'] button.primary").click()
    expect(page.locator("#flash")).to_contain_text("已批准")


def test_the_plan_holds_from_the_chosen_day_and_the_days_before_stay_as_they_were(
    sign_in: SignIn, shot: Shot
) -> None:
    day = today() + timedelta(days=7)
    page = sign_in("command")
    scenario(page, MINE)
    page.locator("[name=valid_from]").fill(day.isoformat())
    page.locator("form[action$='/adopt/'] button.primary").click()
    expect(page.locator("#content")).to_contain_text("已启用")
    page.goto("/territory/versions/")
    expect(page.locator("#list-territory-versions tbody tr")).to_have_count(2)
    shot(page, "versions")
    before, after = areas_on(page, day - timedelta(days=1)), areas_on(page, day)
    assert len(before) == len(after) == 52
    assert before != after


def areas_on(page: Page, day: date) -> list[str]:
    """The table under the map on that day: every area with its people."""
    page.goto(f"/map/?on={day.isoformat()}")
    map_is_drawn(page)
    return page.locator(".command-map-table tbody tr").all_inner_texts()
