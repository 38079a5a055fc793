"""Why a police office may not open or serve so."""

from collections.abc import Collection, Container
from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.staffing.rules.beats import listed


def why_not_serve(unit_codes: Collection[str], known: Container[str]) -> Reason | None:
    if strangers := {code for code in unit_codes if code not in known}:
        return _("The map in force on that day has no community or village %(codes)s.") % {
            "codes": listed(strangers)
        }
    return None


def why_not_open(
    *, taken: bool, office_class: int, stands_in: str, serves: Collection[str], known: Container[str]
) -> Reason | None:
    """`known` are the units of the map in force on the day the office opens."""
    if taken:
        return _("This office code is already taken.")
    if office_class not in (1, 2, 3):
        return _("An office is of class 1, 2 or 3.")
    if not serves:
        return _("An office that serves nothing is none: name at least one community or village it serves.")
    return why_not_serve({stands_in, *serves}, known)


def why_not_change_services(
    *, before: Collection[str], after: Collection[str], known: Container[str]
) -> Reason | None:
    if set(before) == set(after):
        return _("The service area is already so.")
    if not after:
        return _("An office serves at least one community or village; close the office instead.")
    return why_not_serve(after, known)


def why_not_change_class(*, before: int, after: int) -> Reason | None:
    if after not in (1, 2, 3):
        return _("An office is of class 1, 2 or 3.")
    return _("The office is of this class already.") if before == after else None


def why_not_reopen(*, closes_on: date | None, today: date, goes_on: bool) -> Reason | None:
    """Before its day a closing can be taken back; `goes_on`: it only changed then and is there under its code."""
    if closes_on is None:
        return _("The office is not to close.")
    if goes_on:
        return _("On this day the office only changed; it is there afterwards too.")
    if closes_on <= today:
        return _("It closed on %(day)s: open an office anew.") % {"day": closes_on.isoformat()}
    return None
