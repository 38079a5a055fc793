"""The command office changes level-4 grids and service areas of offices by hand, and takes it back."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Shot, SignIn
from tests.journeys.test_pages import CHECKS

DRAWN = 90_000


def drawn(page: Page, kind: str, name: str) -> Page:
    page.goto(f"/planning/new/{kind}/")
    page.locator("[name=name]").fill(name)
    page.locator("[name=time_s]").fill("5")
    page.locator("#content form button.primary").last.click()
    page.locator("form[action$='/solve/'] button").click()
    expect(page.locator("#areas")).to_be_visible(timeout=DRAWN)
    expect(page.locator("#plan-map canvas")).to_be_visible()
    return page


def pictured(page: Page, shot: Shot, name: str) -> None:
    for width, height in ((390, 844), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(CHECKS) == []
        shot(page, name, whole=True)


def blocks_of(page: Page) -> list[dict[str, str]]:
    """Code, name and area of every block, as the map has them."""
    number = page.url.rstrip("/").split("/")[-1]
    found = page.request.get(f"/planning/api/scenarios/{number}/blocks.geojson").json()["features"]
    return [one["properties"] for one in found]


def of_a_joined_grid(page: Page) -> str:
    """The code of a block that shares its grid with another."""
    found = blocks_of(page)
    grids = [one["area"] for one in found]
    return next(one["code"] for one in found if grids.count(one["area"]) > 1)


def test_a_block_begins_a_grid_of_its_own_and_comes_home(sign_in: SignIn, shot: Shot) -> None:
    page = drawn(sign_in("command"), "grids", "四级网格手工")
    block = of_a_joined_grid(page)
    page.locator("#move-block").fill(block)
    page.locator("#move-area").select_option("0")
    page.locator("#move button[value=check]").click()
    expect(page.locator("#move .reasons, #move [role=alert]").first).to_be_visible()
    expect(page.locator("#move .reasons")).to_contain_text("户")
    pictured(page, shot, "planning-grids-by-hand")
    page.locator("#move button[value=move]").click()
    expect(page.locator("#edits")).to_contain_text(block)
    page.locator("form[action$='/undo/'] button").click()
    expect(page.locator("form[action$='/redo/'] button")).to_be_visible()


def test_a_block_with_too_many_households_is_marked_as_several_grids(sign_in: SignIn) -> None:
    page = drawn(sign_in("command"), "grids", "块内多网格")
    page.locator("details.planning-picks summary").first.click()
    form = page.locator("form[action$='/divide/']").first
    grids = int(form.locator("[name=grids]").input_value())
    assert grids > 1
    form.get_by_role("button", name="标记").click()
    expect(page.locator("#content")).to_contain_text("一个网格块内的多个网格")
    page.locator("#areas a[href$='/results/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("块内多网格")


def test_a_village_changes_its_office_and_back_with_the_ways_said_first(sign_in: SignIn, shot: Shot) -> None:
    page = drawn(sign_in("command"), "offices", "警务室手工")
    expect(page.locator(".map-note", has_text="警务室实际位置")).to_be_visible()
    row = page.locator("#changes tbody tr").first
    village, back = (row.locator("td").nth(n).inner_text().strip() for n in (0, 1))
    scenario = page.url
    start = village.removesuffix("委会")
    block = next(one["code"] for one in blocks_of(page) if one["name"].startswith(start))
    page.goto(f"{scenario}move/?block={block}")
    choice = page.locator("#move-area option", has_text=back).first.get_attribute("value")
    assert choice is not None
    page.locator("#move-area").select_option(choice)
    page.locator("#move button[value=check]").click()
    expect(page.locator("#move .reasons")).to_contain_text(re.compile("群众到警务室的路程"))
    page.locator("#move button[value=move]").click()
    expect(page.locator("#flash")).to_be_visible()  # the page came anew and says what was moved
    page.goto(scenario)
    expect(page.locator("#edits")).to_be_visible()
    expect(page.locator("#changes")).not_to_contain_text(village)
    pictured(page, shot, "planning-offices-by-hand")
    page.locator("form[action$='/undo/'] button").click()
    expect(page.locator("#changes")).to_contain_text(village)
    page.locator("form[action$='/redo/'] button").click()
    expect(page.locator("#changes")).not_to_contain_text(village)
