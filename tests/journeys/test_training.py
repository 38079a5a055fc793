"""The command office finds who lacks a topic; an officer takes a test; the head sees the score."""

from playwright.sync_api import expect

from tests.journeys.conftest import Shot, SignIn


def test_who_lacks_a_topic_is_found_and_a_test_is_passed(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    page.goto("/training/cover/")
    expect(page.locator(".badge.good").first).to_be_visible()
    expect(page.locator("thead")).to_contain_text("现场保护")
    expect(page.locator("thead")).to_contain_text("网上积分制考核")
    shot(page, "training-cover")
    page.locator("[name=only]").select_option("lacking")
    page.locator("[name=topic]").select_option(label="社区警务工作")
    page.locator("form.query button.primary").click()
    page.wait_for_url(lambda url: "only=lacking" in url)
    expect(page.locator("tbody tr").first).to_contain_text("缺训")

    officer = sign_in("officer.lw03")
    officer.goto("/training/own/")
    officer.locator("a[href*='/training/tests/']").first.click()
    for place, right in enumerate((0, 1, 0)):
        officer.locator(f"[name=q{place}][value='{right}']").check()
    shot(officer, "training-test")
    officer.locator("form:has([name=q0]) button.primary").click()
    expect(officer.locator("#flash")).to_contain_text("通过：100%")

    head = sign_in("head.lw03")
    head.goto("/training/results/")
    expect(head.locator("table")).to_contain_text("100")
    shot(head, "training-results")
