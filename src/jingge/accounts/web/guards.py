"""The guard at every door: a view names one ability; the permission matrix reads it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from jingge.accounts.queries import viewer_of
from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.errors import NotAllowed
from jingge.common.viewer import Viewer

View = Callable[..., HttpResponseBase]


def requires(ability: Ability) -> Callable[[View], View]:
    """Let only people with this ability in; the view then asks `viewer_in(request)` who it is."""

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
                return _to_sign_in(request)
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


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = reverse("accounts:sign_in") + "?" + urlencode({"next": request.get_full_path()})
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address
        return response
    return redirect(address)
