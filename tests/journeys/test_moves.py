"""The command office asks for the least moves from 100 to 102 station officers; a second person agrees."""

from playwright.sync_api import expect

from tests.journeys.conftest import Shot, SignIn


def test_two_moves_bring_100_station_officers_back_to_102_and_take_effect(
    sign_in: SignIn, shot: Shot
) -> None:
    page = sign_in("command")
    page.goto("/redeployment/")
    page.get_by_role("link", name="假设三名民警回机关").click()
    expect(page.locator("#figures")).to_contain_text("100 / 254")
    shot(page, "moves-supposed", whole=True)
    page.goto("/redeployment/")
    page.get_by_role("link", name="由 100 人恢复到 102 人的最少调动").click()
    page.get_by_role("button", name="求最少调动").click()
    expect(page.locator("#proof")).to_contain_text("2 人：已证明", timeout=150_000)
    expect(page.locator("#figures")).to_contain_text("102 / 254")
    expect(page.locator("#moves tbody tr")).to_have_count(2)
    expect(page.locator(".moves-curve")).to_be_visible()
    shot(page, "moves-drawn", whole=True)
    page.set_viewport_size({"width": 390, "height": 844})
    shot(page, "moves-drawn-phone", whole=True)
    page.goto("/redeployment/ledger/")
    shot(page, "moves-ledger-phone")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/redeployment/ledger/?reason=reform")
    expect(page.locator(".tiles")).to_contain_text("16")
    expect(page.locator(".tiles")).to_contain_text("254 → 254")
    shot(page, "moves-ledger", whole=True)
    page.goto("/redeployment/new/")
    shot(page, "moves-new")
    page.locator("[name=name]").fill("充实所队")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="添加调动").click()
    shot(page, "moves-add")
    page.locator("[name=number]").select_option(index=0)
    page.locator("[name=place]").select_option(label="东塔派出所")
    page.locator("[name=post]").select_option("case_officer")
    page.locator("[name=why]").fill("充实办案力量")
    page.get_by_role("button", name="添加").click()
    page.get_by_role("button", name="提交审批").click()
    address = page.url
    other = sign_in("command2")
    other.goto(address)
    other.get_by_role("button", name="批准").click()
    other.get_by_role("button", name="转为任职").click()
    expect(other.locator(".stepper .current, .stepper .done").last).to_contain_text("已转为任职")
    shot(other, "moves-in-effect", whole=True)
