"""What every page shows around its content: who is signed in, whose data is shown, the menu."""

from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jingge.accounts.queries import viewer_of
from jingge.accounts.rules import ABILITIES
from jingge.accounts.terms import ROLE_LABELS
from jingge.common import clock
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.common.web import htmx, menu
from jingge.organisation.queries import get_bureau, get_station

TEXT_SIZE_COOKIE = "text-size"


@dataclass
class Shell:
    """Answers only what the template asks, so that a fragment costs no query."""

    request: HttpRequest

    @cached_property
    def viewer(self) -> Viewer | None:
        return viewer_of(getattr(self.request, "user", None))

    @cached_property
    def _bureau(self) -> Any:
        try:
            return get_bureau(self.viewer) if self.viewer else None
        except NotYours:  # an account made before its bureau
            return None

    @property
    def bureau_name(self) -> str:
        if self._bureau is None:
            return ""
        return (get_language() == "en" and self._bureau.name_en) or str(self._bureau.name)

    @property
    def is_synthetic(self) -> bool:
        return bool(self._bureau and self._bureau.is_synthetic)

    @cached_property
    def whose(self) -> str:
        """Whose data this person sees, in words."""
        if self.viewer is None:
            return ""
        if self.viewer.sees_whole_bureau:
            return _("whole bureau")
        try:
            return str(get_station(self.viewer, self.viewer.station_code).name)
        except NotYours:
            return self.viewer.station_code

    @property
    def role(self) -> str | Promise:
        return ROLE_LABELS[self.viewer.role] if self.viewer else ""

    @property
    def menu(self) -> list[tuple[str | Promise, list[menu.Shown]]]:
        if self.viewer is None:
            return []
        abilities, own = frozenset(ABILITIES[self.viewer.role]), bool(self.viewer.police_number)
        return menu.shown_to(abilities, self.request.path, own=own)

    @property
    def large_text(self) -> bool:
        return self.request.COOKIES.get(TEXT_SIZE_COOKIE) == "large"

    @property
    def chinese(self) -> str:
        """The name of Chinese in Chinese, for whoever reads the page in English."""
        return dict(settings.LANGUAGES)[settings.LANGUAGE_CODE]

    @property
    def version(self) -> str:
        return version("jingge")

    @property
    def today(self) -> str:
        return clock.today().isoformat()


def shell(request: HttpRequest) -> dict[str, Any]:
    """`layout`: a template that extends it is a page, or only its content inside the drawer."""
    in_drawer = htmx.wants_fragment(request, "drawer-body")
    return {
        "shell": Shell(request),
        "layout": "common/fragment.html" if in_drawer else "common/base.html",
    }
