"""A quarrel of neighbours at 东塔: suitable for mediation, agreed, performed, visited; the incident is closed by it."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from jingge.common.clock import today
from tests.journeys.conftest import Shot, SignIn


def deed(page: Page, address: str, name: str, **given: str) -> None:
    """One step of the dispute, through its form."""
    page.goto(address)
    page.locator(f"main a[href$='/{name}/'], header a[href$='/{name}/'], a[href$='/{name}/']").first.click()
    for field, value in given.items():
        box = page.locator(f"[name={field}]").first
        if box.evaluate("e => e.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    page.locator("main form button.primary").click()
    expect(page.locator("#flash")).to_be_visible()


def test_a_quarrel_is_mediated_performed_and_visited(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("head.lw01")
    page.goto("/incidents/?category=D&stage=accepted")
    page.locator("tbody a").first.click()
    page.wait_for_url(re.compile(r"/incidents/[0-9a-f-]{36}/$"))
    incident = page.url
    page.locator("a[href*='/disputes/new/']").click()
    page.locator("[name=type]").select_option("D02")
    page.locator("main form button.primary").click()
    expect(page.locator("#flash")).to_be_visible()
    dispute = page.url

    page.locator("a[href$='/judge/']").first.click()
    page.locator("[name=violation]").select_option("yes")
    page.locator("[name=minor]").select_option("yes")
    page.locator("[name=grounds]").first.check()
    page.locator("main form button.primary").click()
    expect(page.locator("main")).to_contain_text("178")  # the article it rests on
    later = (today() + timedelta(days=7)).isoformat()
    deed(
        page,
        dispute,
        "agree",
        number="灵公（东塔）调解字〔2026〕9号",
        day=today().isoformat(),
        perform_by=later,
    )
    shot(page, "disputes-dispute")
    page.goto(incident)
    expect(page.locator("main")).to_contain_text("治安案件办理期限")  # still a running clock
    deed(page, dispute, "perform", day=today().isoformat(), visit_due=later)
    page.goto(incident)
    expect(page.locator("main")).to_contain_text("调解达成协议并履行")
    deed(page, dispute, "visit", day=today().isoformat())
    page.goto(dispute)
    page.locator("a[href$='/paper/']").first.click()
    shot(page, "disputes-paper")
    page.goto("/disputes/picture/")
    shot(page, "disputes-picture", whole=True)


def test_what_rules_mediation_out_leads_to_the_case_with_its_article(sign_in: SignIn) -> None:
    page = sign_in("head.lw03")
    page.goto("/incidents/?category=D&stage=accepted")
    page.locator("tbody a").first.click()
    page.locator("a[href*='/disputes/new/']").click()
    page.locator("main form button.primary").click()
    page.locator("a[href$='/judge/']").first.click()
    page.locator("[name=violation]").select_option("yes")
    page.locator("[name=minor]").select_option("yes")
    page.locator("[name=grounds]").first.check()
    page.locator("[name=bars]").first.check()
    page.locator("main form button.primary").click()
    expect(page.locator("main")).to_contain_text("第179条")
    expect(page.locator("a[href$='/agree/']")).to_have_count(0)
