"""Hours and shares as a page shows them."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from fractions import Fraction

from django.utils.translation import gettext as _

from jingge.staffing.rules.ratios import shown
from jingge.staffing.rules.worktable import length
from jingge.staffing.terms import BookingPreview, Hours, Shown


def hours_text(minutes: int) -> str:
    """7.5 rather than 450 minutes; never more than two decimals."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def share_percent(share: Fraction | None) -> str:
    """Cut, never rounded: 100 % must mean every hour."""
    return "—" if share is None else f"{shown(share, Shown.CUT)}%"


@dataclass(frozen=True, slots=True)
class ComparedHours:
    """The share of community hours before and after a booking."""

    title: str
    before: str
    before_fraction: str
    after: str
    after_fraction: str
    falls: bool


def compared_hours(found: BookingPreview) -> list[ComparedHours]:
    station = compare(
        _("Community officers of the station, this month"), found.station_before, found.station_after
    )
    if not found.officer_after.total:  # nobody's share: an auxiliary, a case officer
        return [station]
    return [compare(_("This officer, this month"), found.officer_before, found.officer_after), station]


def next_day(day: date, begins: time, ends: time) -> str:
    """Said when the hours run past midnight, so that two times mixed up are seen; else empty."""
    if ends > begins:
        return ""
    minutes = length(begins.hour * 60 + begins.minute, ends.hour * 60 + ends.minute)
    return _("Ends the next day, %(day)s at %(time)s: %(n)s hours in all.") % {
        "day": (day + timedelta(days=1)).isoformat(),
        "time": f"{ends:%H:%M}",
        "n": hours_text(minutes),
    }


def compare(title: str, before: Hours, after: Hours) -> ComparedHours:
    return ComparedHours(
        title,
        share_percent(before.share),
        fraction_text(before),
        share_percent(after.share),
        fraction_text(after),
        falls=after.share is not None
        and (before.share is None or after.share < before.share)
        and after.other > before.other,
    )


def fraction_text(hours: Hours) -> str:
    return _("%(part)s of %(whole)s hours") % {
        "part": hours_text(hours.community),
        "whole": hours_text(hours.total),
    }
