"""The command office looks at the fund, pays a month and takes a payment back; the books still add up."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Shot, SignIn


def tile(page: Page, label: str) -> str:
    text = page.locator(".tile", has_text=label).first.locator(".tile-value").inner_text()
    return re.sub(r"\s", "", text)


def test_a_month_is_paid_and_a_payment_taken_back(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    page.goto("/fund/")
    assert tile(page, "预算") == "1,270,000.00"
    assert tile(page, "专干合同") == "84"
    paid = tile(page, "已付")
    shot(page, "fund")
    page.locator("a[href='/fund/pay/']").click()
    page.locator("[name=voucher]").fill("付-演示")
    page.locator("form:has([name=voucher]) button.primary").click()
    expect(page.locator("#flash")).to_contain_text("84")
    assert tile(page, "已付") != paid
    page.locator("a[href='/fund/pay/']").click()
    page.locator("[name=voucher]").fill("付-重复")
    page.locator("form:has([name=voucher]) button.primary").click()
    expect(page.locator(".errorlist")).to_contain_text("没有待付")
    page.goto("/fund/entries/")
    page.locator("a[href$='/reverse/']").first.click()
    page.locator("form button.danger").click()
    expect(page.locator("table")).to_contain_text("冲销")
    shot(page, "fund-entries")
    page.goto("/fund/check/")
    expect(page.locator("table")).to_contain_text("相符")
    expect(page.locator("table")).not_to_contain_text("不相符")
    shot(page, "fund-check")
