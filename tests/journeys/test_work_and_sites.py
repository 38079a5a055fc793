"""A head books a community officer on a case; the command office finds an office and opens a 25th, and takes it back."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Shot, SignIn


def test_the_alert_shows_before_a_booking_is_kept_and_on_the_station_after(
    sign_in: SignIn, shot: Shot
) -> None:
    page = sign_in("head.lw01")
    page.goto("/staffing/work/new/")
    officer = page.locator("[name=officer] option", has_text="社区民警").first.get_attribute("value")
    assert officer is not None
    page.locator("[name=officer]").first.select_option(officer)
    page.locator("[name=work]").first.select_option("case")
    page.locator("[name=begins]").first.fill("20:00")
    page.locator("[name=ends]").first.fill("22:00")
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_role("alert")).to_contain_text("专职社区民警")
    shot(page, "booking-alert")
    page.get_by_role("button", name="保存安排").click()
    expect(page.locator("body")).to_contain_text("安排已保存")
    page.goto("/staffing/stations/LW01/")
    expect(page.locator("body")).to_contain_text("20:00–22:00")
    shot(page, "station", whole=True)
    shot(sign_in("head.lw01", width=390), "home-head")


def test_the_nearest_office_is_another_at_night(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    page.goto("/staffing/offices/nearest/")
    page.locator("[name=q]").fill("640181100205")
    page.locator("[name=hour]").fill("10:00")
    page.get_by_role("button", name="查询").click()
    by_day = page.locator(".ratio-then").inner_text()
    page.locator("[name=hour]").fill("23:00")
    page.get_by_role("button", name="查询").click()
    expect(page.locator("body")).to_contain_text("全天开放")
    assert page.locator(".ratio-then").inner_text() != by_day
    shot(page, "nearest-office", whole=True)


def test_a_25th_office_is_proposed_approved_by_another_and_opened(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    page.goto("/siting/")
    page.get_by_role("link", name="第25个警务室设在哪里").click()
    expect(page.locator("body")).to_contain_text("已证明最优", timeout=90_000)  # it loads itself when done
    shot(page, "sites", whole=True)
    address = page.url
    page.get_by_role("link", name="提交方案").click()
    page.get_by_role("button", name="提交").click()
    expect(page.locator("body")).to_contain_text("须由他人批准")
    second = sign_in("command2")
    second.goto(address)
    second.get_by_role("button", name="批准").click()
    expect(second.locator("body")).to_contain_text("方案已批准")
    page.goto(address)
    page.get_by_role("link", name="实施").click()
    page.get_by_role("button", name="实施").click()
    expect(page.locator("body")).to_contain_text(re.compile("新设：LW"))
    page.get_by_role("button", name="生效前撤回").click()
    expect(page.locator("body")).to_contain_text("已恢复原状")
