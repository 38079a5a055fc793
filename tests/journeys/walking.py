"""Every page by following links: one address for each route, and who could see it.

Nobody lists the pages here, so a new page is walked as soon as something links to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tests.journeys.visiting import Visitor

LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)"')
NOT_PAGES = ("/static/", "export=", "print=", ".pdf", ".geojson", ".xlsx")


@dataclass(frozen=True)
class Found:
    """One page: its route, an address that leads to it, and who was looking."""

    route: str
    path: str
    username: str
    is_list: bool


def route_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def pages_of(visitor: Visitor, username: str, known: set[str]) -> Iterator[Found]:
    """Follow links from the dashboard; one page for each route that is not `known` yet."""
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop(0)
        route = route_of(path)
        if not route or route in seen:
            continue
        status, kind, text = visitor.look(path)
        if status != 200 or "html" not in kind:
            continue
        seen.add(route)
        waiting += [unescape(one) for one in LINK.findall(text) if not any(part in one for part in NOT_PAGES)]
        if route not in known:
            known.add(route)
            yield Found(route, path, username, 'id="list-' in text)
