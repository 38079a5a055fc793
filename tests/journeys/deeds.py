"""What several journeys do on their way: as a person does it, through the pages."""

import io
import re
import zipfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

LONG_MS = 90_000


def choose_password(page: Page, platform_passwords: dict[str, str], username: str, new: str) -> None:
    """The forced change after a one-time password; the page must be the one we were led to."""
    expect(page).to_have_url(re.compile(r"/me/password/"))
    page.locator("[name=old]").fill(platform_passwords[username])
    page.locator("[name=new]").fill(new)
    page.locator("[name=again]").fill(new)
    page.locator("form:has([name=again]) button").click()
    page.wait_for_url(lambda url: "/me/password/" not in url)
    platform_passwords[username] = new


def open_account(page: Page, username: str, name: str, role: str, *, station: str = "") -> str:
    """The IT clerk opens an account; the one-time password as it stands on the page."""
    page.goto("/accounts/new/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=display_name]").fill(name)
    page.locator("[name=role]").select_option(role)
    if station:
        page.locator("[name=station_code]").select_option(station)
    page.locator("form:has([name=username]) button.primary").click()
    return page.locator("p.once").inner_text().strip()


def zipped(folder: Path, target: Path) -> Path:
    """A folder of tables as one file, as people send them."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return target


def hand_over(page: Page, file: Path, *, from_day: str) -> None:
    """Upload tables and wait until they are read: the page then says what is wrong or would change."""
    page.goto("/exchange/imports/new/")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("[name=in_force_from]").fill(from_day)
    page.locator("form:has(input[type=file]) button.primary").click()
    page.wait_for_url(re.compile(r"/exchange/imports/[0-9a-f-]{36}/$"))
    is_still(page)


def is_still(page: Page) -> None:
    """The import is neither being read nor being applied: its page no longer asks."""
    expect(page.locator("#import-body:not([hx-trigger])")).to_be_visible(timeout=LONG_MS)


def draw_plan(page: Page, name: str, *, seconds: int = 3, keep: str = "0.3", balance: str = "") -> str:
    """A scenario from the form to a drawn plan; the address of its page."""
    page.goto("/planning/new/")
    page.locator("[name=name]").fill(name)
    page.locator("[name=time_s]").fill(str(seconds))
    page.locator("[name=change_weight]").fill(keep)
    if balance:
        page.locator("[name=balance_pct]").fill(balance)
    page.locator("form[method=post]:has([name=seed]) button.primary").click()
    page.wait_for_url(re.compile(r"/planning/[0-9a-f-]{36}/$"))
    page.locator("form[action$='/solve/'] button").click()
    expect(page.locator("#areas")).to_be_visible(timeout=LONG_MS)
    return page.url


def map_is_drawn(page: Page, selector: str = "[data-module~=map]") -> None:
    """The map says it is ready, and what it shows has many colours: areas, lines, names."""
    element = page.locator(selector).first
    expect(element).to_have_attribute("data-ready", "true", timeout=30_000)
    picture = (
        Image.open(io.BytesIO(element.screenshot()))
        .convert("RGB")
        .resize((200, 150), Image.Resampling.NEAREST)
    )
    assert len(picture.getcolors(200 * 150) or []) > 30
