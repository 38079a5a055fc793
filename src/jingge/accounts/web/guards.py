"""The guard at every door: a view names one ability; the permission matrix reads it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from jingge.accounts.models import Account
from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.errors import NotAllowed
from jingge.common.viewer import Role, Viewer

View = Callable[Concatenate[HttpRequest, ...], HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request that passed a guard."""

    viewer: Viewer


def viewer_of(request: HttpRequest) -> Viewer | None:
    """The person behind a request, or None before sign-in."""
    account = request.user
    if not isinstance(account, Account) or not account.is_active:
        return None
    return Viewer(
        account_id=account.pk,
        bureau_id=account.bureau_id,
        role=Role(account.role),
        label=account.display_name,
        station_code=account.station_code,
        police_number=account.police_number,
        request_id=getattr(request, "request_id", ""),
        address=request.META.get("REMOTE_ADDR", ""),
    )


def requires(ability: Ability) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Let only people with this ability in; puts `request.viewer` in place."""

    def guard(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            viewer = viewer_of(request)
            request.viewer = viewer  # type: ignore[attr-defined]
            if ability is Ability.PUBLIC:
                return view(request, *args, **kwargs)
            if viewer is None:
                return redirect(f"/sign-in/?next={request.get_full_path()}")
            if reason := why_not(viewer, ability):
                raise NotAllowed(reason)
            return view(request, *args, **kwargs)

        guarded.ability = ability  # type: ignore[attr-defined]
        return guarded

    return guard
