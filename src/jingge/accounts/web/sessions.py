"""How long a session lives: two idle hours, twelve in all, whatever the browser keeps."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from jingge.common import clock

SIGNED_IN, SEEN = "signed_in_at", "seen_at"
NOTED_EVERY_SECONDS = 60  # a write a minute is exact enough for a limit of hours


def begin(request: HttpRequest) -> None:
    """Start both clocks; called once, at sign-in."""
    request.session[SIGNED_IN] = request.session[SEEN] = int(clock.now().timestamp())


class SessionLimits:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in_at = request.session.get(SIGNED_IN)
        if signed_in_at is not None:
            seen_at = request.session[SEEN]
            now = int(clock.now().timestamp())
            if _is_over(now, signed_in_at, seen_at):
                auth.logout(request)
                messages.info(request, _("You were signed out because time was up. Please sign in again."))
            elif now - seen_at >= NOTED_EVERY_SECONDS:
                request.session[SEEN] = now
        return self.get_response(request)


def _is_over(now: int, signed_in_at: int, seen_at: int) -> bool:
    idle = now - seen_at > settings.SESSION_IDLE_SECONDS
    return idle or now - signed_in_at > settings.SESSION_ABSOLUTE_SECONDS
