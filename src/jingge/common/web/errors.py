"""The pages of what went wrong: a refusal, a wrong address, a stale form, an accident."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from jingge.common.errors import Refused
from jingge.common.web.htmx import is_htmx


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return _answer(request, _heading(refusal.status), str(refusal.reason), refusal.status)


def _heading(status: int) -> str:
    if status == 404:
        return _("Not found")
    if status == 403:
        return _("Not for your post")
    return _("This cannot be done")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, _("The request could not be read"), _("Go back and try again."), 400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, _("Not for your post"), _("Your post does not include this."), 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    text = _("There is nothing at this address, or it is not for you to see.")
    return _answer(request, _("Not found"), text, 404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: nothing was done."""
    text = _("The form was open too long or came from another page. Nothing was done. Reload and send again.")
    return _answer(request, _("Please send the form again"), text, 403)


def accident(request: HttpRequest) -> HttpResponse:
    """Must not fail itself: no database, no session, no menu."""
    request_id = getattr(request, "request_id", "")
    return render(None, "common/accident.html", {"request_id": request_id}, status=500)


def _answer(request: HttpRequest, heading: str, text: str, status: int) -> HttpResponse:
    context = {"heading": heading, "text": text, "request_id": getattr(request, "request_id", "")}
    if is_htmx(request):
        response = render(request, "common/parts/refused.html", context, status=status)
        # Whatever the request wanted to replace stays; the reason appears at the head of the page.
        response["HX-Retarget"] = "#flash"
        response["HX-Reswap"] = "innerHTML show:top"
        return response
    context["back"] = _came_from(request)
    return render(request, "common/refused.html", context, status=status)


def _came_from(request: HttpRequest) -> str:
    """The page of ours the person came from, so that nobody has to start again at the front page."""
    before = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    if not before or not ours:
        return ""
    parts = urlsplit(before)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return "" if request.method == "GET" and path == request.get_full_path() else path
