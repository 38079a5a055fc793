"""Any past day shows as it was: `?on=YYYY-MM-DD`, today when it is not given."""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.errors import Invalid


def day_asked(request: HttpRequest) -> date:
    """The day a page is asked for; a bad one is said with its mend."""
    return day_of(request.GET.get("on", ""))


def day_of(text: str) -> date:
    """A day as written in a form, today when it is empty."""
    text = text.strip()
    if not text:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("on", text, _("Write the day as YYYY-MM-DD, for example 2026-01-31.")) from None
