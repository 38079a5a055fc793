"""Who is on a station's month, with leave, protected hours and what earlier months left uneven."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from jingge.organisation.models import Mode, Station
from jingge.organisation.queries import calendar_of, with_modes
from jingge.rosters.models import Cell, Leave, Roster, ShiftKind
from jingge.rosters.queries.settings import day_needs, kinds_of, rules_of, spec
from jingge.rosters.rules.balances import ahead
from jingge.rosters.terms import OFF, KindSpec, LeaveState, Member, Question, RosterState, Rows, Who
from jingge.staffing.models import BeatPosting, Posting, held_on, reaching
from jingge.staffing.queries.teams import parts_on
from jingge.staffing.rules.modes import LEADERS, PART_OF_POST
from jingge.staffing.terms import Post, StaffKind

LOOKED_BACK = 8
"""Days of the month before that a rule may look at."""
MONTHS_BACK = 12
Held = list[tuple[date, date | None]]


def month_days(first: date) -> int:
    return ((first + timedelta(days=32)).replace(day=1) - first).days


def two_teams(station: Station, day: date) -> bool:
    """Whether the station works as 一室两队 on a day."""
    found = with_modes(Station.objects.filter(pk=station.pk), day).get()
    return found.mode_now == Mode.ONE_ROOM_TWO_TEAMS


def people_of(station: Station, first: date) -> tuple[Member, ...]:
    """Police officers posted there at any day of the month, by number; nothing about leave and balances yet."""
    until = first + timedelta(days=month_days(first))
    postings = Posting.objects.filter(
        reaching(first), station=station, valid_from__lt=until, officer__kind=StaffKind.OFFICER
    ).select_related("officer")
    parts = parts_on(station.bureau_id, first)
    held: defaultdict[UUID, Held] = defaultdict(list)
    last: dict[UUID, Posting] = {}
    for posting in postings.order_by("officer__police_number", "valid_from"):
        held[posting.officer_id].append((posting.valid_from, posting.valid_to))
        last[posting.officer_id] = posting
    days = [first + timedelta(days=n) for n in range(month_days(first))]
    areas = set(
        BeatPosting.objects.filter(held_on(first), officer__in=list(last)).values_list(
            "officer_id", flat=True
        )
    )
    return tuple(
        Member(
            officer_id=officer_id,
            number=posting.officer.police_number,
            name=posting.officer.display_name,
            groups=groups_of(Post(posting.post), parts.get(officer_id)),
            dedicated=posting.post == Post.COMMUNITY_OFFICER or officer_id in areas,
            away=frozenset(n for n, day in enumerate(days) if not _there(held[officer_id], day)),
        )
        for officer_id, posting in last.items()
    )


def groups_of(post: Post, part: str | None) -> frozenset[str]:
    if post in LEADERS:
        return frozenset({Who.ALL.value, Who.LEADERS.value})
    part = part or PART_OF_POST.get(post)
    return frozenset({Who.ALL.value, Who.OFFICERS.value, *([str(part)] if part else [])})


def _there(held: Held, day: date) -> bool:
    return any(begin <= day and (end is None or day < end) for begin, end in held)


def question_of(roster: Roster) -> Question:
    """The month as it stands: people, leave, holidays, what was worked before, balances."""
    station, first = roster.station, roster.month
    days = [first + timedelta(days=n) for n in range(month_days(first))]
    people = people_of(station, first)
    ids = [one.officer_id for one in people]
    leave = _leave(ids, days[0], days[-1])
    before = _before(ids, first)
    counts = _counts(station, first)
    calendar = calendar_of(station.bureau_id)
    holidays = {n for n, day in enumerate(days) if calendar.is_holiday(day) and day.weekday() < 5}
    workdays = tuple(calendar.is_workday(day) for day in days)
    members = []
    for one in people:
        away = {n for n, day in enumerate(days) if any(a <= day <= b for a, b in leave[one.officer_id])}
        balance = ahead(counts, one.officer_id)
        members.append(
            Member(
                officer_id=one.officer_id, number=one.number, name=one.name, groups=one.groups,
                dedicated=one.dedicated, away=one.away | away,
                excused=frozenset(n for n in away | one.away if workdays[n]) | frozenset(holidays),
                before=before.get(one.officer_id, ()), nights_ahead=balance[0], weekends_ahead=balance[1],
            )
        )  # fmt: skip
    kinds = kinds_of(station)
    codes = {kind.code for kind in kinds}
    gone = ShiftKind.objects.filter(
        Q(pk__in=Cell.objects.filter(roster=roster).values("kind"))
        | Q(station=station, code__in={code for row in before.values() for code in row if code})
    ).exclude(code__in=codes)
    closed = tuple(_closed(kind) for kind in gone)
    single, notes = _single(station, first)
    return Question(
        first, workdays, (*kinds, *closed), rules_of(station), tuple(members), single=single, notes=notes
    )


def _single(station: Station, first: date) -> tuple[dict[tuple[int, str], int], dict[int, str]]:
    """Needs of single dates of the month, and why."""
    single: dict[tuple[int, str], int] = {}
    notes: dict[int, str] = {}
    for row in day_needs(station, first, first + timedelta(days=month_days(first))):
        at = (row.day - first).days
        single[at, row.kind.code] = row.need
        notes.setdefault(at, row.why)
    return single, notes


def _closed(kind: ShiftKind) -> KindSpec:
    """Shown and weighed where it stands, but not wanted any more."""
    return replace(spec(kind), need_workday=0, need_dayoff=0)


def _leave(ids: list[UUID], first: date, last: date) -> dict[UUID, list[tuple[date, date]]]:
    found: defaultdict[UUID, list[tuple[date, date]]] = defaultdict(list)
    rows = Leave.objects.filter(
        officer__in=ids, state=LeaveState.APPROVED, first_day__lte=last, last_day__gte=first
    )
    for officer, begin, end in rows.values_list("officer_id", "first_day", "last_day"):
        found[officer].append((begin, end))
    return found


def _before(ids: list[UUID], first: date) -> dict[UUID, tuple[str, ...]]:
    """What was on published rosters on the last days before; nothing where no roster was published."""
    since = first - timedelta(days=LOOKED_BACK)
    rows = Cell.objects.filter(
        officer__in=ids, day__gte=since, day__lt=first, roster__state=RosterState.PUBLISHED
    ).values_list("officer_id", "day", "kind__code")
    found: dict[UUID, list[str]] = {}
    for officer, day, code in rows:
        found.setdefault(officer, [OFF] * LOOKED_BACK)[(day - since).days] = code
    return {officer: tuple(row) for officer, row in found.items()}


def _counts(station: Station, first: date) -> list[dict[UUID, tuple[int, int, str]]]:
    """By published month of the year before: nights and weekends of everybody on it, and their group."""
    since = (first - timedelta(days=31 * MONTHS_BACK)).replace(day=1)
    rosters = Roster.objects.filter(
        station=station, month__gte=since, month__lt=first, state=RosterState.PUBLISHED
    )
    kept = {roster.pk: roster.asked.get("groups", {}) for roster in rosters}
    nights: defaultdict[tuple[UUID, UUID], int] = defaultdict(int)
    weekends: defaultdict[tuple[UUID, UUID], set[date]] = defaultdict(set)
    cells = Cell.objects.filter(roster__in=list(kept)).values_list(
        "roster_id", "officer_id", "day", "kind__night"
    )
    for roster, officer, day, night in cells:
        nights[roster, officer] += night
        if day.weekday() >= 5:
            weekends[roster, officer].add(day - timedelta(days=day.weekday()))
    return [
        {
            UUID(officer): (nights[pk, UUID(officer)], len(weekends[pk, UUID(officer)]), group)
            for officer, group in groups.items()
        }
        for pk, groups in kept.items()
    ]


def rows_of(roster: Roster, question: Question) -> Rows:
    """The stored cells in the order of the question's members."""
    found = {
        (officer, day): code
        for officer, day, code in roster.cells.values_list("officer_id", "day", "kind__code")
    }
    return tuple(
        tuple(found.get((member.officer_id, question.day(n)), OFF) for n in range(question.days))
        for member in question.members
    )
