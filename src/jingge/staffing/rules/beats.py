"""Every area of a map has exactly one responsible officer."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason

NAMED = 5  # so many codes are named in a reason; the rest is a number


def listed(codes: Collection[str]) -> str:
    first = sorted(codes)[:NAMED]
    more = len(codes) - len(first)
    return ", ".join(first) + (f" … (+{more})" if more else "")


def why_not_post_to_beats(
    beats: Collection[str], responsible: Mapping[str, str], officers: Collection[str]
) -> Reason | None:
    """The reason this list does not give every area one known officer, or None."""
    if missing := set(beats) - set(responsible):
        return _("No responsible officer for %(beats)s.") % {"beats": listed(missing)}
    if unknown := set(responsible) - set(beats):
        return _("This map has no area %(beats)s.") % {"beats": listed(unknown)}
    if strangers := set(responsible.values()) - set(officers):
        return _("The bureau has no officer %(numbers)s.") % {"numbers": listed(strangers)}
    return None


def why_not_reassign(*, holder: str | None, to: str, later: date | None) -> Reason | None:
    if holder is None:
        return _("Nobody answers for this area on that day: it belongs to no map in force.")
    if holder == to:
        return _("This officer already answers for the area.")
    if later is not None:
        return _("The area is already handed over again from %(day)s.") % {"day": later.isoformat()}
    return None
