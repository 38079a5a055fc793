"""The guard at every door: a view names one ability; the permission matrix reads it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from jingge.accounts.queries import must_change_password, viewer_of
from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.errors import NotAllowed
from jingge.common.viewer import Viewer

View = Callable[..., HttpResponseBase]


def requires(ability: Ability, *, one_time_password: bool = False) -> Callable[[View], View]:
    """Let only people with this ability in; the view then asks `viewer_in(request)` who it is.

    Whoever still has a one-time password gets no further than the few views that allow it.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            viewer = viewer_of(
                request.user,
                request_id=getattr(request, "request_id", ""),
                address=request.META.get("REMOTE_ADDR", ""),
            )
            request.viewer = viewer  # type: ignore[attr-defined]
            if ability is Ability.PUBLIC:
                return view(request, *args, **kwargs)
            if viewer is None:
                return _sent_to(
                    request, reverse("accounts:sign_in") + "?" + urlencode({"next": _wanted(request)})
                )
            if must_change_password(request.user) and not one_time_password:
                return _sent_to(request, reverse("accounts:change_password"))
            if reason := why_not(viewer, ability):
                raise NotAllowed(reason)
            return view(request, *args, **kwargs)

        guarded.ability = ability  # type: ignore[attr-defined]
        return guarded

    return guard


def viewer_in(request: HttpRequest) -> Viewer:
    """Who is asking, inside a guarded view."""
    viewer = getattr(request, "viewer", None)
    if not isinstance(viewer, Viewer):
        raise TypeError("viewer_in() outside a view guarded by @requires, or on a public page before sign-in")
    return viewer


def _wanted(request: HttpRequest) -> str:
    """Where to return after sign-in: only a page that was looked at can be asked for again."""
    return request.get_full_path() if request.method == "GET" else "/"


def _sent_to(request: HttpRequest, address: str) -> HttpResponse:
    """HTMX would put the sign-in page into the middle of the page; it is told to leave instead."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
