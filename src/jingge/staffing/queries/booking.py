"""What a booking would meet: who serves where, who leads whom, what is booked already."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from jingge.common.viewer import Viewer
from jingge.organisation.models import Station
from jingge.staffing.models import Officer, Pairing, Posting, WorkBooking, reaching
from jingge.staffing.queries.holding import held
from jingge.staffing.queries.hours import hours_of
from jingge.staffing.rules.dates import in_force
from jingge.staffing.rules.posts import Held
from jingge.staffing.rules.work import Period, alert_text, counted, why_not_book, why_not_book_at
from jingge.staffing.terms import BookingPreview, BookingSpec, Hours, Person, StaffKind, Work

ONE_DAY = timedelta(days=1)


@dataclass
class Standing:
    """Read once for a whole table of bookings, and kept up while they are entered."""

    postings: dict[UUID, list[Held]]
    leaders: dict[UUID, list[tuple[date, date | None, Officer]]]
    stations: dict[str, Station]
    periods: defaultdict[tuple[UUID, date], list[Period]] = field(default_factory=lambda: defaultdict(list))

    def posting(self, officer: Officer, day: date) -> Held | None:
        rows = self.postings.get(officer.pk, ())
        return next((row for row in rows if in_force(row.valid_from, row.valid_to, day)), None)

    def leader_of(self, officer: Officer, day: date) -> Officer | None:
        """The community officer an auxiliary is paired with that day."""
        rows = self.leaders.get(officer.pk, ())
        return next((leader for first, last, leader in rows if in_force(first, last, day)), None)

    def taken(self, officer: Officer, day: date) -> list[Period]:
        """A booking may run past midnight, so the days beside count too."""
        days = (day - ONE_DAY, day, day + ONE_DAY)
        return [period for one in days for period in self.periods[officer.pk, one]]

    def take(self, officer: Officer, spec: BookingSpec) -> None:
        period = Period.of(spec.day, spec.start_minute, spec.minutes)
        self.periods[officer.pk, spec.day].append(period)


def standing_of(
    officers: Iterable[Officer], days: Iterable[date], *, without: UUID | None = None
) -> Standing:
    """For these people on these days; `without` leaves one booking out, for its correction."""
    people, wanted = {o.pk: o for o in officers}, list(days)
    if not people or not wanted:
        return Standing({}, {}, {})
    first, last = min(wanted) - ONE_DAY, max(wanted) + ONE_DAY
    bureau_id = next(iter(people.values())).bureau_id
    pairs = Pairing.objects.filter(reaching(first), auxiliary__in=people, valid_from__lte=last)
    leaders: defaultdict[UUID, list[tuple[date, date | None, Officer]]] = defaultdict(list)
    for pair in pairs.select_related("officer"):
        leaders[pair.auxiliary_id].append((pair.valid_from, pair.valid_to, pair.officer))
        people.setdefault(pair.officer_id, pair.officer)
    postings: defaultdict[UUID, list[Held]] = defaultdict(list)
    # Whoever is named in command may be anybody of the bureau.
    for posting in Posting.objects.filter(
        reaching(first), bureau_id=bureau_id, valid_from__lte=last
    ).select_related("station", "brigade"):
        postings[posting.officer_id].append(held(posting))
    stations = {s.code: s for s in Station.objects.filter(bureau_id=bureau_id)}
    standing = Standing(postings, leaders, stations)
    taken = WorkBooking.objects.filter(officer__in=people, day__gte=first, day__lte=last, cancelled=False)
    for row in taken.exclude(pk=without) if without else taken:
        standing.periods[row.officer_id, row.day].append(Period.of(row.day, row.start_minute, row.minutes))
    return standing


def preview_booking(
    viewer: Viewer,
    officer: Officer,
    spec: BookingSpec,
    leader: Officer | None,
    *,
    instead_of: WorkBooking | None = None,
) -> BookingPreview:
    """What keeping this booking would do to the shares of its month, and the reason it can't be kept."""
    standing = standing_of([officer], [spec.day], without=instead_of.pk if instead_of else None)
    leader = leader or standing.leader_of(officer, spec.day)
    present = standing.posting(officer, spec.day)
    why_not = why_not_book(
        spec,
        kind=StaffKind(officer.kind),
        present=present,
        taken=standing.taken(officer, spec.day),
        leader_kind=StaffKind(leader.kind) if leader else None,
        leader_place=standing.posting(leader, spec.day) if leader else None,
    )
    if why_not is None and present is not None:
        why_not = why_not_book_at(viewer, present.place.code)
    since, until = month_of(spec.day)
    gone = instead_of.pk if instead_of else None
    mine, whole = hours_of(viewer, officer, since, until, without=gone)
    work, community = Work(spec.work), present is not None and present.post == "community_officer"

    def after(hours: Hours) -> Hours:
        return counted(hours, work, spec.minutes) if community else hours

    return BookingPreview(
        why_not=why_not,
        alert=alert_text(present.post if present else None, work),
        leader=Person(leader.police_number, leader.display_name) if leader else None,
        officer_before=mine,
        officer_after=after(mine),
        station_before=whole,
        station_after=after(whole),
    )


def month_of(day: date) -> tuple[date, date]:
    """The first day of the month, and the first of the next."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def week_of(day: date) -> tuple[date, date]:
    """Monday, and the Monday after."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=7)
