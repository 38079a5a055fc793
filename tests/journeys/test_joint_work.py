"""A station plans a joint action with partners, enters its result and finds it in the figures."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Shot, SignIn


def test_a_head_plans_a_joint_action_and_enters_its_result(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("head.lw01")
    page.goto("/jointwork/")
    shot(page, "joint-actions")
    page.locator("a[href='/jointwork/new/']").click()
    page.locator("[name=kind]").select_option("joint_mediation")
    page.locator("[name=subject]").fill("楼道堆物纠纷联合调解")
    page.locator("[name=grid_code]").select_option(index=0)
    page.locator("[name=leader]").select_option(index=0)
    page.locator("form:has([name=subject]) button.primary").click()
    expect(page.locator("[name=partners]").first).to_be_visible()  # nobody chosen: still the form
    page.locator("[name=partners]").first.check()
    page.locator("form:has([name=subject]) button.primary").click()
    expect(page).to_have_url(re.compile(r"/jointwork/[0-9a-f-]{36}/$"))
    expect(page.locator("dl.facts")).to_contain_text("待开展")
    page.locator("a[href$='/finish/']").click()
    page.locator("[name=result]").fill("联系人13812345678")
    page.locator("form:has([name=result]) button.primary").click()
    expect(page.locator(".errorlist")).to_contain_text("手机号码")
    page.locator("[name=result]").fill("双方同意，当日清理完毕")
    page.locator("form:has([name=result]) button.primary").click()
    expect(page.locator("dl.facts")).to_contain_text("双方同意")
    shot(page, "joint-action")
    page.goto("/jointwork/figures/")
    expect(page.locator("table")).to_contain_text("东塔派出所")
    shot(page, "joint-figures")
