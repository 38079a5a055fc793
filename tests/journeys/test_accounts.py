"""The clerk opens an account, its owner enters for the first time, and a hostile name stays a name."""

import re

from playwright.sync_api import Dialog, Page, expect

from tests.journeys.conftest import Shot, SignIn

HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
NEW = "four quiet green lamps"


def send(page: Page) -> None:
    page.locator("main form button.primary").click()


def create(page: Page, username: str, name: str) -> str:
    """Fill in the form for an auditor; the one-time password that is shown."""
    page.goto("/accounts/new/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=display_name]").fill(name)
    page.locator("[name=role]").select_option("auditor")
    send(page)
    return page.locator(".once").inner_text()


def test_a_new_person_enters_with_the_one_time_password_and_chooses_another(
    sign_in: SignIn, shot: Shot
) -> None:
    clerk = sign_in("it")
    once = create(clerk, "new.auditor", "新审计员")
    shot(clerk, "accounts-once")
    page = clerk.context.browser.new_context(base_url=clerk.url.split("/accounts")[0]).new_page()  # type: ignore[union-attr]
    page.goto("/audit/")
    page.locator("[name=username]").fill("new.auditor")
    page.locator("[name=password]").fill(once)
    send(page)
    expect(page).to_have_url(re.compile("/me/password/"))
    page.goto("/audit/")
    expect(page).to_have_url(re.compile("/me/password/"))
    page.locator("[name=old]").fill(once)
    page.locator("[name=new]").fill(NEW)
    page.locator("[name=again]").fill(NEW)
    send(page)
    page.goto("/audit/")
    expect(page.locator("h1")).to_have_text("审计日志")
    page.context.close()


def test_a_hostile_name_is_shown_and_nothing_of_it_runs(sign_in: SignIn) -> None:
    page = sign_in("it")
    opened: list[str] = []

    def note(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    create(page, "hostile", HOSTILE)
    page.goto("/accounts/?words=hostile")
    expect(page.locator("tbody")).to_contain_text(HOSTILE)
    auditor = sign_in("auditor")
    auditor.on("dialog", note)
    auditor.goto("/audit/?words=hostile")
    auditor.locator("tbody a[data-drawer]").first.click()
    expect(auditor.locator("dialog.drawer")).to_contain_text(HOSTILE)
    assert opened == []


def test_the_keyboard_alone_reaches_the_content_and_the_menu(sign_in: SignIn) -> None:
    page = sign_in("it", width=390)
    page.goto("/accounts/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()


def test_language_and_text_size_change_every_page(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("it")
    page.goto("/accounts/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Accounts")
    page.get_by_role("button", name="Larger text").click()
    expect(page.locator("html")).to_have_css("font-size", "20px")
    shot(page, "accounts-english-large")
    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("h1")).to_have_text("账号管理")


def test_a_list_sorts_in_place_and_keeps_its_address(sign_in: SignIn) -> None:
    page = sign_in("it")
    page.goto("/accounts/")
    page.evaluate("window.sameDocument = true")
    page.get_by_role("link", name="角色").click()
    expect(page.locator("th[aria-sort]")).to_contain_text("角色")
    assert page.evaluate("window.sameDocument") is True
    assert "sort=role" in page.url
    page.go_back()
    expect(page.locator("th[aria-sort]")).to_contain_text("用户名")
