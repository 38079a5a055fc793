"""A protection order at 东塔: entered by the head, followed up by the day, looked at with a purpose, counted."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from jingge.common.clock import today
from tests.journeys.conftest import Shot, SignIn


def send(page: Page) -> None:
    page.locator("main form button.primary").click()
    expect(page.locator("#flash")).to_be_visible()


def test_a_document_is_entered_looked_at_with_a_purpose_and_ended(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("head.lw03", width=1280)
    page.goto("/follow-ups/")
    page.get_by_role("link", name="登记文书").click()
    page.locator("[name=ground]").select_option("PROTECT")
    page.locator("[name=issuer]").fill("宁0181")
    page.locator("[name=serial]").fill("77")
    page.locator("[name=end]").fill((today() + timedelta(days=300)).isoformat())
    page.locator("main form button.primary").click()
    expect(page.locator("main form")).to_contain_text("反家庭暴力法")  # at most six months, by law
    page.locator("[name=end]").fill((today() + timedelta(days=120)).isoformat())
    shot(page, "followups-new")
    send(page)
    shot(page, "followups-dues")
    expect(page.locator("main")).not_to_contain_text("民保令77号")

    page.get_by_role("link", name="查看").first.click()
    expect(page.locator("main form")).to_contain_text("检查")
    page.locator("[name=purpose]").first.check()
    page.locator("main form button.primary").click()
    expect(page.locator("main")).to_contain_text("民保令77号")
    shot(page, "followups-record")
    page.locator("a[href$='/end/']").first.click()
    page.locator("[name=why]").first.check()
    send(page)
    page.goto("/follow-ups/records/?ended=1")
    page.get_by_role("link", name="查看").first.click()
    expect(page.locator("[name=purpose]").first).to_be_visible()


def test_the_leader_reads_figures_and_looks_but_no_record(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("chief", width=1280)
    page.goto("/follow-ups/counts/")
    expect(page.locator("main tbody")).to_contain_text("家庭暴力告诫书")
    shot(page, "followups-counts")
    page.goto("/follow-ups/looks/")
    expect(page.locator("main tbody tr").first).to_contain_text("随访")
    assert page.request.get("/follow-ups/").status == 403
    before = today().replace(day=1) - timedelta(days=1)  # a whole month, whatever the day
    page.goto(f"/results/?month={before:%Y-%m}")
    expect(page.locator("main")).to_contain_text("可防性案件")
    shot(page, "portal-results")
    page.locator("tbody a[href*='category=preventable']").first.click()
    expect(page).to_have_url(re.compile("category=preventable"))
    expect(page.locator("main tbody tr").first).to_be_visible()
