"""Sign-in, sign-out, and the page of a door closed for a while."""

from typing import Any

from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jingge.accounts import actions
from jingge.accounts.queries import viewer_of
from jingge.accounts.terms import Ability
from jingge.accounts.web import sessions
from jingge.accounts.web.forms import SignInForm
from jingge.accounts.web.guards import requires, viewer_in
from jingge.accounts.web.preferences import remember_language, safe_next

LOCKED = 429


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
@requires(Ability.PUBLIC)
def sign_in(request: HttpRequest) -> HttpResponse:
    """One answer for a wrong name, a wrong password and a closed account."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(safe_next(request))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        account = auth.authenticate(request, **form.cleaned_data)
        if account is not None:
            return _let_in(request, account)
        _note_refusal(request, form.cleaned_data["username"])
        form.add_error(None, _("The user name or the password is not right."))
    status = 200 if request.method == "GET" else 422
    context = {"form": form, "next": safe_next(request)}
    return render(request, "accounts/sign_in.html", context, status=status)


def _let_in(request: HttpRequest, account: Any) -> HttpResponse:
    auth.login(request, account)  # a new session key: a planted one is worth nothing
    sessions.begin(request)
    viewer = viewer_of(account, request_id=request_id(request), address=address(request))
    if viewer is None:
        raise TypeError("authenticate() let in an account that may not sign in")
    actions.record_sign_in(by=viewer)
    target = reverse("accounts:change_password") if account.must_change_password else safe_next(request)
    response = HttpResponseRedirect(target)
    remember_language(request, response, account.language, unless_chosen=True)
    return response


def _note_refusal(request: HttpRequest, username: str) -> None:
    """The log hears of each wrong attempt and of the closing of the door, not of knocks on a closed one."""
    actions.record_refused_sign_in(
        username=username,
        locked_out=getattr(request, "axes_locked_out", False),
        request_id=request_id(request),
        address=address(request),
    )


def request_id(request: HttpRequest) -> str:
    return getattr(request, "request_id", "")


def address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def locked_out(
    request: HttpRequest, response: HttpResponseBase | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """After five wrong passwords for one name from one address. Other addresses still get in."""
    return render(request, "accounts/locked_out.html", status=LOCKED)


@require_POST
@requires(Ability.SIGNED_IN, one_time_password=True)
def sign_out(request: HttpRequest) -> HttpResponse:
    actions.record_sign_out(by=viewer_in(request))
    auth.logout(request)
    return HttpResponseRedirect("/")  # whose guard leads to the sign-in page
