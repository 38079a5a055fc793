"""The command office asks for the least moves from 100 to 102 station officers; a second person agrees."""

from playwright.sync_api import Page, expect

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
    page.locator("[name=post]").select_option("community_officer")
    page.locator("[name=part]").select_option("community_team")
    page.locator("[name=areas]").select_option(label="东塔派出所 东塔1号责任区 640181100A01")
    page.locator("[name=why]").fill("充实社区警务")
    page.get_by_role("button", name="添加").click()
    expect(page.locator("#moves")).to_contain_text("东塔1号责任区")
    from_a_table(page)
    page.get_by_role("button", name="提交审批").click()
    address = page.url
    other = sign_in("command2")
    other.goto(address)
    other.get_by_role("button", name="批准").click()
    other.get_by_role("button", name="转为任职").click()
    expect(other.locator(".stepper .current, .stepper .done").last).to_contain_text("已转为任职")
    shot(other, "moves-in-effect", whole=True)
    other.goto("/staffing/sheets/640181100A01/")
    expect(other.locator("main")).to_contain_text("LW0050")
    shot(other, "posting-sheet-after-move", whole=True)


def from_a_table(page: Page) -> None:
    """A wrong row is named and nothing taken; mended, the table joins the plan, and one step takes it out."""
    here = page.url
    page.get_by_role("link", name="导入表格").click()
    good = "LW0051,东塔派出所,社区民警,充实"
    for row, answer in (("LW0051,没有这个所,社区民警,充实", "没有这个所"), (good, "共 1 人调动")):
        table = f"警号,调入单位,岗位,原因\n{row}\n".encode()
        page.locator("[name=file]").set_input_files(
            {"name": "调动.csv", "mimeType": "text/csv", "buffer": table}
        )
        page.locator("main form button.primary").first.click()
        expect(page.locator("main")).to_contain_text(answer)
    page.get_by_role("button", name="加入方案").click()
    expect(page.locator("#moves tbody tr")).to_have_count(2)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("#moves tbody tr")).to_have_count(1)
    assert page.url.startswith(here.split("#")[0])
