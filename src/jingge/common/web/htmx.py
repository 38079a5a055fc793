"""What HTMX asked for."""

from django.http import HttpRequest


def is_htmx(request: HttpRequest) -> bool:
    """A part of a page is asked for, not a page. Going back in history asks for the page."""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers


def wants_fragment(request: HttpRequest, target: str) -> bool:
    """The answer will replace the element with this id."""
    return is_htmx(request) and request.headers.get("HX-Target") == target
