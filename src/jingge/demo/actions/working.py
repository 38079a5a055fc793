"""The demonstration at work: parts of stations, hours booked about today, offices equipped and open.

Everything goes through staffing's own actions in the name of the command office, so that the
demonstration shows what a bureau gets. The same day gives the same rows.
"""

from datetime import date, timedelta

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.common.workdays import published
from jingge.organisation.models import Mode, Station
from jingge.staffing.actions import (
    TableRow,
    book_table,
    join_team,
    set_equipment,
    set_opening_plan,
)
from jingge.staffing.models import (
    OfficeEquipment,
    OpeningPlan,
    PoliceOffice,
    Posting,
    TeamMember,
    WorkBooking,
)
from jingge.staffing.rules.modes import PART_OF_POST
from jingge.staffing.terms import BookingSpec, Equipment, Part, Post, StaffKind, Week, Work

SINCE = date(2021, 3, 1)
DAY_SHIFT = (8 * 60 + 30, 8 * 60)  # begins, minutes
OFF_THE_GROUND = 11  # every so many officer-days a community officer is put to other work
OTHER = (Work.CASE, Work.DUTY, Work.PAPERS)
COMMUNITY = (Work.COMMUNITY, Work.COMMUNITY, Work.PATROL, Work.SAFETY_CHECK, Work.COMMUNITY, Work.MEDIATION)

FULL_DAY = ((8 * 60, 20 * 60),)
HALF_DAYS = ((9 * 60, 12 * 60), (14 * 60 + 30, 17 * 60 + 30))
ROUND_THE_CLOCK: Week = (((0, 1440),),) * 7
FULL_TIME: Week = (*(FULL_DAY,) * 6, HALF_DAYS)
ODD_DAYS: Week = (HALF_DAYS, (), HALF_DAYS, (), HALF_DAYS, (), ())
EVEN_DAYS: Week = ((), HALF_DAYS, (), HALF_DAYS, (), HALF_DAYS, ())
FULL_SET = {
    Equipment.COMPUTER: 2,
    Equipment.PRINTER: 1,
    Equipment.RADIO: 4,
    Equipment.RECORDER: 3,
    Equipment.CAMERA_SCREEN: 1,
    Equipment.PHONE: 1,
    Equipment.SIGN: 1,
    Equipment.CONTACT_BOX: 1,
    Equipment.SHIELD: 2,
    Equipment.FORK: 2,
    Equipment.HELMET: 3,
    Equipment.EXTINGUISHER: 2,
    Equipment.FIRST_AID: 1,
    Equipment.BICYCLE: 2,
}
SMALL_SET = {
    Equipment.COMPUTER: 1,
    Equipment.RADIO: 2,
    Equipment.RECORDER: 1,
    Equipment.PHONE: 1,
    Equipment.SIGN: 1,
    Equipment.CONTACT_BOX: 1,
    Equipment.EXTINGUISHER: 1,
    Equipment.BICYCLE: 1,
}


def set_to_work(*, by: Viewer) -> None:
    """Each part only where nothing of it stands yet."""
    if not TeamMember.objects.filter(bureau_id=by.bureau_id).exists():
        _fill_parts(by)
    if not OpeningPlan.objects.filter(bureau_id=by.bureau_id).exists():
        _open_offices(by)
    if not WorkBooking.objects.filter(bureau_id=by.bureau_id).exists():
        _book_weeks(by)


def _fill_parts(by: Viewer) -> None:
    """Officers of the two city stations by their posts; auxiliaries with the community team."""
    posted = Posting.objects.filter(
        bureau_id=by.bureau_id, valid_to__isnull=True, station__mode=Mode.ONE_ROOM_TWO_TEAMS
    ).select_related("officer", "station")
    for posting in posted.order_by("officer__police_number"):
        part = PART_OF_POST.get(Post(posting.post))
        if posting.officer.kind == StaffKind.AUXILIARY:
            part = Part.COMMUNITY_TEAM
        if part is not None and posting.station is not None:
            join_team(officer=posting.officer, station=posting.station, part=part, from_date=SINCE, by=by)


def _open_offices(by: Viewer) -> None:
    """Class 1 is open every day, the first of each city station round the clock; class 2 on fixed days."""
    city = set(Station.objects.filter(bureau_id=by.bureau_id, kind="city").values_list("code", flat=True))
    offices = PoliceOffice.objects.filter(bureau_id=by.bureau_id, valid_to__isnull=True)
    for place, office in enumerate(offices.select_related("station").order_by("code")):
        full = office.office_class == 1
        week: Week = FULL_TIME if full else (ODD_DAYS, EVEN_DAYS)[place % 2]
        if full and office.station.code in city:
            week = ROUND_THE_CLOCK
            city.discard(office.station.code)
        set_opening_plan(office=office, week=week, closed_on_holidays=not full, from_date=SINCE, by=by)
        if not OfficeEquipment.objects.filter(office_code=office.code).exists():
            counts = {item.value: count for item, count in (FULL_SET if full else SMALL_SET).items()}
            set_equipment(office=office, counts=counts, from_date=SINCE, by=by)


def _book_weeks(by: Viewer) -> None:
    """Two weeks back to one ahead: community officers on their ground, now and then elsewhere."""
    monday = today() - timedelta(days=today().weekday() + 14)
    days = [day for day in (monday + timedelta(days=n) for n in range(28)) if published().is_workday(day)]
    posted = Posting.objects.filter(
        bureau_id=by.bureau_id, valid_to__isnull=True, post=Post.COMMUNITY_OFFICER
    ).select_related("officer")
    rows: list[TableRow] = []
    for place, posting in enumerate(posted.order_by("officer__police_number")):
        for number, day in enumerate(days):
            turn = place * 7 + number * 3
            work = OTHER[turn % 3] if turn % OFF_THE_GROUND == 0 else COMMUNITY[turn % len(COMMUNITY)]
            begins, minutes = DAY_SHIFT
            spec = BookingSpec(work=work, day=day, start_minute=begins, minutes=minutes)
            rows.append(TableRow(len(rows) + 1, posting.officer, spec))
    book_table(rows=rows, by=by)
