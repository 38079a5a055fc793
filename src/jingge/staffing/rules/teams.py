"""Why somebody may not enter or leave a part of a station."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.staffing.rules.dates import why_not_end
from jingge.staffing.rules.limits import why_not_in_part
from jingge.staffing.rules.posts import Held
from jingge.staffing.terms import OrganKind, Part, Place, StaffKind


def why_not_join(
    *,
    kind: StaffKind,
    part: Part,
    station_code: str,
    present: Held | None,
    has_teams: bool,
    member_of: Part | None,
    since: date | None,
    from_date: date,
) -> Reason | None:
    """The reason this person can't enter this part on that day, or None.

    `member_of` and `since` are the part they are in already, or will be.
    """
    if not has_teams:
        return _("This station has no parts on that day: it works multi-skilled.")
    if present is None or present.place != Place(OrganKind.STATION, station_code):
        return _("This person does not serve at this station on that day.")
    if reason := why_not_in_part(kind, part):
        return reason
    if member_of is part:
        return _("This person is in this part already.")
    if since is not None and since >= from_date:
        return _("The present membership began on %(day)s; choose a later day.") % {"day": since.isoformat()}
    return None


def why_not_quit(valid_from: date, valid_to: date | None, end: date) -> Reason | None:
    return why_not_end(valid_from, valid_to, end)
