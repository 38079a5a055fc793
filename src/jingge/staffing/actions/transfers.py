"""People changing posts, and leaving. The bureau's total never changes by a transfer."""

from datetime import date

from django.db import transaction

from jingge.audit.actions import record
from jingge.common.changes import Change
from jingge.common.errors import Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.organisation.models import Brigade, Station
from jingge.staffing.actions.entries import enter
from jingge.staffing.actions.leaving import leave_hands_behind, leave_teams
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.actions.writing import Writing
from jingge.staffing.models import Officer, Posting
from jingge.staffing.queries.holding import headcount
from jingge.staffing.queries.holding import held as as_held
from jingge.staffing.queries.moving import (
    last_posting,
    present_posting,
    why_not_end_posting,
    why_not_transfer_officer,
)
from jingge.staffing.rules.posts import Held, leaves_beats
from jingge.staffing.rules.ratios import first_ratio, second_ratio
from jingge.staffing.rules.standing import why_not_edit_staff
from jingge.staffing.terms import EntryKind, Headcount, OrganKind, Place, Post, PostingReason


@transaction.atomic
def transfer_officer(
    *,
    officer: Officer,
    post: str,
    from_date: date,
    reason: str,
    by: Viewer,
    to_station: Station | None = None,
    to_brigade: Brigade | None = None,
    successor: Officer | None = None,
    noted: list[Change] | None = None,
) -> Posting:
    """Close the present posting and open another from a day; neither organ = the bureau's departments.

    Whoever leaves areas behind names a `successor`, who takes them with the paired
    auxiliaries in the same transaction. The audit row holds both ratios before and after.
    `noted` gathers what was written, for whoever must be able to take it back.
    """
    refuse_if(why_not_edit_staff(by, officer.bureau_id))
    lock_bureau(officer.bureau_id)
    officer = Officer.objects.get(pk=officer.pk)
    place = place_to(to_station, to_brigade)
    before = headcount(officer.bureau_id, from_date)
    present = present_posting(officer, from_date)
    why_not = why_not_transfer_officer(
        officer, post=Post(post), place=place, from_date=from_date, successor=successor
    )
    if why_not is not None or present is None:
        raise Refused(why_not or "")
    writing = Writing()
    if leaves_beats(as_held(present), Post(post), place):
        leave_hands_behind(officer, successor, from_date, writing)
    leave_teams(officer, from_date, writing)
    writing.close(present, from_date)
    posting = writing.create(
        Posting(
            bureau_id=officer.bureau_id,
            officer=officer,
            post=post,
            station=to_station,
            brigade=to_brigade,
            reason=PostingReason(reason),
            valid_from=from_date,
        )
    )
    if noted is not None:
        noted.extend(writing.changes())
    else:
        enter(
            EntryKind.TRANSFER,
            officer,
            writing,
            holds_from=from_date,
            by=by,
            station_code=station_of(present, posting),
            **said(as_held(posting)),
        )
    after = headcount(officer.bureau_id, from_date)
    record(
        action="staffing.transfer_officer",
        by=by,
        subject=officer,
        subject_label=f"{officer.police_number} {officer.display_name}",
        detail={
            "from": said(as_held(present)),
            "to": said(as_held(posting)),
            "from_date": from_date.isoformat(),
            "reason": reason,
            "areas_to": successor.police_number if successor else None,
            "ratios_before": ratios_said(before),
            "ratios_after": ratios_said(after),
        },
    )
    return posting


@transaction.atomic
def end_posting(*, officer: Officer, end: date, by: Viewer, successor: Officer | None = None) -> Posting:
    """The officer leaves the bureau; `end` is the first day no longer in post."""
    refuse_if(why_not_edit_staff(by, officer.bureau_id))
    lock_bureau(officer.bureau_id)
    officer = Officer.objects.get(pk=officer.pk)
    present = last_posting(officer)
    why_not = why_not_end_posting(officer, end=end, successor=successor)
    if why_not is not None or present is None:
        raise Refused(why_not or "")
    before = headcount(officer.bureau_id, end)
    writing = Writing()
    leave_hands_behind(officer, successor, end, writing)
    leave_teams(officer, end, writing)
    writing.close(present, end)
    writing.change(officer, left_date=end)
    enter(
        EntryKind.DEPARTURE,
        officer,
        writing,
        holds_from=end,
        by=by,
        station_code=station_of(present),
        **said(as_held(present)),
    )
    record(
        action="staffing.end_posting",
        by=by,
        subject=officer,
        subject_label=f"{officer.police_number} {officer.display_name}",
        detail={
            "from": said(as_held(present)),
            "end": end.isoformat(),
            "areas_to": successor.police_number if successor else None,
            "ratios_before": ratios_said(before),
            "ratios_after": ratios_said(headcount(officer.bureau_id, end)),
        },
    )
    return present


def place_to(station: Station | None, brigade: Brigade | None) -> Place:
    if station is not None:
        return Place(OrganKind.STATION, station.code)
    return Place(OrganKind.BRIGADE, brigade.code) if brigade is not None else Place(OrganKind.DEPARTMENT)


def station_of(*postings: Posting) -> str:
    """Whose ground a change is read on: where the person comes to, else where they were."""
    codes = [p.station.code for p in postings if p.station is not None]
    return codes[-1] if codes else ""


def said(held: Held) -> dict[str, str]:
    """A posting as the audit log keeps it."""
    return {"post": held.post.value, "organ": held.place.kind.value, "code": held.place.code}


def ratios_said(count: Headcount) -> dict[str, str]:
    """Both ratios as exact fractions of the people counted: "103/254"."""
    first, second = first_ratio(count), second_ratio(count)
    return {
        "station_of_bureau": f"{first.part}/{first.whole}",
        "community_of_station": f"{second.part}/{second.whole}",
    }
