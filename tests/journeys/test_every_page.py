"""Every page a person can reach by links: it opens, breaks no policy, calls nobody, has its picture taken."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Shot, SignIn

PEOPLE = ["command", "head.lw01", "officer.lw01", "auditor", "it"]
FILES = re.compile(r"\.(?:pdf|xlsx|csv|zip|json|geojson)(?:\?|$)|export=|/templates?/")
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]{2}\d{2,}[A-Z]?\d*|\d{6,15}[A-Z]?\d*|\b\d+\b")


def kind(address: str) -> str:
    """Pages that differ only in the thing they show are one kind: `/planning/ID/`."""
    return IDS.sub("ID", urlsplit(address).path)


def links(page: Page) -> Iterator[str]:
    for address in page.eval_on_selector_all("a[href]", "found => found.map(a => a.href)"):
        parts = urlsplit(address)
        if parts.hostname == "127.0.0.1" and not FILES.search(address):
            yield parts.path


def walk(page: Page, known: set[str]) -> Iterator[str]:
    """One page of every kind reachable from the start page, but for kinds known already."""
    waiting, seen = ["/"], {kind("/")} | known
    while waiting:
        address = waiting.pop(0)
        response = page.goto(address)
        page.wait_for_load_state("networkidle")
        assert response is not None
        assert response.status == 200, f"{address}: {response.status}"
        yield address
        for link in links(page):
            if kind(link) not in seen:
                seen.add(kind(link))
                waiting.append(link)


@pytest.fixture(scope="module")
def pictured() -> dict[int, set[str]]:
    """Kinds of pages whose picture has been taken, by width."""
    return {1440: set(), 390: set()}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("username", PEOPLE)
def test_a_person_walks_every_page_they_can_reach(
    username: str, width: int, sign_in: SignIn, shot: Shot, pictured: dict[int, set[str]]
) -> None:
    """On the wide screen everybody walks everything; on the phone what nobody before has walked."""
    page = sign_in(username, width=width)
    walked = []
    for address in walk(page, pictured[390] if width == 390 else set()):
        walked.append(kind(address))
        assert page.locator("h1").count() >= 1, address
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{address} is {wider} px wider than the screen"
        if kind(address) not in pictured[width]:
            pictured[width].add(kind(address))
            shot(page, kind(address).strip("/").replace("/", "-") or "home")
    assert "/" in walked
