"""What people hold on a day, as the rules want it. For actions and the other queries: no viewer."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from jingge.staffing.models import Officer, Posting, held_on
from jingge.staffing.rules.posts import Held
from jingge.staffing.terms import Headcount, OrganKind, Place, Post, StaffKind


def place_of(posting: Posting) -> Place:
    if posting.station is not None:
        return Place(OrganKind.STATION, posting.station.code)
    if posting.brigade is not None:
        return Place(OrganKind.BRIGADE, posting.brigade.code)
    return Place(OrganKind.DEPARTMENT)


def held(posting: Posting) -> Held:
    return Held(Post(posting.post), place_of(posting), posting.valid_from, posting.valid_to)


def postings_on(bureau_id: UUID, day: date, officers: Iterable[Officer] | None = None) -> dict[UUID, Held]:
    """Officer key → the posting held that day."""
    rows = Posting.objects.filter(held_on(day), bureau_id=bureau_id).select_related("station", "brigade")
    if officers is not None:
        rows = rows.filter(officer__in=list(officers))
    return {row.officer_id: held(row) for row in rows}


def headcount(bureau_id: UUID, day: date, station_code: str = "") -> Headcount:
    """Police officers with a posting that day; of one station when its code is given."""
    rows = Posting.objects.filter(held_on(day), bureau_id=bureau_id, officer__kind=StaffKind.OFFICER)
    if station_code:
        rows = rows.filter(station__code=station_code)
    at_station = Q(station__isnull=False)
    counted = rows.aggregate(
        in_bureau=Count("pk"),
        at_stations=Count("pk", filter=at_station),
        as_community=Count("pk", filter=at_station & Q(post=Post.COMMUNITY_OFFICER)),
    )
    return Headcount(counted["in_bureau"], counted["at_stations"], counted["as_community"])
