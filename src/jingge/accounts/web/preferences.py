"""Language and text size: anyone may choose, signed in or not."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from jingge.accounts.actions import choose_language
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires

YEAR = 365 * 24 * 3600
SIZES = ("normal", "large")


def safe_next(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this site or the front page."""
    given = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(
        given, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # An address of this site is written from its root; "//host" and "/\host" are refused above.
    return given if own and given.startswith("/") else "/"


def remember(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")


@require_POST
@requires(Ability.PUBLIC)
def text_size(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(safe_next(request))
    size = request.POST.get("size", "")
    remember(request, response, "text-size", size if size in SIZES else "normal")
    return response


@require_POST
@requires(Ability.PUBLIC)
def language(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(safe_next(request))
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES):
        remember_language(request, response, code)
        viewer = getattr(request, "viewer", None)
        if viewer is not None:
            choose_language(language=code, by=viewer)
    return response


def remember_language(
    request: HttpRequest, response: HttpResponse, code: str, *, unless_chosen: bool = False
) -> None:
    """In a cookie, so that pages before sign-in know it too."""
    if not (unless_chosen and settings.LANGUAGE_COOKIE_NAME in request.COOKIES):
        remember(request, response, settings.LANGUAGE_COOKIE_NAME, code)
