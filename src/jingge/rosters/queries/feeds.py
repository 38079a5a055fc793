"""The calendar of whoever holds a secret address. Nothing else leads in."""

import hashlib
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now, today
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.rosters.models import Cell, FeedKey
from jingge.rosters.rules.calendar import FeedShift, calendar_text
from jingge.rosters.terms import RosterState

PAST = timedelta(days=62)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_of(secret: str) -> str:
    """Published shifts of the officer whose address this is; an unknown or revoked one does not exist."""
    key = (
        FeedKey.objects.select_related("officer")
        .filter(hashed=hash_of(secret), revoked_at__isnull=True)
        .first()
    )
    if key is None or (key.officer.left_date is not None and key.officer.left_date <= today()):
        raise NotYours(_("There is no such calendar."))
    cells = Cell.objects.filter(
        officer=key.officer, roster__state=RosterState.PUBLISHED, day__gte=today() - PAST
    ).select_related("kind", "roster__station")
    shifts = [
        FeedShift(
            f"{cell.officer_id}-{cell.day:%Y%m%d}", cell.day, cell.kind.start_minute, cell.kind.minutes,
            cell.kind.name, cell.roster.station.name,
        )
        for cell in cells.order_by("day")
    ]  # fmt: skip
    return calendar_text(
        str(_("Roster of %(number)s") % {"number": key.officer.police_number}), shifts, now()
    )


def has_feed(viewer: Viewer) -> FeedKey | None:
    """The viewer's own address in use."""
    return FeedKey.objects.filter(
        officer__bureau_id=viewer.bureau_id,
        officer__police_number=viewer.police_number or None,
        revoked_at__isnull=True,
    ).first()
