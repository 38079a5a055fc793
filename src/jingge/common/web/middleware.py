"""One place where refusals become answers, every request gets its number, and the language is chosen."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from jingge.common.errors import Refused
from jingge.common.ids import new_id
from jingge.common.web.errors import refused

Answer = Callable[[HttpRequest], HttpResponse]


class RequestMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = str(new_id())  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")  # unless the view knows better
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal is said to the person; anything else stays an accident."""
        return refused(request, exception) if isinstance(exception, Refused) else None


class ProxyMiddleware:
    """Behind the TLS proxy the visitor's address is what the proxy wrote last, not what a client claims."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forwarded = request.headers.get("X-Forwarded-For", "")
        if settings.SECURE_PROXY_SSL_HEADER and forwarded:
            request.META["REMOTE_ADDR"] = forwarded.rsplit(",", 1)[-1].strip()[:60]
        return self.get_response(request)


class LanguageMiddleware:
    """Chinese unless the person chose otherwise: a browser's own language says nothing about the bureau's."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
