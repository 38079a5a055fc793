"""Hours and shares as a page shows them."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from jingge.staffing.rules.ratios import shown
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
    return [
        compare(_("This officer, this month"), found.officer_before, found.officer_after),
        compare(
            _("Community officers of the station, this month"), found.station_before, found.station_after
        ),
    ]


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
