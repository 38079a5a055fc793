"""Community officers' hours: per person and per station, in a week or a month."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from jingge.common.viewer import Viewer
from jingge.staffing.models import Officer, Posting, WorkBooking, held_on
from jingge.staffing.queries.visible import visible_bookings, visible_postings
from jingge.staffing.rules.work import COMMUNITY_WORK, below_norm, counted, is_alert
from jingge.staffing.terms import Hours, HoursRow, Post, StaffKind, Work


def post_then() -> Subquery:
    """Of a booking: the post its person held on its day."""
    held = Posting.objects.filter(officer=OuterRef("officer"), valid_from__lte=OuterRef("day"))
    held = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=OuterRef("day")))
    return Subquery(held.values("post")[:1])


def of_community_officers(viewer: Viewer, since: date, until: date) -> QuerySet[WorkBooking]:
    """Kept bookings in [since, until) of whoever was a community officer on the day."""
    rows = WorkBooking.objects.filter(
        visible_bookings(viewer), day__gte=since, day__lt=until, cancelled=False
    ).alias(post_then=post_then())
    return rows.filter(post_then=Post.COMMUNITY_OFFICER)


def hours_of(
    viewer: Viewer, officer: Officer, since: date, until: date, *, without: UUID | None = None
) -> tuple[Hours, Hours]:
    """One officer's hours in a period, and those of the station they serve at."""
    mine, whole = Hours(), Hours()
    rows = of_community_officers(viewer, since, until)
    station = officer.postings.filter(held_on(since) | Q(valid_from__gte=since, valid_from__lt=until)).values(
        "station"
    )
    rows = rows.filter(Q(station__in=station) | Q(officer=officer))
    for pk, officer_id, work, minutes in rows.values_list("pk", "officer_id", "work", "minutes"):
        if pk == without:
            continue
        whole = counted(whole, Work(work), minutes)
        if officer_id == officer.pk:
            mine = counted(mine, Work(work), minutes)
    return mine, whole


def community_hours(
    viewer: Viewer, since: date, until: date, *, station_code: str = "", one_week: bool = False
) -> list[HoursRow]:
    """One row a community officer: those posted in the period, booked or not."""
    posted = Posting.objects.filter(
        visible_postings(viewer),
        Q(valid_to__isnull=True) | Q(valid_to__gt=since),
        valid_from__lt=until,
        post=Post.COMMUNITY_OFFICER,
        officer__kind=StaffKind.OFFICER,
        station__isnull=False,
    ).select_related("officer", "station")
    rows = of_community_officers(viewer, since, until)
    if station_code:
        posted, rows = posted.filter(station__code=station_code), rows.filter(station__code=station_code)
    hours: defaultdict[UUID, Hours] = defaultdict(Hours)
    days: defaultdict[UUID, set[date]] = defaultdict(set)
    alerts: defaultdict[UUID, int] = defaultdict(int)
    for officer_id, day, work, minutes in rows.values_list("officer_id", "day", "work", "minutes"):
        kind = Work(work)
        hours[officer_id] = counted(hours[officer_id], kind, minutes)
        if kind in COMMUNITY_WORK:
            days[officer_id].add(day)
        alerts[officer_id] += is_alert(Post.COMMUNITY_OFFICER, kind)
    found = {}
    for posting in posted.order_by("station__code", "officer__police_number", "valid_from"):
        one = posting.officer
        assert posting.station is not None
        spent = hours[one.pk]
        found[one.pk] = HoursRow(
            code=one.police_number,
            name=one.display_name,
            officer_id=one.pk,
            station_code=posting.station.code,
            station_name=posting.station.name,
            officers=1,
            hours=spent,
            days=len(days[one.pk]),
            alerts=alerts[one.pk],
            below_norm=one_week and below_norm(spent.community, len(days[one.pk])),
        )
    return list(found.values())


def station_hours(rows: list[HoursRow]) -> list[HoursRow]:
    """The officers' rows summed by station."""
    of_station: defaultdict[tuple[str, str], list[HoursRow]] = defaultdict(list)
    for row in rows:
        of_station[row.station_code, row.station_name].append(row)
    return [
        HoursRow(
            code=code,
            name=name,
            officer_id=None,
            station_code=code,
            station_name=name,
            officers=len(own),
            hours=Hours(sum(r.hours.community for r in own), sum(r.hours.other for r in own)),
            days=0,
            alerts=sum(r.alerts for r in own),
            below_norm=any(r.below_norm for r in own),
        )
        for (code, name), own in of_station.items()
    ]
