"""The bookings of a period, and one of them."""

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.staffing.models import Officer, Posting, WorkBooking, held_on
from jingge.staffing.queries.hours import post_then
from jingge.staffing.queries.people import officer_row
from jingge.staffing.queries.visible import visible_bookings, visible_postings
from jingge.staffing.rules.work import COMMUNITY_WORK, COUNTS_FOR_NOTHING, Period, is_alert
from jingge.staffing.terms import BookingRow, OfficerRow, Person, Post, StaffKind, Work

NO_ALERT = [work.value for work in COMMUNITY_WORK | COUNTS_FOR_NOTHING]


def list_bookings(
    viewer: Viewer,
    since: date,
    until: date,
    *,
    station_code: str = "",
    work: str = "",
    text: str = "",
    alerts: bool = False,
    counted: str = "",
    cancelled: bool = False,
    origin_id: UUID | None = None,
) -> list[BookingRow]:
    """Bookings in [since, until). `alerts`: community officers on other work only.

    `counted`: "community" or "other" as the share counts them, which leaves out training and
    whoever was no community officer on the day; "all" both.
    """
    rows = WorkBooking.objects.filter(visible_bookings(viewer), day__gte=since, day__lt=until)
    if station_code:
        rows = rows.filter(station__code=station_code)
    if work:
        rows = rows.filter(work=work)
    if text:
        words = Q(officer__police_number__icontains=text) | Q(officer__display_name__icontains=text)
        rows = rows.filter(words)
    if origin_id:
        rows = rows.filter(origin_id=origin_id)
    if not cancelled:
        rows = rows.filter(cancelled=False)
    rows = rows.annotate(post_then=post_then())
    if alerts or counted:
        rows = rows.filter(post_then=Post.COMMUNITY_OFFICER)
    if alerts or counted == "other":
        rows = rows.exclude(work__in=NO_ALERT)
    elif counted == "community":
        rows = rows.filter(work__in=[w.value for w in COMMUNITY_WORK])
    elif counted == "all":
        rows = rows.exclude(work__in=[w.value for w in COUNTS_FOR_NOTHING])
    rows = rows.select_related("officer", "leader", "station", "replaced_by")
    return [booking_row(row) for row in rows.order_by("-day", "start_minute", "officer__police_number")]


def booking_row(row: WorkBooking) -> BookingRow:
    then: str | None = getattr(row, "post_then", None)
    post, work = Post(then) if then else None, Work(row.work)
    period = Period.of(row.day, row.start_minute, row.minutes)
    return BookingRow(
        id=row.pk,
        day=row.day,
        begins=f"{period.begins:%H:%M}",
        ends=f"{period.ends:%H:%M}",
        minutes=row.minutes,
        officer_id=row.officer_id,
        person=Person(row.officer.police_number, row.officer.display_name),
        kind=StaffKind(row.officer.kind),
        post=post,
        station_code=row.station.code,
        station_name=row.station.name,
        work=work,
        leader=Person(row.leader.police_number, row.leader.display_name) if row.leader else None,
        community=work in COMMUNITY_WORK,
        alert=not row.cancelled and is_alert(post, work),
        cancelled=row.cancelled,
        corrected=getattr(row, "replaced_by", None) is not None,
    )


def get_booking(viewer: Viewer, booking_id: UUID) -> WorkBooking:
    """The row itself, for an action; refused like a page that is not there."""
    row = (
        WorkBooking.objects.filter(visible_bookings(viewer), pk=booking_id)
        .select_related("officer", "station", "leader")
        .first()
    )
    if row is None:
        raise NotYours(_("This booking is not on your ground."))
    return row


def bookable(viewer: Viewer, day: date) -> list[OfficerRow]:
    """Everybody who serves at a station the viewer may see on a day."""
    rows = Posting.objects.filter(held_on(day) & visible_postings(viewer), station__isnull=False)
    rows = rows.select_related("officer", "station", "brigade")
    return [officer_row(row) for row in rows.order_by("station__code", "officer__police_number")]


def officers_by_number(viewer: Viewer) -> dict[str, Officer]:
    """Whoever a table of bookings may name."""
    seen = Posting.objects.filter(visible_postings(viewer)).values("officer_id")
    return {o.police_number: o for o in Officer.objects.filter(bureau_id=viewer.bureau_id, pk__in=seen)}
