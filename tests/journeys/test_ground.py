"""Whose data one sees: a station head, a community officer, the auditor."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Shot, SignIn
from tests.journeys.deeds import map_is_drawn


def status(page: Page, path: str) -> int:
    answer = page.goto(path)
    return answer.status if answer else 0


def test_a_station_head_sees_only_the_own_station(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("head.lw02")
    expect(page.locator(".whose")).to_contain_text("西郊派出所")
    page.goto("/map/")
    map_is_drawn(page)
    table = page.locator(".command-map-table")
    expect(table).to_contain_text("西郊1号责任区")
    expect(table).not_to_contain_text("东塔")
    shot(page, "station-head-map")
    assert status(page, "/organisation/stations/LW02/") == 200
    assert status(page, "/organisation/stations/LW01/") == 404
    assert status(page, "/staffing/sheets/640181100A01/") == 404
    assert status(page, "/accounts/") == 403
    page.goto("/staffing/officers/")
    expect(page.locator("#content")).not_to_contain_text("东塔派出所")


def test_a_community_officer_sees_the_own_area_and_its_posting_sheet(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("officer.lw02")
    expect(page.locator(".whose")).to_contain_text("西郊派出所")
    page.goto("/staffing/sheets/")
    mine = page.locator("#list-staffing-sheets tbody a[href*='/staffing/sheets/']").first
    expect(mine).to_be_visible()
    mine.click()
    expect(page.locator(".four-fixings")).to_contain_text("责任民警")
    shot(page, "posting-sheet")
    assert status(page, "/staffing/sheets/640181100A01/") == 404
    assert status(page, "/planning/") == 403


def test_the_auditor_reads_the_log_and_changes_nothing(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("auditor")
    page.goto("/audit/")
    rows = page.locator("#list-audit-events tbody tr")
    expect(rows.first).to_be_visible()
    shot(page, "audit")
    for path in ("/planning/new/", "/exchange/imports/new/", "/accounts/"):
        assert status(page, path) == 403


@pytest.mark.parametrize("username", ["command", "head.lw01", "it"])
def test_nobody_but_the_auditor_reads_the_log(sign_in: SignIn, username: str) -> None:
    assert status(sign_in(username), "/audit/") == 403
