"""What a viewer may see of the people in posts: every query begins here."""

from django.db.models import Q

from jingge.accounts.rules import may, why_not
from jingge.accounts.terms import Ability
from jingge.common.errors import NotAllowed
from jingge.common.viewer import Role, Viewer
from jingge.staffing.models import Posting


def station_of(viewer: Viewer) -> str:
    """The one station a viewer is bound to, or "" for the whole bureau."""
    return "" if viewer.sees_whole_bureau else viewer.station_code


def refuse_without_names(viewer: Viewer) -> None:
    """A role that reads no postings by name is told so, wherever the person may be."""
    if reason := why_not(viewer, Ability.SEE_OWN_POSTING):
        raise NotAllowed(reason)


def visible_officers(viewer: Viewer) -> Q:
    """Condition on Officer: a station's people for its head, oneself for a community officer."""
    mine = Q(bureau_id=viewer.bureau_id)
    if viewer.role is Role.COMMUNITY_OFFICER:
        return mine & Q(police_number=viewer.police_number) & ~Q(police_number="")
    if not may(viewer, Ability.SEE_STAFF):
        return Q(pk__in=[])
    if viewer.sees_whole_bureau:
        return mine
    served = Posting.objects.filter(station__code=viewer.station_code, bureau_id=viewer.bureau_id)
    return mine & Q(pk__in=served.values("officer_id"))


def visible_postings(viewer: Viewer) -> Q:
    """Condition on Posting: a head sees what was held at the own station, nothing of elsewhere."""
    mine = Q(bureau_id=viewer.bureau_id)
    if viewer.role is Role.COMMUNITY_OFFICER:
        return mine & Q(officer__police_number=viewer.police_number) & ~Q(officer__police_number="")
    if not may(viewer, Ability.SEE_STAFF):
        return Q(pk__in=[])
    return mine if viewer.sees_whole_bureau else mine & Q(station__code=viewer.station_code)


def visible_bookings(viewer: Viewer) -> Q:
    """Condition on WorkBooking: the own station's for its head, one's own for a community officer."""
    mine = Q(bureau_id=viewer.bureau_id)
    if viewer.role is Role.COMMUNITY_OFFICER:
        return mine & Q(officer__police_number=viewer.police_number) & ~Q(officer__police_number="")
    if not may(viewer, Ability.SEE_STAFF):
        return Q(pk__in=[])
    return mine if viewer.sees_whole_bureau else mine & Q(station__code=viewer.station_code)


def visible_offices(viewer: Viewer) -> Q:
    """Condition on PoliceOffice: the whole bureau's, or the own station's."""
    mine = Q(bureau_id=viewer.bureau_id)
    return mine if viewer.sees_whole_bureau else mine & Q(station__code=viewer.station_code)
