"""Every page at both widths: no error, nothing from elsewhere, nothing cut off, everything labelled.

Pages are found by following links. Console errors, policy violations and foreign requests fail through
the `faults` of every browser; `make screenshots` keeps the pictures.
"""

from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import HEIGHTS, Shot, SignIn
from tests.journeys.deeds import draw_plan
from tests.journeys.running import Platform
from tests.journeys.visiting import Visitor
from tests.journeys.walking import Found, pages_of

PEOPLE = ("command", "auditor", "it")
FRAGMENTS = {"planning:preview", "runs:job_status", "incidents:look"}  # parts of a page, asked for by one
CHECKS = """() => {
  const faults = [];
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide > 0) faults.push(`scrolls sideways by ${wide} px`);
  const seen = new Set();
  for (const { id } of document.querySelectorAll("[id]")) {
    if (seen.has(id)) faults.push(`two elements are called ${id}`);
    seen.add(id);
  }
  for (const image of document.querySelectorAll("img:not([alt])")) faults.push(`no words for ${image.src}`);
  for (const image of document.querySelectorAll("svg:not([aria-hidden=true]):not([role=img])"))
    faults.push(`an unlabelled drawing: ${image.outerHTML.slice(0, 80)}`);
  for (const table of document.querySelectorAll("table")) {
    const around = table.closest("section, figure, details, form, main");
    const named = table.caption || table.getAttribute("aria-label") || table.getAttribute("aria-labelledby");
    if (!named && !around?.querySelector("h1, h2, h3, figcaption, summary")) faults.push("a table without a name");
  }
  for (const field of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
    if (!field.labels.length && !field.getAttribute("aria-label")) faults.push(`no label: ${field.name}`);
  if (document.querySelectorAll("h1").length !== 1) faults.push("not exactly one first heading");
  if (!document.title.trim()) faults.push("no title");
  return faults;
}"""


def walked(platform: Platform) -> dict[str, list[Found]]:
    """Pages by who sees them; one address for each route."""
    known = set(FRAGMENTS)
    found = {}
    for name in PEOPLE:
        with closing(Visitor(platform, name)) as visitor:
            found[name] = list(pages_of(visitor, name, known))
    return found


def settled(page: Page, address: str) -> None:
    page.goto(address)
    for one in page.locator("[data-module~=map]").all():
        expect(one).to_have_attribute("data-ready", "true", timeout=30_000)


def look_at(page: Page, found: Found, shot: Shot) -> list[str]:
    """Both widths of one page: the same document, made narrow, then loaded anew by nobody."""
    wrong = []
    settled(page, found.path)
    for width, height in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{found.route} at {width}: {fault}" for fault in page.evaluate(CHECKS)]
        shot(page, found.route.replace(":", "-"), whole=True)
    page.set_viewport_size({"width": 1440, "height": HEIGHTS[1440]})
    return wrong


@pytest.mark.timeout(600)
def test_every_page_is_sound_at_both_widths(sign_in: SignIn, platform: Platform, shot: Shot) -> None:
    first = sign_in("command")
    draw_plan(first, "示范方案", seconds=10, keep="0.2")
    first.locator("form[action$='/submit/'] button").click()
    wrong = []
    for username, pages in walked(platform).items():
        page = first if username == "command" else sign_in(username)
        for found in pages:
            wrong += look_at(page, found, shot)
    assert wrong == []
