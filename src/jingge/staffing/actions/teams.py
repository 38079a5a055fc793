"""People entering and leaving the three parts of a station with one office and two teams."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.audit.actions import record
from jingge.common.changes import Change
from jingge.common.errors import NotYours, refuse_if
from jingge.common.viewer import Viewer
from jingge.organisation.models import Mode, Station
from jingge.organisation.queries import with_modes
from jingge.staffing.actions.entries import enter
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.actions.writing import Writing
from jingge.staffing.models import Officer, TeamMember, reaching
from jingge.staffing.queries.holding import postings_on
from jingge.staffing.rules.standing import why_not_edit_staff
from jingge.staffing.rules.teams import why_not_join, why_not_quit
from jingge.staffing.terms import EntryKind, Part, StaffKind


@transaction.atomic
def join_team(
    *,
    officer: Officer,
    station: Station,
    part: str,
    from_date: date,
    by: Viewer,
    noted: list[Change] | None = None,
) -> TeamMember:
    """This person serves in a part of the station from a day on, and in no other any more.

    `noted` gathers what was written, for whoever must be able to take it back.
    """
    refuse_if(why_not_edit_staff(by, officer.bureau_id) or why_not_edit_staff(by, station.bureau_id))
    lock_bureau(officer.bureau_id)
    held = TeamMember.objects.filter(reaching(from_date), officer=officer).order_by("-valid_from").first()
    station = with_modes(Station.objects.all(), from_date).get(pk=station.pk)
    refuse_if(
        why_not_join(
            kind=StaffKind(officer.kind),
            part=Part(part),
            station_code=station.code,
            present=postings_on(officer.bureau_id, from_date, [officer]).get(officer.pk),
            has_teams=station.mode_now == Mode.ONE_ROOM_TWO_TEAMS,
            member_of=Part(held.part) if held else None,
            since=held.valid_from if held else None,
            from_date=from_date,
        )
    )
    writing = Writing()
    if held is not None:
        writing.close(held, from_date)
    member = writing.create(
        TeamMember(
            bureau_id=officer.bureau_id, station=station, officer=officer, part=part, valid_from=from_date
        )
    )
    if noted is not None:
        noted.extend(writing.changes())
    else:
        enter(
            EntryKind.TEAM_IN,
            officer,
            writing,
            holds_from=from_date,
            by=by,
            station_code=station.code,
            part=part,
        )
    record(
        action="staffing.join_team",
        by=by,
        subject=officer,
        subject_label=f"{officer.police_number} {officer.display_name}",
        detail={"part": part, "from_date": from_date.isoformat(), "was": held.part if held else None},
        station_code=station.code,
    )
    return member


@transaction.atomic
def leave_team(*, member: TeamMember, end: date, by: Viewer) -> TeamMember:
    """`end` is the first day no longer in the part; the post says again where the person serves."""
    refuse_if(why_not_edit_staff(by, member.bureau_id))
    lock_bureau(member.bureau_id)
    row = TeamMember.objects.select_related("officer", "station").filter(pk=member.pk).first()
    if row is None:
        raise NotYours(_("This membership is not on your ground."))
    refuse_if(why_not_quit(row.valid_from, row.valid_to, end))
    writing = Writing()
    writing.close(row, end)
    enter(
        EntryKind.TEAM_OUT,
        row.officer,
        writing,
        holds_from=end,
        by=by,
        station_code=row.station.code,
        part=row.part,
    )
    record(
        action="staffing.leave_team",
        by=by,
        subject=row.officer,
        subject_label=f"{row.officer.police_number} {row.officer.display_name}",
        detail={"part": row.part, "end": end.isoformat()},
        station_code=row.station.code,
    )
    return row
