"""Safe headers on every answer of every route, to people inside and outside."""

from collections.abc import Callable, Iterator
from http.cookies import Morsel

import pytest
from django.conf import settings
from django.http import HttpResponseBase

from tests.repo.matrix import Row, World, ask
from tests.repo.test_permission_matrix import ROWS, world  # noqa: F401

EXACT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def faults(response: HttpResponseBase) -> Iterator[str]:
    """What is wrong with the headers of an answer sent over TLS."""
    for name, value in EXACT.items():
        if response.get(name) != value:
            yield f"{name}: {response.get(name)!r}"
    policy = response.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy:
        yield f"Content-Security-Policy: {policy!r}"
    if "unsafe-" in policy:
        yield f"Content-Security-Policy allows the unsafe: {policy}"
    if "max-age=" not in response.get("Strict-Transport-Security", ""):
        yield "no Strict-Transport-Security"
    caching = response.get("Cache-Control", "")
    if "text/html" in response.get("Content-Type", "") and "no-store" not in caching:
        yield f"a page without no-store: {caching!r}"
    if "no-store" not in caching and "private" not in caching:
        yield f"others may keep this: {caching!r}"
    for cookie in response.cookies.values():
        yield from cookie_faults(cookie)
    if "attachment" not in response.get("Content-Disposition", "") and "svg" in response.get(
        "Content-Type", ""
    ):
        yield "an SVG shown inline"


def cookie_faults(cookie: Morsel[str]) -> Iterator[str]:
    """All are Secure and SameSite, and only the language is for scripts, who one is stands in `__Host-`."""
    named = cookie.key.startswith("__Host-") or cookie.key not in (
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
    )
    hidden = cookie["httponly"] or cookie.key == settings.LANGUAGE_COOKIE_NAME
    taken_away = cookie["max-age"] == 0
    if not taken_away and not (named and hidden and cookie["secure"] and cookie["samesite"]):
        yield f"cookie {cookie.OutputString()}"


@pytest.mark.parametrize(("context", "route", "row"), ROWS)
def test_every_answer_carries_safe_headers(
    context: str,
    route: str,
    row: Row,
    world: Callable[[str], World],  # noqa: F811
) -> None:
    there = world(context)
    allowed = next((p for p in there.cast.people().values() if p.role in row.roles), None)
    for person in {allowed, there.cast.officer, None}:
        assert list(faults(ask(route, row, there, person))) == []
