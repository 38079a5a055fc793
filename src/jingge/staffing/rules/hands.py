"""Why an auxiliary's pairing or a helper's place may not change so."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason


def why_not_change_pairing(*, same: bool, held_from: date | None, from_date: date) -> Reason | None:
    if same:
        return _("These two are already paired.")
    if held_from is not None and held_from >= from_date:
        return _("The present pairing began on %(day)s; choose a later day.") % {"day": held_from.isoformat()}
    return None


def why_not_place(*, at_station: str | None, unit_station: str | None, already: bool) -> Reason | None:
    """`at_station` is where the person serves that day, `unit_station` whose ground the unit is."""
    if at_station is None:
        return _("This person serves at no station on that day.")
    if unit_station is None:
        return _("The map in force on that day has no community or village with this code.")
    if at_station != unit_station:
        return _("The community or village belongs to another station.")
    if already:
        return _("This person already serves there.")
    return None
