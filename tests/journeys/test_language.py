"""Every page is whole in both languages: in English no Chinese but names, in Chinese no English words."""

from collections.abc import Callable
from contextlib import closing

from playwright.sync_api import expect

from tests.journeys.conftest import Shot, SignIn
from tests.journeys.deeds import draw_plan
from tests.journeys.leftovers import chinese_left, english_left, names_in
from tests.journeys.running import Platform
from tests.journeys.visiting import Visitor
from tests.journeys.walking import pages_of

PEOPLE = ("command", "auditor", "it", "head.lw01")
# These show the words of a file: names of columns and values in both languages, messages in the language
# in which it was read.
WORDS_OF_A_FILE = {
    "exchange:upload", "exchange:templates", "exchange:import", "exchange:problems", "exchange:packs",
    "training:take",  # questions as the bureau wrote them
}  # fmt: skip


def left_over(platform: Platform, language: str, left: Callable[[str, list[str]], list[str]]) -> list[str]:
    names = names_in(platform.home)
    known: set[str] = set()
    found = []
    for username in PEOPLE:
        with closing(Visitor(platform, username)) as visitor:
            visitor.speak(language)
            for page in pages_of(visitor, username, known):
                if page.route in WORDS_OF_A_FILE:
                    continue
                _status, _kind, html = visitor.look(page.path)
                found += [f"{page.route}: {text}" for text in left(html, names)]
    return found


def test_a_person_switches_to_english_and_back(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    draw_plan(page, "比较用方案", seconds=2)
    page.goto("/")
    page.locator("button[name=language][value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("nav.side")).to_contain_text("Police offices")
    shot(page, "dashboard-english")
    page.locator("button[name=language][value=zh-hans]").click()
    expect(page.locator("nav.side")).to_contain_text("警务室")


def test_in_chinese_no_english_words_are_left(platform: Platform) -> None:
    assert left_over(platform, "zh-hans", english_left) == []


def test_in_english_no_chinese_is_left_but_names(platform: Platform) -> None:
    assert left_over(platform, "en", chinese_left) == []
