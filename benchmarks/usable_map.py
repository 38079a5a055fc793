"""Seconds from navigation to a map one can use, in real Chromium."""

import os

from playwright.sync_api import Page, sync_playwright

from tests.journeys.running import Platform

WATCH = """
new MutationObserver((_changes, watcher) => {
  if (document.querySelector('[data-module~="map"][data-ready="true"]')) {
    window.mapReadyAt = performance.now();
    watcher.disconnect();
  }
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-ready"] });
"""


def seconds_until_ready(page: Page, address: str) -> float:
    page.goto(address, wait_until="commit")
    page.locator('[data-module~="map"][data-ready="true"]').wait_for(state="attached", timeout=60_000)
    return float(page.evaluate("window.mapReadyAt")) / 1000


def sign_in(page: Page, platform: Platform, username: str) -> None:
    page.goto(f"{platform.address}/sign-in/")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(platform.passwords[username])
    page.locator("form:has(input[name=password]) button").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def map_times(platform: Platform, username: str, rounds: int) -> tuple[float, list[float], list[float]]:
    """The very first time after the start, then with an empty browser cache, then with a full one."""
    cold, warm = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox"] if os.getuid() == 0 else [],
        )
        for _ in range(rounds + 1):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            context.add_init_script(WATCH)
            page = context.new_page()
            sign_in(page, platform, username)
            context.new_cdp_session(page).send("Network.clearBrowserCache")
            cold.append(seconds_until_ready(page, f"{platform.address}/map/"))
            warm += [seconds_until_ready(page, f"{platform.address}/map/") for _ in range(2)]
            context.close()
        browser.close()
    return cold[0], cold[1:], warm
