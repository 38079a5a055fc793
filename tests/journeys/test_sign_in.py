"""Signing in: wrong passwords, a closed door, a new account's first day."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Shot, SignIn
from tests.journeys.deeds import choose_password, open_account
from tests.journeys.running import Platform


def knock(page: Page, username: str, password: str) -> None:
    page.goto("/sign-in/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    page.locator("form:has([name=password]) button").click()


def test_after_five_wrong_passwords_the_door_rests_even_for_the_right_one(
    sign_in: SignIn, platform: Platform, shot: Shot
) -> None:
    page = sign_in("command2")
    page.locator("details.pop summary").click()
    page.locator("form[action='/sign-out/'] button").click()
    for _ in range(5):
        knock(page, "command2", "wrong")
    expect(page.locator("#content")).to_contain_text("15")
    shot(page, "locked-out")
    knock(page, "command2", platform.passwords["command2"])
    expect(page.locator("details.pop")).to_have_count(0)


def test_the_it_clerk_opens_an_account_and_its_owner_must_choose_a_password(
    sign_in: SignIn, platform: Platform, shot: Shot
) -> None:
    page = sign_in("it")
    platform.passwords["new.one"] = open_account(page, "new.one", "新所长", "station_head", station="LW02")
    owner = sign_in("new.one")
    choose_password(owner, platform.passwords, "new.one", "quiet willow by the canal")
    expect(owner.locator(".whose")).to_contain_text("西郊派出所")
    page.goto("/accounts/?words=new.one")
    page.locator("#list-accounts tbody a").first.click()
    page.get_by_role("link", name="注销账号").click()
    page.locator("#content form button").click()
    expect(page.locator("#content")).to_contain_text("已注销")
    owner.goto("/map/")
    expect(owner).to_have_url(re.compile(r"/sign-in/\?next=%2Fmap%2F$"))
