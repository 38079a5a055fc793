"""The command office writes an edition of the rules, the chief approves it; an officer works out a time limit."""

from datetime import timedelta

from playwright.sync_api import expect

from jingge.common.clock import today
from tests.journeys.conftest import Shot, SignIn


def test_a_rule_is_changed_by_two_people_from_a_day_on(sign_in: SignIn, shot: Shot) -> None:
    later = (today() + timedelta(days=40)).isoformat()
    page = sign_in("command")
    page.goto("/norms/editions/")
    page.locator("a[href='/norms/editions/new/']").click()
    page.locator("[name=name]").fill("灵武规范包第二版")
    page.locator("[name=valid_from]").fill(later)
    page.locator("main form button.primary").click()
    expect(page.locator("#flash")).to_contain_text("草稿已载入")
    draft = page.url
    page.goto(f"{draft}?table=powers")
    page.locator("a[href$='/powers/row/ADM-15/']").click()
    page.locator("[name=amount]").fill("800")
    page.locator("main form button.primary").click()
    expect(page.locator("#flash")).to_be_visible()
    page.goto(draft)
    expect(page.locator("main ins")).to_contain_text("800")
    expect(page.locator("main del")).to_contain_text("1000")
    shot(page, "norms-edition")
    page.locator("form[action$='/propose/'] button").click()
    expect(page.locator("main")).to_contain_text("待批准")

    chief = sign_in("chief")
    chief.goto(draft)
    chief.locator("form[action$='/agree/'] button").click()
    expect(chief.locator("main")).to_contain_text("已批准，尚未施行")

    officer = sign_in("officer.lw01")
    officer.goto("/norms/rules/powers/")
    expect(officer.locator("tbody")).to_contain_text("1,000 元")
    officer.locator("#filter-day").fill(later)
    officer.locator("form.query button.primary").click()
    expect(officer.locator("tbody")).to_contain_text("800 元")

    chief.locator("form[action$='/take_back/'] button").click()
    expect(chief.locator("#flash")).to_contain_text("已撤回")


def test_a_time_limit_is_worked_out_with_its_reasons(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("officer.lw01")
    page.goto("/norms/rules/limits/?q=ADM-02")
    page.locator("a[href*='/norms/clock/']").first.click()
    page.locator("[name=started]").fill("2026-09-03T09:00")
    page.locator("main form button.primary").click()
    expect(page.locator("main")).to_contain_text("2026-10-08 23:59")
    expect(page.locator("main")).to_contain_text("不是工作日")
    shot(page, "norms-clock")
