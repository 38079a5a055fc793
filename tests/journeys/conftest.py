"""Journeys: a person, a real Chromium, the running platform. One file per thing a person does.

    def test_the_command_office_adopts_a_plan(sign_in, shot):
        page = sign_in("command")
        page.get_by_role("link", name="方案").click()
        shot(page, "plans")

- `platform`: the demonstration, fresh for each file, with its worker.
- `sign_in(username, width=1440, language="zh-hans")`: a page of its own browser, signed in through the form.
- `shot(page, name, whole=False)`: a picture; `make screenshots` keeps it in docs/screenshots, else it goes to a temporary
  folder.

Every journey fails when the browser's console reports an error, when the content security policy blocks
something, or when a request leaves this machine.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.journeys.running import ROOT, Platform, copy, prepare, start

HEIGHTS = {1440: 900, 390: 844}
COLOURS, LONGEST = 96, 2200
SUPERSEDED = ("net::ERR_ABORTED", "interrupted by another navigation")
expect.set_options(timeout=20_000)  # a busy machine is slow, not broken
SignIn = Callable[..., Page]
Shot = Callable[..., Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("journey")
            item.add_marker(pytest.mark.timeout(900))  # a journey is long; a busy machine makes it longer


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The loaded demonstration that every journey begins from; PREPARED_DEMO names one to be used again."""
    if again := os.environ.get("PREPARED_DEMO"):
        return Path(again)
    home = tmp_path_factory.mktemp("demo") / "var"
    prepare(home)
    return home


@pytest.fixture(scope="module")
def platform(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    running = start(copy(prepared, tmp_path_factory.mktemp("journey") / "var"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's own Chromium; nothing is downloaded."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox"] if os.getuid() == 0 else [],
        )
        yield browser
        browser.close()


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What went wrong in any browser of the test; must be empty at its end."""
    seen: list[str] = []
    yield seen
    assert seen == []


@pytest.fixture
def sign_in(platform: Platform, chromium: Browser, faults: list[str]) -> Iterator[SignIn]:
    contexts: list[BrowserContext] = []

    def watched(context: BrowserContext) -> None:
        def console(message: ConsoleMessage) -> None:
            # A refusal is an answer (403, 404, 409, 422); the browser calls every such answer an error.
            if message.type == "error" and "the server responded with a status of 4" not in message.text:
                faults.append(f"{message.page.url if message.page else ''}: {message.text}")

        def leaving(request: Request) -> None:
            if urlsplit(request.url).hostname not in ("127.0.0.1", "localhost", None, ""):
                faults.append(f"a request left this machine: {request.url}")

        context.on("console", console)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("request", leaving)

    def signed_in(username: str, *, width: int = 1440, language: str = "zh-hans") -> Page:
        context = chromium.new_context(
            base_url=platform.address,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            locale="zh-CN" if language == "zh-hans" else "en-GB",
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        watched(context)
        page = context.new_page()
        going_anyway(page)
        page.goto("/sign-in/")
        page.locator("input[name=username]").fill(username)
        page.locator("input[name=password]").fill(platform.passwords[username])
        page.locator("form:has(input[name=password]) button").click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        return page

    yield signed_in
    for context in contexts:
        context.close()


def going_anyway(page: Page) -> None:
    """An address typed while another page is still coming wins in the end, as it does for a person.

    The browser drops one of the two when an answer's own redirect (htmx) begins in the same moment.
    """
    at_once = page.goto

    def goto(url: str, **options: Any) -> Response | None:
        try:
            return at_once(url, **options)
        except Error as error:
            if not any(said in error.message for said in SUPERSEDED):
                raise
            page.wait_for_load_state()
            return at_once(url, **options)

    page.goto = goto  # type: ignore[method-assign]


@pytest.fixture
def shot(tmp_path: Path) -> Shot:
    folder = ROOT / "docs" / "screenshots" if os.environ.get("JINGGE_SCREENSHOTS") == "1" else tmp_path

    def taken(page: Page, name: str, *, whole: bool = False) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        width = page.viewport_size["width"] if page.viewport_size else 1440
        path = folder / f"{name}-{width}.png"
        page.screenshot(path=path, animations="disabled", full_page=whole)
        make_small(path)
        return path

    return taken


def make_small(path: Path) -> None:
    """Few colours and not endlessly long: the pictures live in the repository."""
    with Image.open(path) as picture:
        cut = picture.crop((0, 0, picture.width, min(picture.height, LONGEST)))
        cut.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
